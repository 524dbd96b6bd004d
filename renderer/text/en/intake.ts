// What the hotline intake says. The questions that are read aloud stand in ../spoken.ts.

import type { Failing } from '../../../domain/incident/intake.ts'
import type { InputProblem } from '../../../domain/result.ts'
import { list } from '../format.ts'
import type { Asked, SpokenLanguage } from '../spoken.ts'

export const intakeText = {
  title: 'Hotline intake',
  onTheCall: 'On the call',
  answered: (times: string) => `answered ${times}`,
  change: 'Change',
  answeredLabel: (city: string) => `Answered at, ${city} time`,
  useTime: 'Use this time',
  draftKept: 'Draft kept on this computer',
  language: 'Language of the questions',
  leave: 'Leave, the draft stays',
  clear: 'Start over',
  oldDraft: 'This draft is of a call answered more than an hour ago.',
  oldDraftLine: 'Correct the time, or start over for the caller you have now.',
  labels: {
    company: 'Company',
    contactName: 'Contact name',
    contactPhone: 'Contact phone',
    contactEmail: 'Contact e-mail',
    description: 'Description',
  } satisfies Record<Asked, string>,
  examples: {
    company: 'Name or account number',
    contactName: '',
    contactPhone: 'As it is dialled there, or with the country code',
    contactEmail: '',
    description: '',
  } satisfies Record<Asked, string>,
  failingTitle: 'Failing right now, if the caller knows',
  failing: { API: 'API, every call', SMTP: 'SMTP, every injection', SOME: 'Only some' } satisfies Record<
    Failing,
    string
  >,
  keys: {
    next: 'next question',
    newLine: 'new line',
    switchTo: { en: 'questions in Bahasa Indonesia', id: 'questions in English' } satisfies Record<
      SpokenLanguage,
      string
    >,
    leave: 'leave, the draft stays',
  },
  start: 'Start the 15-minute clock',
  callBackBy: (time: string) => `Call back by ${time}`,
  ifStarted: (left: string) => `if started now, ${left} left`,
  alreadyLate: (late: string) => `late by ${late} already: start it at once`,
  opensNew: 'Opens a new room',
  opensTicket: (ticket: string) => `Opens room ${ticket}`,
  tells: (name: string) => `tells ${name}`,
  tellsAll: 'shows it on every agent’s board',
  askLater: (fields: readonly string[]) => `Ask on the call back: ${list(fields)}`,
  askNames: {
    company: 'company',
    contactName: 'name',
    contactPhone: 'phone',
    contactEmail: 'e-mail',
    description: 'what is failing',
  } satisfies Record<Asked, string>,
  needs: 'Company and phone start the clock.',
  noCall: 'No call, only a message:',
  makeReport: 'report it instead',
  notYours: 'Hotline intake is for hotline, support and duty managers.',
  notYoursLine: 'Call the hotline yourself, or report the issue in writing.',
  notSaved: 'It could not be saved on this computer. The text stays here: try again.',
} as const

export const intakeChecks = {
  account: (number: string) => `account ${number}`,
  noAccount: 'no account of that name',
  severalAccounts: 'several accounts fit',
  chooseAccount: 'Which account is meant?',
  anyAccount: 'Choose the account by hand',
  contact: (title: string) => (title === '' ? 'on their contact list' : `on their contact list, ${title}`),
  newContact: 'not on their contact list',
  phoneOf: (name: string) => `known number of ${name}`,
  phoneOfAccount: 'known number of the company',
  dials: (e164: string) => `new number, dials ${e164}`,
  notAPhone: 'no telephone number yet',
  ownMail: 'if their mail is down, use a private one',
  otherMail: 'not at their own domain',
  notAnEmail: 'no e-mail address yet',
} as const

export const intakeAside = {
  label: 'About the caller',
  openRoom: (company: string, amount: number) =>
    amount === 1 ? `${company} already has a room open` : `${company} already has ${amount} rooms open`,
  openSince: (ticket: string, time: string, phase: string) => `${ticket}, open since ${time}, ${phase}`,
  same: 'Same, open it',
  different: 'Different',
  askNow: 'Ask the caller: is it the same outage? The clock starts after the answer.',
  entitled: 'Critical support, 24 h',
  notEntitled: 'No hotline in the contract',
  theirTime: 'Their time',
  tam: 'TAM',
  noTam: 'none',
  tamUntil: (name: string, time: string) => `${name}, until ${time}`,
  tamFrom: (name: string, time: string) => `${name}, from ${time}`,
  tamAway: (name: string) => `${name}, out of hours`,
  lastCritical: 'Last critical',
  calledBackIn: (date: string, after: string) => `${date}, called back in ${after}`,
  noneBefore: 'none on record',
  ticketLinked: 'Ticket found, will be linked',
  ticketNotLinked: 'Ticket found, not linked',
  ticketWhich: 'Tickets found: which one is it?',
  ticketNone: 'None of them, another outage',
  linkIt: (ticket: string) => `Link ticket ${ticket}`,
  channels: { DASHBOARD: 'from the dashboard', EMAIL: 'by e-mail', HOTLINE: 'over the hotline' },
  ticketBy: (channel: string, time: string, who: string) => ` ${channel} at ${time}, by ${who}`,
  told: 'Who is told',
  owner: 'owner',
  nobodyYet: 'The board of every agent',
  onDuty: 'Agents on duty',
  supervisor: 'Duty manager',
  technicalManager: 'TAM',
  atOnce: 'at once',
  before: (minutes: number) => `${minutes} min before it is late`,
  unknownYet: 'The company’s account shows here once it is known.',
} as const

/** Sentences where the general ones say too little; `null` leaves it to those (text/en/rejections.ts). */
export function intakeProblem(field: string, problem: InputProblem): string | null {
  if (field === 'receivedAt' && problem === 'TOO_LONG_AGO')
    return 'The call was answered more than 60 minutes ago. Correct the time, or report it in writing.'
  if (field === 'receivedAt' && problem === 'IN_THE_FUTURE') return 'This time has not come yet. Correct it.'
  if (field === 'receivedAt' && problem === 'NOT_A_TIME') return 'Write the time as 07:10 or 07:10:38.'
  if (field === 'accountId' && problem === 'NOT_FOUND') return 'No account of that name. Choose one below.'
  if (field === 'accountId')
    return 'This contract has no hotline, or the ticket is another company’s. Report it in writing.'
  if (field === 'contactPhone' && problem === 'REQUIRED') return 'Ask for the number to call back.'
  return null
}
