// Random walks through the life of a room: people of every role ask for this and that at growing times, mostly for
// what they may, now and then for nonsense, while the deadline engine fires what is due. Everything follows from the
// seeds, so that a failing walk can be walked again.

import fc from 'fast-check'
import type { IncidentCommand, PersonCommand, PersonCommandType } from '../../domain/incident/commands.ts'
import type { Context } from '../../domain/incident/context.ts'
import { armedSteps, type ClockStep } from '../../domain/incident/clocks.ts'
import type { IncidentEvent } from '../../domain/incident/events.ts'
import { isPermitted } from '../../domain/incident/permissions.ts'
import {
  isWorkaroundInPlace,
  openReclassification,
  openResolution,
  type Phase,
  phaseOf,
} from '../../domain/incident/state.ts'
import { type EventId, toEventId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { type Decision, unreachable } from '../../domain/result.ts'
import { type Instant, later, MINUTE, plus } from '../../domain/time.ts'
import { at } from './given.ts'
import { ask, emptyLedger, type Ledger, type Who } from './ledger.ts'
import { agent, otherAgent, people } from './people.ts'
import { COMMAND_TYPES, SAMPLES } from './sample-commands.ts'
import { signature } from './story.ts'

interface Stride {
  readonly who: number
  readonly what: number
  readonly which: number
  /** Minutes since the stride before. */
  readonly gap: number
  /** Below 10: asks for anything, permitted or not; below 30: names whatever entry there is; from 50: pushes on. */
  readonly sense: number
}

/** What carries a room through its life: without these few walks would see its end. */
const PUSHES: Readonly<Record<Phase | 'NONE', readonly PersonCommandType[]>> = {
  NONE: ['reportIssue', 'takeIntake'],
  REPORTED: ['takeIntake'],
  AWAITING_CALLBACK: ['recordCallback', 'assignAgent'],
  IN_PROGRESS: [
    'recordWorkaround',
    'acceptWorkaround',
    'rejectWorkaround',
    'proposeResolution',
    'proposeCadence',
    'agreeCadence',
  ],
  WORKAROUND_IN_PLACE: ['proposeResolution', 'withdrawWorkaround', 'agreeCadence', 'proposeCadence'],
  RESOLUTION_PROPOSED: [
    'signResolution',
    'signResolution',
    'withdrawWorkaround',
    'rejectResolution',
    'rejectWorkaround',
  ],
  RESOLVED: ['reopen', 'annotate', 'annotate'],
  RECLASSIFIED: ['annotate'],
}

/** One thing that was asked on a walk, with the ledger before and after. */
export interface Visit {
  readonly before: Ledger
  readonly after: Ledger
  readonly command: IncidentCommand
  readonly who: Who
  readonly now: Instant
  readonly ctx: Context
  readonly decision: Decision<IncidentEvent>
}

const stride: fc.Arbitrary<Stride> = fc.record({
  who: fc.nat({ max: 999 }),
  what: fc.nat({ max: 9_999 }),
  which: fc.nat({ max: 9_999 }),
  gap: fc.oneof(
    { weight: 8, arbitrary: fc.nat({ max: 4 }) },
    { weight: 2, arbitrary: fc.nat({ max: 90 }) },
    { weight: 1, arbitrary: fc.nat({ max: 8_000 }) },
  ),
  sense: fc.nat({ max: 99 }),
})

export const strides = fc.array(stride, { maxLength: 120, size: 'max' })

/** One seed for all: the same walks on every machine. */
export const WALKS = { seed: 20_261_123, numRuns: 80 } as const

export function walk(all: readonly Stride[]): readonly Visit[] {
  const visits: Visit[] = []
  let ledger = emptyLedger()
  let now = at(0)
  for (const step of all) {
    now = plus(now, step.gap * MINUTE)
    const due = ledger.room === null || step.what % 5 !== 0 ? undefined : armedSteps(ledger.room)[0]
    if (due !== undefined) now = later(now, due.at)
    const [who, command] = due === undefined ? chosen(ledger, now, step) : fired(due)
    const before = ledger
    const asked = ask(before, command, who, now)
    ledger = asked.ledger
    visits.push({ before, after: ledger, command, who, now, ctx: asked.ctx, decision: asked.decision })
  }
  return visits
}

const fired = (due: ClockStep): [Who, IncidentCommand] => [
  null,
  { type: 'fireClock', clockId: due.clockId, step: due.step },
]

function chosen(ledger: Ledger, now: Instant, step: Stride): [Person, IncidentCommand] {
  const phase = ledger.room === null ? 'NONE' : phaseOf(ledger.room)
  const push = step.sense < 50 ? undefined : nth(PUSHES[phase], step.what)
  const able = push === undefined ? [] : people.filter(({ role }) => isPermitted(push, role, phase))
  const who = nth(able, step.who) ?? nth(people, step.who) ?? agent
  const permitted = COMMAND_TYPES.filter((type) => isPermitted(type, who.role, phase))
  const any = step.sense < 10 || permitted.length === 0 ? COMMAND_TYPES : permitted
  const type = push ?? nth(any, step.what) ?? 'postMessage'
  const sample: PersonCommand | undefined = nth<PersonCommand>(SAMPLES[type], step.which)
  if (sample === undefined) throw new Error(`no sample of ${type}`)
  return [who, fitted(sample, ledger, who, now, step)]
}

const nth = <Item>(items: readonly Item[], index: number): Item | undefined => items[index % items.length]

/** The sample with times around now and with ids of what is there. */
function fitted(
  sample: PersonCommand,
  ledger: Ledger,
  who: Person,
  now: Instant,
  step: Stride,
): PersonCommand {
  const { which } = step
  const { room } = ledger
  const ago = (minutes: number) => plus(now, -minutes * MINUTE)
  const soon = plus(now, 90 * MINUTE)
  const entry = someEntry(ledger, step)
  const named = (id: EventId | undefined | null) => (step.sense < 30 ? entry : (id ?? entry))
  switch (sample.type) {
    case 'takeIntake':
      return { ...sample, receivedAt: ago(which % 30) }
    case 'assignAgent':
      return { ...sample, agentId: who.role === 'AGENT' ? who.id : which % 2 ? agent.id : otherAgent.id }
    case 'recordCallback':
      return { ...sample, occurredAt: ago(which % 20) }
    case 'postMessage':
    case 'postNote':
      return { ...sample, replyTo: sample.replyTo && entry }
    case 'postUpdate':
      return { ...sample, expectation: { kind: 'TIME', at: soon, confidence: 'LOW' } }
    case 'agreeCadence':
    case 'declineCadence':
    case 'withdrawCadence':
      return { ...sample, proposalId: named(room?.cadenceProposal?.id) }
    case 'recordWorkaround':
      return { ...sample, validUntil: sample.validUntil && soon }
    case 'acceptWorkaround':
    case 'rejectWorkaround':
      return {
        ...sample,
        workaroundId: named(room?.workarounds.find(({ status }) => status === 'OFFERED')?.id),
      }
    case 'withdrawWorkaround':
      return { ...sample, workaroundId: named(room?.workarounds.at(-1)?.id) }
    case 'acknowledgeEscalation':
      return { ...sample, escalationId: named(room?.escalations.at(-1)?.id) }
    case 'proposeResolution': {
      const inPlace = room !== null && isWorkaroundInPlace(room) && which % 3 > 0
      return { ...sample, outcome: inPlace ? 'WORKAROUND' : 'ENDED', unavailabilityEndedAt: ago(which % 9) }
    }
    case 'signResolution':
      return room === null || openResolution(room) === null || step.sense < 5
        ? { ...sample, proposalId: entry }
        : signature(ledger, who)
    case 'rejectResolution':
      return { ...sample, proposalId: named(room && openResolution(room)?.id) }
    case 'agreeReclassification':
    case 'declineReclassification':
      return { ...sample, proposalId: named(room && openReclassification(room)?.id) }
    case 'annotate':
    case 'correct':
      return { ...sample, refersTo: entry }
    case 'reportIssue':
    case 'recordCallbackAttempt':
    case 'requestUpdate':
    case 'proposeCadence':
    case 'attachEvidence':
    case 'attachFile':
    case 'escalate':
    case 'reopen':
    case 'proposeReclassification':
      return sample
    default:
      return unreachable(sample)
  }
}

/** Some entry of the log, or one that is not there. */
function someEntry(ledger: Ledger, step: Stride): EventId {
  return ledger.log[step.which % (ledger.log.length + 1)]?.id ?? toEventId('event-none')
}

/** The types of all events that the walks of `WALKS` led to: a walk that goes nowhere proves nothing. */
export function typesReached(): ReadonlySet<IncidentEvent['type']> {
  const walks = fc.sample(strides, WALKS)
  return new Set(
    walks.flatMap(
      (all) =>
        walk(all)
          .at(-1)
          ?.after.log.map(({ body }) => body.type) ?? [],
    ),
  )
}
