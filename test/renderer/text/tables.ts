// Every sentence of both languages, side by side: walks the files of renderer/text/en and id and the desktop's, and calls what fills facts
// in with facts that can be found again in the answer. A new file, table or sentence is found without being named here;
// a function that needs facts of a certain kind says so in FACTS.

import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Rejection, RejectionCode } from '../../../domain/result.ts'
import { parseInstant } from '../../../domain/time.ts'
import { englishWords } from '../../../electron/text/en.ts'
import { indonesianWords } from '../../../electron/text/id.ts'
import { chooseLanguage, type Language } from '../../../renderer/text/language.ts'

const TEXT = join(import.meta.dirname, '../../../renderer/text')

export interface Pair {
  /** "room-entries.timelineText.reply". */
  readonly path: string
  readonly en: string
  readonly id: string
  /** What was filled in, as it may stand in the sentence; empty for a sentence without facts. */
  readonly facts: readonly string[]
}

type Facts = readonly unknown[]

/** Sentinels that no sentence holds by itself. Numbers, since they pass as names and as amounts. */
const SENTINEL = 711

const when = parseInstant('2031-12-02T08:00:00Z')
if (when === null) throw new Error('no instant')

const rejections: { readonly [Code in RejectionCode]: readonly Rejection[] } = {
  NOT_FOUND: [{ code: 'NOT_FOUND' }],
  NOT_PERMITTED: [{ code: 'NOT_PERMITTED' }],
  WRONG_PHASE: [{ code: 'WRONG_PHASE', phase: 'RESOLVED' }],
  SAME_PARTY: [{ code: 'SAME_PARTY' }],
  ALREADY_ANSWERED: [{ code: 'ALREADY_ANSWERED' }],
  ALREADY_EXISTS: [{ code: 'ALREADY_EXISTS' }],
  ALREADY_ASSIGNED: [{ code: 'ALREADY_ASSIGNED' }],
  STALE_PROPOSAL: [null, 'x'].map((current) => ({ code: 'STALE_PROPOSAL', current: current as never })),
  DIGEST_MISMATCH: [{ code: 'DIGEST_MISMATCH' }],
  INVALID_SIGNATURE: [{ code: 'INVALID_SIGNATURE' }],
  CERTIFICATE_REFUSED: (
    ['UNKNOWN', 'OTHER_PERSON', 'OTHER_KEY', 'OTHER_ACCOUNT', 'OTHER_ROLE', 'REVOKED', 'EXPIRED'] as const
  ).map((problem) => ({ code: 'CERTIFICATE_REFUSED', problem })),
  SAME_PERSON: [{ code: 'SAME_PERSON' }],
  REOPEN_PERIOD_OVER: [{ code: 'REOPEN_PERIOD_OVER', until: when }],
  OPEN_ROOM_EXISTS: [
    { code: 'OPEN_ROOM_EXISTS', rooms: ['AC-711', 'AC-712'].map((ticket) => ({ ticket }) as never) },
  ],
  INVALID_INPUT: (
    [
      'REQUIRED',
      'TOO_LONG',
      'OUT_OF_RANGE',
      'NOT_A_PHONE',
      'NOT_AN_EMAIL',
      'NOT_A_TIME',
      'IN_THE_FUTURE',
      'IN_THE_PAST',
      'TOO_LONG_AGO',
      'BEFORE_START',
      'NOT_FOUND',
      'NOT_ALLOWED',
    ] as const
  ).flatMap((problem) =>
    ['nature', 'occurredAt', 'outcome', 'contactPhone', 'unknown'].map((field) => ({
      code: 'INVALID_INPUT' as const,
      field,
      problem,
      limit: problem === 'TOO_LONG_AGO' ? 717_000 : 717,
    })),
  ),
  COMMAND_ID_REUSED: [{ code: 'COMMAND_ID_REUSED' }],
}

