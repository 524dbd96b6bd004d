// One sentence for every way the rules can say no: what happened and what to do now. A code or a problem without its
// sentence does not compile.

import type { CertificateProblem, InputProblem, Rejection, RejectionCode } from '../../../domain/result.ts'
import { DAY } from '../../../domain/time.ts'
import { duration } from '../format.ts'
import { fullDateIn } from '../zones.ts'
import { phaseText } from './app.ts'

type Of<Code extends RejectionCode> = Extract<Rejection, { readonly code: Code }>
type Sentences = { readonly [Code in RejectionCode]: (rejection: Of<Code>) => string }

const certificateProblems: Readonly<Record<CertificateProblem, string>> = {
  UNKNOWN: 'This key’s certificate is not one of this provider.',
  OTHER_PERSON: 'This key is certified for somebody else.',
  OTHER_KEY: 'The certificate is for another key than the one you signed with.',
  OTHER_ACCOUNT: 'This key is certified for another company.',
  OTHER_ROLE: 'This key was certified when you had another role. Sign again with a new one.',
  REVOKED: 'This key was closed.',
  EXPIRED: 'The certificate of this key has run out.',
}

const sentences: Sentences = {
  NOT_FOUND: () =>
    'This room is not here: it is on its way again, or not among yours any more. Look at the board.',
  NOT_PERMITTED: () => 'Your role does not allow this here. Ask somebody who may.',
  WRONG_PHASE: ({ phase }) =>
    `The room has moved on: ${phaseText[phase].toLowerCase()}. This is no longer possible.`,
  SAME_PARTY: () => 'Your own side proposed this. The other party has to answer.',
  ALREADY_ANSWERED: () => 'Somebody answered first. What was agreed then stays.',
  ALREADY_EXISTS: () => 'This room is reported already. Open it from the board.',
  ALREADY_ASSIGNED: () => 'This person has the room already.',
  STALE_PROPOSAL: ({ current }) =>
    current === null
      ? 'This proposal is no longer open. Nothing waits for an answer now.'
      : 'A newer proposal took its place. Read that one first.',
  DIGEST_MISMATCH: () => 'What you signed is not what the room holds now. Read it again, then sign.',
  INVALID_SIGNATURE: () => 'The signature does not fit this device’s key. Sign again.',
  CERTIFICATE_REFUSED: ({ problem }) => `${certificateProblems[problem]} Sign in again, then sign.`,
  SAME_PERSON: () => 'You signed for one party already. Another person signs for the other.',
  REOPEN_PERIOD_OVER: ({ until }) =>
    `Reopening was possible until ${fullDateIn('UTC', until)}. Report it as a new issue.`,
  OPEN_ROOM_EXISTS: ({ rooms }) =>
    `This company has an open room (${rooms.map((room) => room.ticket).join(', ')}). Join it, or say that it is another outage.`,
  INVALID_INPUT: ({ field, problem, limit }) => inputSentence(field, problem, limit),
  COMMAND_ID_REUSED: () => 'This was sent before with other content. Send it once more.',
}

/** What a field is called in a sentence; a field without a name here is called "this field". */
const fieldName: Readonly<Record<string, string>> = {
  agentId: 'the agent',
  accountId: 'the company',
  company: 'the company',
  contactEmail: 'the e-mail address',
  contactName: 'the name',
  contactPhone: 'the phone number',
  counterMinutes: 'your interval',
  description: 'the description',
  everyMinutes: 'the interval',
  at: 'the expected resolution',
  'expectation.at': 'the expected resolution',
  'expectation.from': 'the start of the range',
  'expectation.moreAt': 'the time at which you will say more',
  'expectation.reason': 'the reason why it is not known',
  'expectation.until': 'the end of the range',
  from: 'the start of the range',
  fileName: 'the file name',
  handOverNote: 'the hand-over note',
  information: 'what you learnt',
  moreAt: 'the time at which you will say more',
  nature: 'the nature of the issue',
  number: 'the number you called',
  occurredAt: 'the time of the call',
  outcome: 'the outcome',
  reached: 'the person you reached',
  reason: 'the reason',
  receivedAt: 'the time of the call',
  refersTo: 'the entry',
  replyTo: 'the entry you reply to',
  sha256: 'the file',
  size: 'the file',
  statement: 'the statement',
  steps: 'the steps',
  text: 'the text',
  title: 'the title',
  unavailabilityEndedAt: 'the end of the Unavailability',
  until: 'the end of the range',
  validUntil: 'the end of its validity',
}

type Problem = (name: string, limit: number | null, field: string) => string

const problems: Readonly<Record<InputProblem, Problem>> = {
  REQUIRED: (name) => `Fill in ${name}.`,
  TOO_LONG: (name, limit) => `Shorten ${name}${limit === null ? '' : ` to ${limit} characters`}.`,
  OUT_OF_RANGE: (name, limit) => `Change ${name}${limit === null ? '' : `: the limit is ${limit}`}.`,
  NOT_A_PHONE: (name) => `Check ${name}: write it with the country code, e.g. +62 21 5550 0142.`,
  NOT_AN_EMAIL: (name) => `Check ${name}: it needs a name, an @ and a domain.`,
  NOT_A_TIME: (name) => `Check ${name}: write it as 08:50.`,
  IN_THE_FUTURE: (name) => `Check ${name}: it lies in the future.`,
  IN_THE_PAST: (name) => `Check ${name}: it has to lie ahead.`,
  TOO_LONG_AGO: (name, limit) => `Check ${name}: it may be at most ${duration(limit ?? DAY)} ago.`,
  BEFORE_START: (name, _limit, field) =>
    field === 'occurredAt'
      ? `Check ${name}: it lies before the hotline call.`
      : `Check ${name}: it lies before its start.`,
  NOT_FOUND: (name) => `Choose ${name} again: it is not there any more.`,
  NOT_ALLOWED: (name, _limit, field) =>
    field === 'outcome'
      ? 'A workaround has to be accepted before the issue can end by one.'
      : `Choose ${name} again: this is not possible here.`,
}

function inputSentence(field: string, problem: InputProblem, limit: number | null): string {
  const name = fieldName[field] ?? 'this field'
  return problems[problem](name, limit, field)
}

/** Why the rules said no and what can be done about it, in one sentence or two. */
export function rejectionSentence(rejection: Rejection): string {
  const sentence = sentences[rejection.code] as (rejection: Rejection) => string
  return sentence(rejection)
}
