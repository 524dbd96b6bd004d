// What the entries of a timeline say, one group for each kind of event. Names and times come filled in.

import type { Channel } from '../../../domain/incident/availability.ts'
import type { Failing } from '../../../domain/incident/intake.ts'
import type {
  AttemptOutcome,
  ClockKind,
  Confidence,
  EscalationTarget,
  ReportChannel,
  ResolutionOutcome,
  UpdateStatus,
} from '../../../domain/incident/state.ts'
import { count, plural } from '../format.ts'

export const timelineText = {
  label: 'Timeline',
  empty: 'No entries yet',
  emptyWhy: 'What is said and done in this room stands here, for both parties.',
  emptyFilter: 'Nothing of this kind yet',
  newEntries: (count: number) => plural(count, 'new entry', 'new entries'),
  failed: 'This part of the record did not load.',
  showAll: (amount: number) => `Show all ${count(amount)}`,
  again: 'Try again',
  loading: 'Loading this part of the record',
  spoken: (who: string, what: string) => `${who}: ${what}`,
  now: 'now',
  internalFlag: 'Internal: customer cannot see',
  internalSpoken: 'Internal, customer cannot see.',
  recordedAt: (happened: string, recorded: string) => `happened ${happened}, recorded ${recorded}`,
  sending: 'sending',
  waitingSince: (time: string) => `waiting to be sent since ${time}`,
  unconfirmedSince: (time: string) => `sent at ${time}, not confirmed yet`,
  reply: 'Reply',
  correct: 'Correct',
  annotate: 'Annotate',
  edit: 'Edit',
  takeBack: 'Take back',
  sendAgain: 'Send again',
  editAgain: 'Edit and send again',
  discard: 'Discard',
  onItsWay: 'It is on its way already.',
  notSent: (what: string) => `${what} not accepted.`,
  corrected: (time: string) => `Corrected ${time}`,
  firstVersion: 'Show the first version',
  hideFirstVersion: 'Hide the first version',
  firstVersionLabel: 'First version',
  correctedLine: (who: string) => `${who} corrected an entry`,
  annotated: (who: string) => `${who} noted on`,
  entryOf: (time: string) => `the entry of ${time}`,
  annotations: (count: number) => plural(count, 'annotation', 'annotations'),
  correctLabel: 'Text that shall stand',
  saveCorrection: 'Correct',
  annotateLabel: 'Annotation',
  saveAnnotation: 'Annotate',
  annotateInternal: 'Our side only',
  handOver: 'Hand-over note',
} as const

const channels: Record<ReportChannel, string> = {
  DASHBOARD: 'from the dashboard',
  EMAIL: 'by e-mail',
  HOTLINE: 'over the hotline',
}

export const intakeEntryText = {
  reported: (ticket: string) => `Ticket ${ticket}`,
  reportedBy: (who: string, channel: ReportChannel) => ` was sent ${channels[channel]} by ${who}.`,
  title: 'Hotline intake',
  by: (who: string) => `${who} took the call`,
  clock: (promise: string) => `${promise} clock started`,
  answered: (time: string) => `Call answered ${time}`,
  failing: { API: 'API fails', SMTP: 'SMTP fails', SOME: 'Some sends fail' } satisfies Record<
    Failing,
    string
  >,
  noDescription: 'No description was taken. Ask on the call.',
  noName: 'Name to be asked',
  quote: (text: string) => `“${text}”`,
} as const

export const callEntryText = {
  calledBack: ' called back ',
  after: (span: string) => ` after ${span}.`,
  late: (span: string) => `${span} late`,
  attempt: {
    NO_ANSWER: ' called, no answer.',
    BUSY: ' called, line busy.',
    VOICEMAIL: ' called and left a message.',
  } satisfies Record<AttemptOutcome, string>,
  clockRuns: ' The clock keeps running until someone is reached.',
  inTimeRecordedLate: 'Made in time, recorded late',
} as const

export const ownerEntryText = {
  took: ' took the room.',
  tookOver: (from: string) => ` took the room over from ${from}.`,
  gave: (to: string) => ` gave the room to ${to}.`,
  gaveFrom: (to: string, from: string) => ` gave the room to ${to}, before with ${from}.`,
} as const

const status: Record<UpdateStatus, string> = {
  INVESTIGATING: 'Investigating',
  IDENTIFIED: 'Cause found, fixing',
  MITIGATING: 'Fixing',
  MONITORING: 'Fixed, watching',
}
const confidence: Record<Confidence, string> = { LOW: 'low', MEDIUM: 'medium', HIGH: 'high' }

export const updateText = {
  title: (number: number) => `Update ${number}`,
  nature: 'Nature of the issue',
  expected: 'Expected resolution',
  status: 'Status',
  statusWords: status,
  confidence: (level: Confidence) => `${confidence[level]} confidence`,
  range: (from: string, until: string) => `${from} to ${until}`,
  unknown: 'Not known yet',
  moreAt: (times: string) => `more at ${times}`,
  early: (span: string) => `On time, ${span} early`,
  late: (span: string) => `${span} late`,
  requested: ' asked for an update.',
} as const

export const cadenceEntryText = {
  proposed: (interval: string) => ` proposed updates every ${interval}`,
  during: ', also while a workaround holds',
  agreed: (interval: string) => ` agreed: updates every ${interval}.`,
  clockStarts: ' The update clock starts now.',
  declined: ' declined the proposed cadence.',
  withdrawn: ' took the proposed cadence back.',
} as const