const LOG_PROBLEMS = 'NOT_TEXT MISSING_COLUMN FIELDS JSON TIME CHANNEL RESULT LONG_LINE EMPTY'.split(' ')
const FILE_FAULTS = 'UNREACHABLE SIGNED_OUT NOT_FOUND TOO_LARGE TOO_MANY UNAVAILABLE ALTERED CANCELLED'.split(
  ' ',
)
const ADMINISTRATION_PROBLEMS =
  'REQUIRED TOO_LONG TOO_MANY NOT_A_PHONE NOT_AN_EMAIL NOT_A_ZONE NOT_A_DOMAIN NOT_A_CALLING_CODE NOT_A_DATE NOT_HOURS NOT_FOUND TAKEN NEEDS_ACCOUNT NO_ACCOUNT NOT_A_TAM NOT_STAFF ONESELF LAST_ADMINISTRATOR PARTY_STAYS WAS_IN_FORCE NOT_ACTIVE NOT_ALLOWED'.split(
    ' ',
  )
const AUDIT_ACTIONS =
  'ACCOUNT_SAVED ACCOUNT_SSO_SET ACCOUNT_SSO_REMOVED PERSON_INVITED PERSON_CHANGED PERSON_DEACTIVATED PERSON_REACTIVATED INVITATION_USED IDENTITY_LINKED DEVICE_ENDED REFRESH_REUSED PHONE_CODE_ISSUED PHONE_CODE_USED PHONE_CODE_EXHAUSTED PASSKEY_ADDED PASSKEY_REMOVED SIGNING_KEY_ENROLLED SIGNING_KEY_REVOKED'.split(
    ' ',
  )
const AUDIT_FACTS =
  'name title email role party accountId timeZone phone number domains phones callingCode tamId deputyId tamHours hotline issuer clientId clientSecretRef personId deviceName devices again checkedBy'.split(
    ' ',
  )
const OUTCOMES = ['NO_ANSWER', 'BUSY', 'VOICEMAIL']
const CLOCKS = ['CALLBACK', 'UPDATE', 'SIGN_OFF']

/** Where numbers are no answer to what is asked for: the facts to call with, one list a call. */
const FACTS: Readonly<Record<string, readonly Facts[]>> = {
  'administration.auditText.action': AUDIT_ACTIONS.map((action) => [action]),
  'administration.auditText.fact': AUDIT_FACTS.map((fact) => [fact]),
  'administration.administrationText.problem': ADMINISTRATION_PROBLEMS.map((problem) => [problem, 711]),
  'attach.attachText.fault': FILE_FAULTS.map((fault) => [fault, 'name-711']),
  'attach.attachText.logProblem': LOG_PROBLEMS.map((code) => [
    'name-711',
    { code, line: 712, found: 'cell-713' },
  ]),
  'attach.attachText.sending': [['name-711', 0.71]],
  'attach.attachText.unavailable': [
    ['API', 711],
    ['SMTP', 0],
  ],
  'alerts.alertText.triedOnce': OUTCOMES.map((outcome) => ['name-711', '08:18', outcome]),
  'alerts.alertText.tried': OUTCOMES.map((outcome) => ['name-711', 712, '08:18', outcome]),
  'app.boardText.rooms': [[0], [1], [711]],
  'app.boardText.presentIn': [[0], [1], [711]],
  'app.linkText.offline': [[0], [711]],
  'app.linkText.offlineSince': [
    ['08:18', 0],
    ['08:18', 711],
  ],
  'intake.intakeText.askLater': [[['field-711', 'field-712', 'field-713']]],
  'intake.intakeChecks.contact': [[''], ['title-711']],
  'intake.intakeAside.openRoom': [
    ['name-711', 1],
    ['name-711', 712],
  ],
  'intake.intakeProblem': [
    ['receivedAt', 'TOO_LONG_AGO'],
    ['receivedAt', 'IN_THE_FUTURE'],
    ['receivedAt', 'NOT_A_TIME'],
    ['accountId', 'NOT_FOUND'],
    ['accountId', 'NOT_ALLOWED'],
    ['contactPhone', 'REQUIRED'],
  ],
  'rejections.rejectionSentence': Object.values(rejections)
    .flat()
    .map((rejection) => [rejection]),
  'room-entries.intakeEntryText.reportedBy': ['DASHBOARD', 'EMAIL', 'HOTLINE'].map((channel) => [
    'name-711',
    channel,
  ]),
  'room-entries.updateText.confidence': [['LOW'], ['MEDIUM'], ['HIGH']],
  'room-entries.clockEntryText.warned': CLOCKS.map((kind) => [kind, 711]),
  'room-entries.clockEntryText.reminded': CLOCKS.map((kind) => [kind]),
  'room-entries.clockEntryText.stillLate': CLOCKS.map((kind) => [kind]),
  'room-entries.clockEntryText.stillLateTimes': CLOCKS.map((kind) => [kind, 711, '08:18']),
  'room-entries.clockEntryText.escalatedByClock': CLOCKS.map((kind) => ['name-711', kind]),
  'room-facts.cadenceText.question': [
    ['711', null],
    ['711', '712'],
  ],
  'room-facts.cadenceText.keep': [[null], ['711']],
  'room.roomText.yourTurn': [['phase-711']],
  'shell.clock.minutes': [[17], [147]],
  'signoff.signoffText.covers': [
    [711, 712, null],
    [711, 712, '713'],
  ],
  'signoff.signoffText.forParty': [
    ['party-711', null, null],
    ['party-711', 'name-712', 'title-713'],
  ],
}

