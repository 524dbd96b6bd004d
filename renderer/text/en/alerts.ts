// What is told outside of a room: notifications, toasts, the bell's list, and the settings of all these. Said of what
// to do, whom to call and by when; never what somebody wrote, since a notification is read over shoulders.

import type { AttemptOutcome } from '../../../domain/incident/state.ts'
import { plural } from '../format.ts'

export const alertText = {
  label: 'Alerts',
  recent: 'Recent alerts',
  none: 'No alerts yet',
  noneWhy: 'What is told outside of a room stands here afterwards.',
  bell: (unread: number) => (unread === 0 ? 'Alerts' : `Alerts, ${unread} new`),
  close: 'Close',
  call: (firstName: string) => `Call ${firstName}`,
  take: 'I am on it',
  open: 'Open room',
  openBoard: 'Open board',
  left: {
    first: {
      CALLBACK: (customer: string, minutes: number) => `Call back ${customer} within ${minutes} min`,
      UPDATE: (customer: string, minutes: number, number: number) =>
        `Update ${number} for ${customer} within ${minutes} min`,
    },
    later: {
      CALLBACK: (customer: string, minutes: number) => `${minutes} min left to call back ${customer}`,
      UPDATE: (customer: string, minutes: number, number: number) =>
        `${minutes} min left for update ${number} to ${customer}`,
    },
  },
  late: {
    CALLBACK: (customer: string, _number: number) => `Callback to ${customer} is late`,
    UPDATE: (customer: string, number: number) => `Update ${number} for ${customer} is late`,
  },
  stillLate: {
    CALLBACK: (customer: string, late: string) => `Callback to ${customer} is ${late} late`,
    UPDATE: (customer: string, late: string) => `Update for ${customer} is ${late} late`,
  },
  ended: (promise: string, time: string) => `The ${promise} ended at ${time}.`,
  callNow: 'Call now; the room shows the delay to both sides.',
  updateNow: 'Post it now; the room shows the delay to both sides.',
  by: (time: string) => `By ${time}.`,
  triedOnce: (name: string, time: string, outcome: AttemptOutcome) =>
    `${name} tried once at ${time}, ${OUTCOMES[outcome]}.`,
  tried: (name: string, times: number, time: string, outcome: AttemptOutcome) =>
    `${plural(times, 'try', 'tries')} so far, the last by ${name} at ${time}: ${OUTCOMES[outcome]}.`,
  said: {
    IssueReported: (by: string, customer: string) => `${by} reported an issue for ${customer}`,
    MessagePosted: (by: string, customer: string) => `${by} wrote in ${customer}`,
    UpdatePosted: (by: string, _customer: string, number: number) => `${by} posted update ${number}`,
    UpdateRequested: (by: string, customer: string) => `${by} asks for an update, ${customer}`,
    CadenceProposed: (by: string, customer: string) => `${by} proposed an update cadence, ${customer}`,
    CadenceAgreed: (by: string, customer: string) => `${by} agreed to the update cadence, ${customer}`,
    CadenceDeclined: (by: string, customer: string) => `${by} declined the update cadence, ${customer}`,
    WorkaroundRecorded: (by: string, customer: string) => `${by} offered a workaround, ${customer}`,
    WorkaroundAccepted: (by: string, customer: string) => `${by} accepted the workaround, ${customer}`,
    WorkaroundRejected: (by: string, customer: string) => `${by} rejected the workaround, ${customer}`,
    WorkaroundWithdrawn: (by: string, customer: string) => `${by} withdrew the workaround, ${customer}`,
    FileAttached: (by: string, customer: string) => `${by} attached a file, ${customer}`,
    Escalated: (by: string, customer: string) => `${by} escalated ${customer}`,
    ResolutionProposed: (by: string, customer: string) => `${by} proposed the resolution, ${customer}`,
    ResolutionSigned: (by: string, customer: string) => `${by} signed the resolution, ${customer}`,
    ResolutionRejected: (by: string, customer: string) => `${by} sent the resolution back, ${customer}`,
    IssueResolved: (_by: string, customer: string) => `Resolved, signed by both: ${customer}`,
    Reopened: (by: string, customer: string) => `${by} reopened ${customer}`,
    ReclassificationProposed: (by: string, customer: string) =>
      `${by} proposed to go on as a Support Case, ${customer}`,
    ReclassificationDeclined: (by: string, customer: string) =>
      `${by} declined to go on as a Support Case, ${customer}`,
    Reclassified: (by: string, customer: string) => `${by} agreed to go on as a Support Case, ${customer}`,
    other: (by: string, customer: string) => `New entry by ${by} in ${customer}`,
  },
  signOffWaits: (customer: string, hours: number) => `${customer}: signatures waited for since ${hours} h`,
  signOffWhat: 'Open the room to see who has not signed yet.',
  updateSuggested: (customer: string) => `An update for ${customer} is suggested now`,
  suggestedWhat: 'No update cadence is agreed yet. Post an update, or propose a cadence.',
  signNeeded: 'Read the statement and sign it, or send it back.',
  missed: (alerts: number) => `While you were away: ${plural(alerts, 'alert', 'alerts')}`,
  missedIn: (rooms: number) => `In ${plural(rooms, 'room', 'rooms')}. The clocks show how it stands now.`,
  due: {
    CALLBACK: (_number: number) => 'callback',
    UPDATE: (number: number) => `update ${number}`,
  },
  askBar:
    'Notifications are off on this computer. With them, clocks reach you while another window is in front.',
  askForCustomer:
    'Notifications are off on this computer. With them, updates reach you while another window is in front.',
  allow: 'Allow notifications',
  notNow: 'Not now',
  failed: 'It could not be saved. Open the room and try again.',
} as const

const OUTCOMES: Readonly<Record<AttemptOutcome, string>> = {
  NO_ANSWER: 'no answer',
  BUSY: 'line busy',
  VOICEMAIL: 'voicemail',
}

export const alertSettingsText = {
  title: 'Notifications and sounds',
  notifications: 'Notifications outside of the window',
  permission: {
    GRANTED: 'This computer shows them.',
    ASK: 'This computer has not been asked yet.',
    DENIED: 'This browser blocks them. Allow notifications for this site in the browser’s site settings.',
    NONE: 'This browser has none. Alerts show in the window.',
  },
  sounds: 'Sounds',
  volume: 'Volume',
  locked: 'Sound starts with the first click or key in this window.',
  noSound: 'This browser makes no sound.',
  test: { SOFT: 'Soft tone: 5 min left', TWO: 'Two tones: 2 min left', LOW: 'Low tone: late' },
  testForCustomer: 'Play the tone',
  testGroup: 'Listen',
  quiet: 'Quiet',
  quietNow: (time: string) => `Quiet until ${time}`,
  quietUntil: (time: string) => `Quiet until ${time}`,
  quietHour: 'Quiet for 1 h',
  endQuiet: 'End quiet time',
  hours: 'Quiet every day',
  from: 'From',
  until: 'Until',
  timeExample: '22:00',
  notATime: 'Write a time such as 22:00.',
  staysLoud:
    'Quiet time holds back everything but the last 2 min and a broken promise of rooms that you own. The bell lists what was held back.',
  quietForCustomer: 'Quiet time holds back everything. The bell lists what was held back.',
} as const