export const workaroundEntryText = {
  title: (title: string) => `Workaround: ${title}`,
  limits: 'Limits',
  undo: 'To undo',
  until: 'Valid until',
  accept: 'Accept workaround',
  reject: 'Reject',
  withdraw: 'Withdraw',
  why: 'Reason',
  sendRejection: 'Reject workaround',
  sendWithdrawal: 'Withdraw workaround',
  status: {
    OFFERED: 'Waiting for the customer',
    ACCEPTED: 'Accepted',
    REJECTED: 'Rejected',
    WITHDRAWN: 'Withdrawn',
    LAPSED: 'Lapsed with the reopening',
  },
  acceptedBy: (who: string) => `Accepted by ${who}`,
  rejectedBy: (who: string) => `Rejected by ${who}`,
  yourTurn: 'Waits for your answer',
  accepted: (title: string) => ` accepted the workaround: ${title}.`,
  rejected: (title: string) => ` rejected the workaround: ${title}.`,
  withdrawn: (title: string) => ` withdrew the workaround: ${title}.`,
  unnamed: 'an earlier one',
} as const

export const evidenceText = {
  title: 'Evidence added',
  by: (who: string) => ` by ${who}: `,
  channels: { API: 'API', SMTP: 'SMTP' } satisfies Record<Channel, string>,
  unavailable: (channel: string, seconds: string) => `${channel} unavailable ${seconds} s`,
  either: (seconds: string) => `either channel ${seconds} s`,
  none: 'no unavailable second',
  open: 'Open seconds',
  close: 'Close seconds',
  lane: (channel: string, seconds: string, from: string, until: string) =>
    `${channel}: ${seconds} unavailable seconds between ${from} and ${until}`,
  file: (name: string, size: string) => `${name}, ${size}`,
  interval: (from: string, until: string, seconds: string) => `${from} to ${until}, ${seconds} s`,
  moreIntervals: (count: number) => `and ${plural(count, 'further interval', 'further intervals')}`,
  fileAdded: ' added a file: ',
  digest: 'SHA-256',
} as const

const targets: Record<EscalationTarget, string> = {
  OWNER: 'the owner',
  ON_DUTY: 'the agents on duty',
  SUPERVISOR: 'the duty manager',
  TAM: 'the TAM',
}
const clockNames: Record<ClockKind, string> = {
  CALLBACK: 'callback',
  UPDATE: 'update',
  SIGN_OFF: 'signature',
}

export const clockEntryText = {
  targets,
  clockNames,
  breached: {
    CALLBACK: (promise: string) => `The callback was not made within ${promise}.`,
    UPDATE: (promise: string) => `No update came within the agreed ${promise}.`,
    SIGN_OFF: () => 'The signature did not come.',
  } satisfies Record<ClockKind, (promise: string) => string>,
  wasDue: (times: string) => `It was due ${times}. This stays in the record.`,
  late: 'Late',
  laterMet: (called: string, recorded: string) => `Made in time at ${called}, recorded late at ${recorded}`,
  laterDone: (span: string) => `Done ${span} late`,
  warned: (kind: ClockKind, minutes: number) =>
    `${plural(minutes, 'minute', 'minutes')} left for the ${clockNames[kind]}.`,
  reminded: (kind: ClockKind) => `Reminder: the ${clockNames[kind]} is awaited.`,
  stillLate: (kind: ClockKind) => `The ${clockNames[kind]} is still late.`,
  stillLateTimes: (kind: ClockKind, times: number, last: string) =>
    `The ${clockNames[kind]} is still late, ${plural(times, 'reminder', 'reminders')}, last ${last}.`,
  showReminders: 'Show each',
  hideReminders: 'Hide',
  told: (who: string) => ` Told: ${who}.`,
  escalated: (who: string) => ` escalated to ${who}.`,
  escalatedByClock: (who: string, kind: ClockKind) => `Escalated to ${who}: the ${clockNames[kind]} is late.`,
  escalatedByRequest: (who: string) => `Escalated to ${who}: the customer waits for an update.`,
  outOfHours: ' The TAM is out of working hours and is told as well.',
  onIt: 'I am on it',
  takenBy: (who: string, time: string) => `${who} is on it, ${time}`,
  nobodyYet: 'Nobody is on it yet',
  acknowledged: ' is on it. The clock keeps running.',
} as const

export const resolutionEntryText = {
  proposed: (version: number) => `Resolution proposed, version ${version}`,
  outcome: {
    ENDED: 'The issue has ended',
    WORKAROUND: 'A workaround has been provided',
  } satisfies Record<ResolutionOutcome, string>,
  endedAt: 'Unavailability ended',
  cause: 'Cause',
  followUp: 'Still to come',
  covers: (entries: number) =>
    `Covers the first ${plural(entries, 'entry', 'entries')} that both parties see`,
  status: { OPEN: 'Open', SUPERSEDED: 'Superseded', REJECTED: 'Sent back', AGREED: 'Signed by both' },
  read: 'Read and sign',
  readOnly: 'Read',
  signed: (party: string) => ` signed for ${party}.`,
  rejected: (party: string) => ` of ${party} sent the resolution back.`,
  resolved: 'Resolved.',
  resolvedLine: ' Both parties signed the same record. Either may reopen it within 14 days.',
  reopened: ' reopened the room.',
  reclassificationProposed: ' proposed that this is no Critical Issue.',
  reclassificationDeclined: ' declined that: it stays a Critical Issue.',
  reclassified: ' agreed: it goes on as a Support Case. Every clock has stopped.',
} as const
