// The steps that most histories are made of, and the commands behind them, with plain values that a test overrides
// where it is about one of them.

import type * as command from '../../domain/incident/commands.ts'
import type { ProposeResolution, SignResolution } from '../../domain/incident/resolution.ts'
import type { PostUpdate } from '../../domain/incident/updates.ts'
import type { RecordWorkaround } from '../../domain/incident/workaround.ts'
import type { RecordCallback } from '../../domain/incident/callback.ts'
import type { TakeIntake } from '../../domain/incident/intake.ts'
import type { ReportIssue } from '../../domain/incident/report.ts'
import { openResolution, type Phase } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import { nusantara } from './accounts.ts'
import { at, by, type Step } from './given.ts'
import { lastOf, type Ledger, roomOf } from './ledger.ts'
import { agent, contact, representative, signatory } from './people.ts'
import { signerOf } from './signing.ts'

export type CommandOf<Type extends command.IncidentCommand['type']> = Extract<
  command.IncidentCommand,
  { type: Type }
>

export const report = (changes: Partial<ReportIssue> = {}): ReportIssue => ({
  type: 'reportIssue',
  contactName: null,
  accountId: nusantara.id,
  channel: 'DASHBOARD',
  title: 'All API calls time out',
  description: 'Since 08:52 every call to /v1/send ends in a timeout.',
  ...changes,
})

export const takeIntake = (changes: Partial<TakeIntake> = {}): TakeIntake => ({
  type: 'takeIntake',
  accountId: nusantara.id,
  company: 'Nusantara Pay',
  contactName: 'Rani Wulandari',
  contactPhone: '021 5550 0142',
  contactEmail: 'rani@nusantarapay.example',
  description: 'Every API call times out. SMTP too.',
  receivedAt: at(1),
  failing: ['API'],
  title: null,
  separateFrom: [],
  ...changes,
})

export const callback = (changes: Partial<RecordCallback> = {}): RecordCallback => ({
  type: 'recordCallback',
  reached: 'Rani Wulandari',
  occurredAt: at(6),
  information: 'All regions, since 08:52.',
  ...changes,
})

export const update = (changes: Partial<PostUpdate> = {}): PostUpdate => ({
  type: 'postUpdate',
  nature: 'A router drops the calls of one region.',
  status: 'IDENTIFIED',
  expectation: { kind: 'TIME', at: at(10_000), confidence: 'MEDIUM' },
  ...changes,
})

export const workaround = (changes: Partial<RecordWorkaround> = {}): RecordWorkaround => ({
  type: 'recordWorkaround',
  title: 'Send over the second region',
  steps: 'Point the client at api2.',
  limits: null,
  undo: null,
  validUntil: null,
  ...changes,
})

export const resolution = (changes: Partial<ProposeResolution> = {}): ProposeResolution => ({
  type: 'proposeResolution',
  outcome: 'ENDED',
  statement: 'Calls are answered again.',
  unavailabilityEndedAt: at(8),
  cause: null,
  followUp: null,
  ...changes,
})

/** A person's signature under the open proposal, with the person's own key. */
export function signature(
  ledger: Ledger,
  who: Person,
  changes: Partial<SignResolution> = {},
): SignResolution {
  const proposal = openResolution(roomOf(ledger))
  const digest = proposal?.digest ?? ''
  const signer = signerOf(who.id)
  return {
    type: 'signResolution',
    proposalId: proposal?.id ?? lastOf(ledger, 'ResolutionProposed'),
    digest,
    publicKey: signer.publicKey,
    signature: signer.sign(digest),
    ...changes,
  }
}

export const reported: Step = by(contact, report(), 0)
/** The call was answered at minute 1 and entered at minute 2. */
export const intakeTaken: Step = by(representative, takeIntake(), 2)
export const assigned = (who: Person = agent, note: string | null = null): Step =>
  by(who, { type: 'assignAgent', agentId: who.id, handOverNote: note })
/** Made at minute 6, entered at minute 7. */
export const calledBack: Step = by(agent, callback(), 7)

export const cadenceProposed = (everyMinutes = 30, duringWorkaround = false): Step =>
  by(signatory, { type: 'proposeCadence', everyMinutes, duringWorkaround })
export const cadenceAgreed: Step = by(agent, (ledger) => ({
  type: 'agreeCadence',
  proposalId: lastOf(ledger, 'CadenceProposed'),
}))
export const updated: Step = by(agent, update())

export const workaroundOffered: Step = by(agent, workaround())
export const workaroundAccepted: Step = by(signatory, (ledger) => ({
  type: 'acceptWorkaround',
  workaroundId: lastOf(ledger, 'WorkaroundRecorded'),
}))

export const proposed: Step = by(agent, resolution())
export const signedBy = (who: Person): Step => by(who, (ledger) => signature(ledger, who))

/** Up to the callback: the room is in progress, and the agent owns it. */
export const inProgress: readonly Step[] = [reported, intakeTaken, { ...assigned(), minute: 3 }, calledBack]
export const resolved: readonly Step[] = [...inProgress, proposed, signedBy(signatory), signedBy(agent)]

const reclassificationProposed: Step = by(agent, { type: 'proposeReclassification', reason: 'One template.' })
const reclassified: Step = by(signatory, (ledger) => ({
  type: 'agreeReclassification',
  proposalId: lastOf(ledger, 'ReclassificationProposed'),
}))

/** A history that ends in each phase. */
export const historyOf: Readonly<Record<Phase, readonly Step[]>> = {
  REPORTED: [reported],
  AWAITING_CALLBACK: [reported, intakeTaken],
  IN_PROGRESS: inProgress,
  WORKAROUND_IN_PLACE: [...inProgress, workaroundOffered, workaroundAccepted],
  RESOLUTION_PROPOSED: [...inProgress, proposed],
  RESOLVED: resolved,
  RECLASSIFIED: [...inProgress, reclassificationProposed, reclassified],
}

/** A step of a clock, as the deadline engine asks for it. */
export const fire = (clockId: string, step: string): CommandOf<'fireClock'> => ({
  type: 'fireClock',
  clockId,
  step,
})
