// The rows of UX/DESIGN.md section 9 that clocks lead to: which step of a clock was reached last, whom it tells and how
// loudly. Worked out from the copy and the time alone, so that it holds offline too. A customer is told nothing of the
// provider's clocks. Of steps that passed unseen only the last is told: the others say nothing new.

import { isTamInHours, type Account } from '../../domain/account.ts'
import { LATE_REPEAT, SIGN_OFF_REMINDERS, warningsOf } from '../../domain/incident/promises.ts'
import { type Clock, isOwner, type Room } from '../../domain/incident/state.ts'
import { isMeant } from '../../domain/incident/telling.ts'
import type { Person } from '../../domain/people.ts'
import { between, HOUR, type Instant, MINUTE, plus, SECOND } from '../../domain/time.ts'
import type { Alert, AlertAction, AlertContact, AlertSound, ClockFacts } from './alert.ts'

/** A room as one person's copy holds it, with the account where the directory knows it. */
export interface ClockRoom {
  readonly room: Room
  readonly account: Account | null
  /** Whom the provider calls there. */
  readonly contact: AlertContact | null
}

type Told = 'OWNER' | 'ON_DUTY' | 'SUPERVISOR' | 'TAM'

interface Step {
  readonly name: string
  readonly at: Instant
  readonly tells: readonly Told[]
  readonly kind: 'LEFT' | 'LATE' | 'STILL_LATE' | 'REMINDER'
  readonly minutes: number
}

/** Each warning moves one rung up and tells those below again (CLK-5). */
const RUNGS: readonly (readonly Told[])[] = [
  ['OWNER'],
  ['OWNER', 'ON_DUTY'],
  ['OWNER', 'ON_DUTY', 'SUPERVISOR'],
]

const SOUNDS: Readonly<Record<number, AlertSound>> = { 5: 'SOFT', 2: 'TWO' }
/** From here on a warning stays until it is answered, and quiet time does not hold it back for one's own room. */
const STAYS_FROM_MINUTES = 2

/** The server's record of a breach brings the escalation that "I am on it" answers; without a server it is not waited for. */
const BREACH_HEARD_WITHIN = 3 * SECOND

/** The alerts of a room's clocks for a person at a moment: one for each clock at most. */
export function clockAlerts(from: ClockRoom, me: Person, now: Instant): readonly Alert[] {
  if (me.party === 'CUSTOMER') return []
  return from.room.clocks.flatMap((clock) => {
    const step = stepFor(from, clock, me, now)
    return step === null ? [] : [alertOf(from, clock, step, me)]
  })
}

/** The last step that was reached and tells this person; null while there is none, or once a person took it (ESC-4). */
function stepFor(from: ClockRoom, clock: Clock, me: Person, now: Instant): Step | null {
  if (clock.stoppedAt !== null || clock.takenBy !== null) return null
  const steps = clock.binding && clock.kind !== 'SIGN_OFF' ? stepsUntil : remindersUntil
  const reached = steps(clock, now).filter((step) =>
    step.tells.some((target) => isToldNow(from, target, me, step.at)),
  )
  return reached.at(-1) ?? null
}

/** A suggested cadence reminds when it is due (CLK-6), a proposal that waits for signatures after 24 and 72 h (CLK-9). */
function remindersUntil({ kind, startedAt, dueAt }: Clock, now: Instant): readonly Step[] {
  const reminder = (name: string, at: Instant): Step => ({
    name,
    at,
    tells: ['OWNER'],
    kind: 'REMINDER',
    minutes: Math.round(between(startedAt, at) / MINUTE),
  })
  const all =
    kind === 'SIGN_OFF'
      ? SIGN_OFF_REMINDERS.map((after) => reminder(`REMIND_${after / HOUR}H`, plus(startedAt, after)))
      : dueAt === null
        ? []
        : [reminder('REMIND', dueAt)]
  return all.filter(({ at }) => at <= now)
}

function stepsUntil({ dueAt, promise, breachRecordedAt }: Clock, now: Instant): readonly Step[] {
  if (dueAt === null || promise === null) return []
  const warnings = warningsOf(promise).map(
    (left, rung): Step => ({
      name: `WARN_${left / MINUTE}`,
      at: plus(dueAt, -left),
      tells: RUNGS[rung] ?? ['OWNER'],
      kind: 'LEFT',
      minutes: left / MINUTE,
    }),
  )
  const breach: Step = {
    name: 'BREACH',
    at: dueAt,
    tells: ['OWNER', 'ON_DUTY', 'SUPERVISOR', 'TAM'],
    kind: 'LATE',
    minutes: 0,
  }
  const repeats = Math.floor(between(dueAt, now) / LATE_REPEAT)
  const still: readonly Step[] =
    repeats < 1
      ? []
      : [
          {
            name: `LATE_${repeats}`,
            at: plus(dueAt, repeats * LATE_REPEAT),
            tells: ['OWNER', 'SUPERVISOR'],
            kind: 'STILL_LATE',
            minutes: 0,
          },
        ]
  const isBreachKnown = breachRecordedAt !== null || between(dueAt, now) >= BREACH_HEARD_WITHIN
  return [...warnings, ...(isBreachKnown ? [breach] : []), ...still].filter((step) => step.at <= now)
}

/** A window tells a TAM in working hours alone: out of them mail does (ESC-3). */
const isToldNow = ({ room, account }: ClockRoom, target: Told, me: Person, at: Instant): boolean =>
  isMeant(room, account, target, me) && (target !== 'TAM' || (account !== null && isTamInHours(account, at)))

function alertOf({ room, contact }: ClockRoom, clock: Clock, step: Step, me: Person): Alert {
  const isPressing = step.kind === 'LATE' || (step.kind === 'LEFT' && step.minutes <= STAYS_FROM_MINUTES)
  const escalationId = openEscalation(room, clock)
  const mayCall = clock.kind === 'CALLBACK' && contact !== null && isPressing
  const actions: AlertAction[] = [
    ...(mayCall ? (['CALL'] as const) : []),
    ...(escalationId === null ? [] : (['TAKE'] as const)),
    'OPEN',
  ]
  return {
    key: `${room.id} ${clock.id} ${step.name}`,
    group: `${room.id} ${clock.id}`,
    roomId: room.id,
    customer: room.accountName,
    title: room.title,
    what: { kind: step.kind, minutes: step.minutes, ...factsOf(room, clock) },
    at: step.at,
    urgency: isPressing ? 'CRITICAL' : step.kind === 'REMINDER' || step.minutes > 5 ? 'LOW' : 'NORMAL',
    sound: step.kind === 'LATE' ? 'LOW' : step.kind === 'LEFT' ? (SOUNDS[step.minutes] ?? null) : null,
    stays: isPressing,
    pierces: isPressing && isOwner(room, me),
    actions,
    contact,
    escalationId,
  }
}

const openEscalation = (room: Room, clock: Clock): Alert['escalationId'] =>
  room.escalations.findLast(({ clockId, acknowledgedBy }) => clockId === clock.id && acknowledgedBy === null)
    ?.id ?? null

function factsOf(room: Room, clock: Clock): ClockFacts {
  const last = room.attempts.at(-1)
  return {
    clock: clock.kind,
    startedAt: clock.startedAt,
    dueAt: clock.dueAt ?? clock.startedAt,
    number: clock.kind === 'UPDATE' ? room.updates.length + 1 : 1,
    attempts: room.attempts.length,
    lastAttempt: last === undefined ? null : { by: last.by.name, outcome: last.outcome, at: last.at },
  }
}
