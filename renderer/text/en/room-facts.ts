// What the facts column of a room says.

import type { EscalationTarget, ResolutionOutcome } from '../../../domain/incident/state.ts'
import { plural } from '../format.ts'

export const factsText = {
  label: 'Facts',
} as const

export const peopleText = {
  title: 'People',
  owns: 'owns this room',
  you: 'you',
  tamUntil: (time: string, city: string) => `TAM · until ${time} ${city}`,
  tamFrom: (time: string, city: string) => `TAM · out of hours, from ${time} ${city}`,
  tamOut: 'TAM · out of hours: the duty manager takes it',
  roleAt: (role: string, time: string) => `${role} · ${time}`,
  call: (firstName: string) => `Call ${firstName}`,
  noOwner: 'Nobody owns this room yet',
  takeOver: 'Take over',
  take: 'Take the room',
  assign: 'Assign',
  assignTo: 'Give the room to',
  handOver: 'Hand-over note, for our side only',
  handOverHint: 'Where it stands and what comes next',
  confirmTake: 'Take the room',
  confirmAssign: 'Give the room',
  choose: 'Choose an agent',
  presence: { here: 'here', away: 'not here' },
} as const

export const cadenceText = {
  title: 'Update cadence',
  every: (interval: string) => `Every ${interval}`,
  agreedAt: (time: string) => `agreed ${time}`,
  during: 'also while a workaround holds',
  notAgreed: 'Not agreed yet',
  suggested: (interval: string) => `${interval} is suggested and binds nobody until both agree.`,
  agreeOnCall: 'Agree it on the call; the first clock starts then.',
  youProposed: (interval: string) => `You proposed every ${interval}`,
  sideProposed: (party: string, interval: string) => `${party} proposed every ${interval}`,
  waiting: (party: string) => `Waiting for ${party}’s consent`,
  waitingToSend: 'waiting to be sent',
  question: (interval: string, current: string | null) =>
    current === null ? `Updates every ${interval}?` : `Updates every ${interval} instead of ${current}?`,
  proposes: (who: string) => `${who} proposes this. The clock changes only if you agree.`,
  agree: (interval: string) => `Agree to ${interval}`,
  keep: (current: string | null) => (current === null ? 'Decline' : `Keep ${current}`),
  decline: 'Decline',
  declineReason: 'Why not',
  counter: 'Or propose instead, in minutes',
  sendDecline: 'Send answer',
  propose: 'Propose a cadence',
  proposeOther: 'Propose another',
  minutes: 'Every how many minutes',
  duringLabel: 'Also while a workaround holds',
  sendProposal: 'Propose',
  withdraw: 'Withdraw',
  onlySignatory: 'A signatory of your company answers this.',
} as const

export const workaroundFactsText = {
  title: 'Workarounds',
  none: 'None yet',
  status: {
    OFFERED: 'waiting',
    ACCEPTED: 'accepted',
    REJECTED: 'rejected',
    WITHDRAWN: 'withdrawn',
    LAPSED: 'lapsed',
  },
} as const

export const resolutionText = {
  title: 'Resolution',
  bothSign: 'both parties sign',
  version: (version: number) => `version ${version}`,
  propose: 'Propose resolution',
  proposeNew: 'Propose a new version',
  read: 'Read and sign',
  readOnly: 'Read the statement',
  sentBack: (who: string) => `${who} sent it back`,
  outcome: 'How it ended',
  outcomes: {
    ENDED: 'The issue has ended',
    WORKAROUND: 'A workaround has been provided',
  } satisfies Record<ResolutionOutcome, string>,
  statement: 'Statement that both sign',
  endedAt: 'Unavailability ended at',
  endedHint: 'Time of the last failed second',
  cause: 'Cause, if known',
  followUp: 'Still to come',
  optional: 'optional',
  send: 'Propose',
} as const

export const escalateText = {
  title: 'Escalation',
  open: 'Escalate',
  to: 'To whom',
  reason: 'Why',
  send: 'Escalate',
  targets: {
    OWNER: 'The owner',
    ON_DUTY: 'Agents on duty',
    SUPERVISOR: 'Duty manager',
    TAM: 'TAM',
  } satisfies Record<EscalationTarget, string>,
  tamOut: 'Out of working hours: the duty manager takes it, the TAM is told as well.',
  onIt: 'I am on it',
  takenBy: (who: string) => `${who} is on it`,
  nobody: 'nobody yet',
} as const

export const reclassifyText = {
  title: 'Classification',
  critical: 'Critical Issue',
  open: 'Propose: no Critical Issue',
  reason: 'Why it is no Critical Issue',
  send: 'Propose',
  youProposed: 'You proposed a Support Case',
  sideProposed: (party: string) => `${party} proposes a Support Case`,
  agree: 'Agree',
  decline: 'Decline',
  declineReason: 'Why it stays a Critical Issue',
  sendDecline: 'Decline',
  waiting: (party: string) => `Waiting for ${party}’s consent`,
  consequence: 'If both agree, every clock stops.',
} as const

export const coverageText = {
  title: 'Who was on it',
  nobody: 'Nobody',
  until: (from: string, until: string) => `${from} to ${until}`,
  since: (from: string) => `since ${from}`,
} as const

export const expectationText = {
  title: 'Expected resolution',
  statements: (count: number) => plural(count, 'statement', 'statements'),
  none: 'Not stated yet',
  said: (time: string) => `said ${time}`,
} as const

export const unavailabilityText = {
  title: 'Unavailability',
  since: 'since first failure',
  seconds: (count: string) => `${count} s`,
} as const

export const intakeFactsText = {
  title: 'Intake',
  aside: (from: string, who: string) => `${from}, ${who}`,
  contact: 'Contact',
  phone: 'Phone',
  email: 'E-mail',
  toAsk: 'to be asked',
} as const

export const askText = {
  title: 'Ask on the call',
  known: (known: number, of: number) => `${known} of ${of} known`,
  essentials: {
    contactName: 'The contact’s name',
    contactEmail: 'An e-mail address for the room link',
    description: 'What fails, and since when?',
  },
  questions: [
    ['channels', 'API, SMTP or both?'],
    ['changed', 'Since when, and what changed before?'],
    ['example', 'One error message or request ID'],
    ['cadence', 'How often do they want updates?'],
  ],
  breaksTitle: 'If this clock breaks',
  breaks:
    'The owner is told 10 minutes before, the agents on duty 5, the duty manager and the TAM 2 minutes before. A breach stays visible to both parties.',
} as const
