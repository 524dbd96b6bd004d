// What the frame of a room says: header, clocks, date bar, tabs, and the voice for screen readers. Entries, composer
// and facts have files of their own beside this one (room-entries.ts, room-composer.ts, room-facts.ts).

import type { ClockKind } from '../../../domain/incident/state.ts'
import { plural } from '../format.ts'

export const roomText = {
  loading: 'Opening the room from the copy on this computer',
  missing: 'This room is not on this computer',
  missingWhy: 'It may not be yours to see, or the copy has not caught up yet.',
  toBoard: 'Back to the board',
  back: 'Back',
  critical: 'Critical',
  yourTurn: (phase: string) => `${phase}, your turn`,
  hereNow: (names: string) => `Here now: ${names}`,
  call: (firstName: string) => `Call ${firstName}`,
  more: 'More',
  facts: 'Facts',
  copyLink: 'Copy the link to this room',
  copyTicket: 'Copy the ticket number',
  tabs: {
    label: 'Parts of the room',
    timeline: 'Timeline',
    facts: 'Facts',
    people: 'People',
    signOff: 'Sign-off',
    peopleHere: (count: number) => `${plural(count, 'person', 'people')} here`,
    waiting: 'Waits for you',
  },
  /** Pages of a room, in the window's title before the room's own. */
  parts: { 'sign-off': 'Sign-off', wall: 'Wall' },
  needsAnswer: 'Needs your answer',
} as const

export const syncText = {
  offsetSmall: (seconds: string) =>
    `This computer’s clock differs from the room clock by ${seconds} s; the room clock is shown.`,
  asOf: (time: string) => `Confirmed at ${time}`,
  closed: 'Room closed',
} as const

export const deckText = {
  label: 'Clocks',
  bothSee: 'both parties see this clock',
  of: 'of',
  asAgreedAt: (time: string) => `as agreed at ${time}`,
  plusMinus: (seconds: number) => `± ${seconds} s`,
  wholeMinutes: 'minutes: this clock is not certain',
  running: {
    CALLBACK: 'Call back within',
    UPDATE: 'Next update due',
    SIGN_OFF: 'Waiting for signatures',
  } satisfies Record<ClockKind, string>,
  runningForCustomer: {
    CALLBACK: (provider: string) => `${provider} calls you within`,
    UPDATE: (provider: string) => `Next update from ${provider}`,
    SIGN_OFF: () => 'Waiting for signatures',
  } satisfies Record<ClockKind, (provider: string) => string>,
  atRisk: {
    CALLBACK: 'Callback at risk',
    UPDATE: 'Update at risk',
    SIGN_OFF: 'Waiting for signatures',
  } satisfies Record<ClockKind, string>,
  late: {
    CALLBACK: () => 'Callback is late by',
    UPDATE: (number: number) => `Update ${number} is late by`,
    SIGN_OFF: () => 'Waiting for signatures',
  } satisfies Record<ClockKind, (number: number) => string>,
  kept: {
    CALLBACK: 'Called back in',
    UPDATE: 'Update posted after',
    SIGN_OFF: 'Signed after',
  } satisfies Record<ClockKind, string>,
  by: (times: string) => `by ${times}`,
  wasDue: (times: string) => `was due ${times}`,
  toSpare: (spare: string) => `${spare} to spare`,
  notAgreed: 'Not agreed yet',
  updates: 'Updates',
  reminder: (minutes: string, times: string) => `${minutes} suggested, reminder at ${times}`,
  agreeFirst: 'Propose how often updates should come; the clock starts with the other side’s consent.',
  noCall: 'No hotline call yet',
  noCallSub: 'The 15:00 callback clock starts with the call to the hotline.',
  rests: 'Update clock rests',
  restsSub: 'A workaround is accepted; it runs again if that is withdrawn.',
  resolvedAfter: 'Resolved after',
  resolvedSub: (times: string) => `signed by both, ${times}`,
  reclassified: 'Goes on as a Support Case',
  reclassifiedSub: (times: string) => `agreed by both, ${times}`,
  calledBack: 'Called back in',
  calledBackLate: 'Called back late, in',
  callbackDue: 'Callback due in',
  callbackLate: 'Callback late by',
  notCalledBack: 'Callback',
  cancelled: 'ended before',
  ofPromised: (promise: string) => `of ${promise} promised,`,
  ofShort: (promise: string) => `of ${promise}`,
  spare: (spare: string) => `${spare} to spare`,
  over: (late: string) => `${late} late`,
  recordedLater: (called: string, recorded: string) => `called back ${called}, recorded ${recorded}`,
  sinceHotline: 'Since hotline call',
  sinceYourCall: 'Since your call',
  sinceReport: 'Since the report',
  lasted: 'Open for',
  from: (time: string) => `from ${time}`,
  callContact: (name: string) => `Call ${name}`,
} as const

export const barText = {
  zone: (city: string) => `, ${city} time.`,
  ahead: (city: string, difference: string) => ` ${city} is ${difference} ahead.`,
  behind: (city: string, difference: string) => ` ${city} is ${difference} behind.`,
  show: 'Show',
  all: 'All',
  updates: 'Updates',
  messages: 'Messages',
  internal: 'Internal',
  evidence: 'Evidence',
} as const

/** Spoken at the few moments that matter, never each second. */
export const voiceText = {
  left: (minutes: number, what: string) => `${plural(minutes, 'minute', 'minutes')} left until ${what}.`,
  kept: (promise: string) => `Kept: ${promise}.`,
  late: (promise: string) => `Late: ${promise}.`,
  entries: (count: number) => plural(count, 'new entry', 'new entries'),
  promise: {
    CALLBACK: () => 'the callback',
    UPDATE: (number: number) => `update ${number}`,
    SIGN_OFF: () => 'the signatures',
  } satisfies Record<ClockKind, (number: number) => string>,
  what: {
    CALLBACK: () => 'the callback is due',
    UPDATE: (number: number) => `update ${number} is due`,
    SIGN_OFF: () => 'the signatures are due',
  } satisfies Record<ClockKind, (number: number) => string>,
} as const

export const formText = {
  notSaved: 'This computer could not save it. The text is kept; try again.',
  cancel: 'Cancel',
  draftKept: 'Draft kept on this computer',
  otherZone: (time: string, city: string) => `${time} ${city}`,
  atExample: '08:50',
} as const
