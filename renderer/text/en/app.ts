// What the frame of the product says: sidebar, connection, board, first run. One sentence, one place.

import type { ClockKind, Phase } from '../../../domain/incident/state.ts'
import type { Role } from '../../../domain/people.ts'
import type { Link } from '../../../replica/api.ts'
import { count, plural } from '../format.ts'

export const appText = {
  product: 'Accord',
  skip: 'Skip to the content',
  main: 'Main',
  board: 'Board',
  incidentRooms: 'Incident rooms',
  intake: 'Hotline intake',
  report: 'Report an issue',
  liveRooms: 'Live rooms',
  openRooms: 'Open rooms',
  nextToBreach: 'next to breach first',
  noLiveRooms: 'None. All promises kept.',
  here: 'Here now',
  yourTam: 'Your Technical Account Manager',
  hotline: 'Severity-1 hotline, 24 hours',
  noHotline: 'The number is in your contract',
  changePerson: 'Change person',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  narrow: 'Narrow sidebar',
  call: (name: string) => `Call ${name}`,
  tamInHours: 'in working hours now',
  tamOutOfHours: 'out of hours: the duty manager takes it',
  roles: {
    CONTACT: 'Contact',
    SIGNATORY: 'Signatory',
    REPRESENTATIVE: 'Hotline',
    AGENT: 'Support',
    TAM: 'TAM',
    SUPERVISOR: 'Duty manager',
    ADMIN: 'Administrator',
  } satisfies Record<Role, string>,
  unknownTitle: 'There is no such page.',
  unknownText: 'Its address may be cut off, or from another version. Nothing was lost.',
  toBoard: 'To the board',
  toRooms: 'To the incident rooms',
  volatile: 'This browser keeps nothing on disk here: what is unsent is lost when the window closes.',
  unusable: 'The local copy cannot be opened. Reload; if it stays so, use another browser.',
  unusableHere:
    'The copy on this computer cannot be opened: the disk is full, its folder cannot be written to, or its file is broken. Nothing was deleted. Mend that and reload.',
  opening: 'Opening the copy on this computer',
} as const

const waitingWords = (waiting: number): string =>
  waiting === 0 ? 'nothing waiting' : `${plural(waiting, 'change', 'changes')} waiting`

export const linkText = {
  labels: {
    LIVE: 'Live',
    CATCHING_UP: 'Catching up',
    CONNECTING: 'Connecting',
    OFFLINE: 'Offline',
    SIGNED_OUT: 'Signed out',
  } satisfies Record<Link, string>,
  waiting: (count: number) => `${count} waiting`,
  refused: (count: number) => `${count} not accepted`,
  nextTry: (seconds: number) => `next try in ${seconds} s`,
  offlineSince: (time: string, waiting: number) => `You are offline since ${time}, ${waitingWords(waiting)}.`,
  offline: (waiting: number) => `You are offline, ${waitingWords(waiting)}.`,
  copyAge: (age: string) => `This is the copy on this computer, ${age} old.`,
  clocksGoOn: 'Clocks go on from the last agreed times; the rooms may have moved on.',
  signedOut: 'The server ended this session. Sign in again: nothing unsent is lost.',
  signIn: 'Sign in again',
  tryNow: 'Try now',
  catchUp: 'Your rooms are on their way.',
  catchUpNote: 'What is here already can be used.',
  catchUpCount: (taken: number, total: number) => `${count(taken)} of ${plural(total, 'entry', 'entries')}`,
  renewing: 'The copy on this computer is being made anew.',
  renewingNote:
    'What you see is from before, and nothing can be sent into a room until it is here again. Drafts stay.',
  copyStopped:
    'The copy on this computer stopped and is being started again. What you type stays in this window; nothing is sent until then.',
  copyLost: 'The copy on this computer keeps stopping. Reload: what was kept is not lost.',
  reload: 'Reload',
} as const

export const ageText = {
  tooOld: 'This program is too old for the server.',
  reload: 'Reload to get the newest. What is not sent yet stays on this computer.',
  install: (oldest: string) =>
    `Install version ${oldest} or newer. What is not sent yet stays on this computer.`,
  unsupported: (date: string) => `This version has had no security fixes since ${date}.`,
  installNewest: 'Install the newest version, or use the browser until then.',
} as const