/** Every pair of sentences of both languages. Fails where one language lacks what the other has. */
export async function pairsOfSentences(): Promise<readonly Pair[]> {
  const files = readdirSync(join(TEXT, 'en'))
  const others = readdirSync(join(TEXT, 'id'))
  if (files.toSorted().join() !== others.toSorted().join())
    throw new Error('a file stands in one language only')
  const pairs: Pair[] = []
  for (const file of files) {
    const name = file.replace(/\.ts$/, '')
    const [en, id] = await Promise.all([`en/${file}`, `id/${file}`].map((path) => import(join(TEXT, path))))
    walk(name, { ...en }, { ...id }, pairs)
  }
  chooseLanguage('en')
  walk('shell', englishWords, indonesianWords, pairs)
  return pairs
}

function walk(path: string, en: unknown, id: unknown, pairs: Pair[], facts: readonly string[] = []): void {
  if (typeof en === 'string' && typeof id === 'string') {
    pairs.push({ path, en, id, facts })
    return
  }
  if (typeof en === 'function' && typeof id === 'function') {
    for (const given of factsFor(path, en.length)) {
      const answer = (table: (...all: Facts) => unknown, language: Language): unknown => {
        chooseLanguage(language)
        return table(...given)
      }
      const said = answer(en as never, 'en')
      walk(path, said, answer(id as never, 'id'), pairs, given.flatMap(wordsOf))
    }
    return
  }
  if (typeof en !== 'object' || en === null || typeof id !== 'object' || id === null) {
    if (en === null && id === null) return
    throw new Error(`${path} is not the same kind of thing in both languages, or needs facts in tables.ts`)
  }
  const names = new Set([...Object.keys(en), ...Object.keys(id)])
  for (const name of names)
    walk(`${path}.${name}`, Reflect.get(en, name), Reflect.get(id, name), pairs, facts)
}

function factsFor(path: string, amount: number): readonly Facts[] {
  const known = FACTS[path]
  if (known !== undefined) return known
  const numbers = Array.from({ length: amount }, (_none, index) => SENTINEL + index)
  // One of each as well: languages that count have another form for it.
  return amount === 0 ? [[]] : [numbers, numbers.map(() => 1)]
}

/** What of a fact a sentence may show: what has a number in it that no sentence has by itself. */
function wordsOf(fact: unknown): readonly string[] {
  if (typeof fact === 'number' || typeof fact === 'string')
    return /\d{2}/.test(String(fact)) ? [String(fact)] : []
  if (typeof fact !== 'object' || fact === null) return []
  return Object.values(fact).flatMap(wordsOf)
}