export const clockText = {
  due: {
    CALLBACK: 'Callback due',
    UPDATE: 'Update due',
    SIGN_OFF: 'Signature awaited',
  } satisfies Record<ClockKind, string>,
  updateDue: (number: number) => `Update ${number} due`,
  late: { CALLBACK: 'Callback late', UPDATE: 'Update late', SIGN_OFF: 'Signature awaited' } satisfies Record<
    ClockKind,
    string
  >,
  kept: { CALLBACK: 'Called back', UPDATE: 'Update posted', SIGN_OFF: 'Signed' } satisfies Record<
    ClockKind,
    string
  >,
  suggested: 'not agreed yet',
  noClock: 'No clock',
  yourTurn: 'Your turn',
  theirTurn: 'Their turn',
  toSign: 'to sign',
  reported: 'No hotline call yet',
} as const

export const phaseText: Record<Phase, string> = {
  REPORTED: 'Reported',
  AWAITING_CALLBACK: 'Waiting for the callback',
  IN_PROGRESS: 'Working on it',
  WORKAROUND_IN_PLACE: 'Workaround in place',
  RESOLUTION_PROPOSED: 'Resolution proposed',
  RESOLVED: 'Resolved, signed by both',
  RECLASSIFIED: 'Goes on as a Support Case',
}

export const boardText = {
  columns: ['Next to breach first', 'Customer and issue', 'Owner', 'State', 'Here now'],
  all: 'All rooms',
  mine: 'My accounts',
  own: 'I own',
  filter: 'Which rooms',
  ended: 'Ended rooms',
  ago: (duration: string) => `${duration} ago`,
  nobody: 'Nobody yet',
  atRisk: 'At risk',
  late: 'Late',
  every: (minutes: number) => `every ${minutes} min`,
  proposed: (minutes: number) => `${minutes} proposed`,
  notAgreed: 'cadence not agreed yet',
  unsent: (count: number) => `${count} waiting to be sent`,
  accounts: 'My accounts',
  allAccounts: 'Accounts',
  support: 'Support',
  rooms: (count: number) => (count === 0 ? 'No room' : plural(count, 'room', 'rooms')),
  tam: (name: string) => `TAM ${name}`,
  you: 'You',
  hereNow: 'here',
  presentIn: (count: number) => (count === 0 ? 'in no room' : `in ${plural(count, 'room', 'rooms')}`),
  loading: 'Reading the rooms from the copy on this computer',
  fetching: 'Your rooms are on their way',
  filteredTitle: 'No live room among these',
  showAll: 'Show all rooms',
  hereAt: (time: string) => `Here at ${time}`,
  emptyTitle: 'No live rooms. Every promise is kept.',
  emptyText: 'A room opens with a report or a hotline call, and then leads this page.',
  customerEmptyTitle: 'No open rooms.',
  customerEmptyText: 'If your sending fails, report it here and call the Severity 1 Hotline.',
  queue: 'Not confirmed yet, kept on this computer',
  queued: (what: string, words: string) => (words === '' ? what : `${what}: “${words}”`),
  newRoom: 'a new room',
  takeBack: 'Take back',
  discard: 'Discard',
} as const

export const firstRunText = {
  headline: 'Every promise has a clock.',
  line: 'Customer and support see the same one, in the same room, from the hotline call to both signatures.',
  offline: 'Works offline, kept on this computer',
  language: 'Language',
  sample: {
    label: 'Call back within',
    of: 'of',
    entries: [
      ['14:12', 'Hotline call', 'taken, five questions asked'],
      ['14:14', 'Evidence', 'API unavailable for 322 s so far'],
      ['14:18', 'Maeve is calling', 'Rani now'],
    ],
  },
  title: 'Sign in to your support room',
  server: 'Server',
  continueAs: 'Continue on this computer as',
  demoTitle: 'Try the demo',
  demoLine: 'Choose who you are. Open a second window and be somebody of the other party.',
  asYourself: 'Or sign in as yourself',
  story: (company: string) => `The five of the story; the customer is ${company}`,
  otherAccount: (company: string) => `Another customer, ${company}: sees nothing of the first`,
  more: 'More people',
  unreachable: 'The server does not answer. Rooms on this computer open all the same.',
  tryAgain: 'Try again',
  failed: 'That did not work: the server refused. Reload the page and choose again.',
  forget: 'Forget',
} as const
