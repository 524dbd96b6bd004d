// What an administrator may make of people and accounts (ADM-1 to ADM-8): pure, so that a form can say it before the
// server does. Every refusal names the field and what is wrong with it; its sentence lives in renderer/text.

import type { Account, WorkingDay, WorkingHours } from './account.ts'
import type { AccountId, PersonId } from './ids.ts'
import { NAME_MAX, oneLine, optionalEmail, toE164 } from './input.ts'
import type { Party, Person, Role } from './people.ts'

export type AdministrationProblem =
  | 'REQUIRED'
  | 'TOO_LONG'
  | 'TOO_MANY'
  | 'NOT_A_PHONE'
  | 'NOT_AN_EMAIL'
  | 'NOT_A_ZONE'
  | 'NOT_A_DOMAIN'
  | 'NOT_A_CALLING_CODE'
  | 'NOT_A_DATE'
  | 'NOT_HOURS'
  | 'NOT_FOUND'
  | 'TAKEN'
  | 'NEEDS_ACCOUNT'
  | 'NO_ACCOUNT'
  | 'NOT_A_TAM'
  | 'NOT_STAFF'
  | 'ONESELF'
  | 'LAST_ADMINISTRATOR'
  | 'PARTY_STAYS'
  | 'WAS_IN_FORCE'
  | 'NOT_ACTIVE'
  | 'NOT_ALLOWED'
  | 'CHANGED_MEANWHILE'
  | 'NO_MAIL'

/** What is wrong with one field; `limit` is a number of characters or items where the problem is one of size. */
export interface AdministrationRefusal {
  readonly field: string
  readonly problem: AdministrationProblem
  readonly limit: number | null
}

export type PersonDraft = Omit<Person, 'id' | 'party' | 'email'> & { readonly email: string }
export type AccountDraft = Omit<Account, 'id'>

/** What a draft of a person is judged beside. */
export interface AroundPerson {
  readonly accounts: readonly Account[]
  /** Everybody, deactivated or not. */
  readonly people: readonly Person[]
}

const EMAIL_MAX = 254
const PHONES_MAX = 20
const DOMAINS_MAX = 20
const HOURS_MAX = 50
const DOMAIN = /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

export const refusal = (
  field: string,
  problem: AdministrationProblem,
  limit: number | null = null,
): AdministrationRefusal => ({ field, problem, limit })

const first = (...found: readonly (AdministrationRefusal | null)[]): AdministrationRefusal | null =>
  found.find((one) => one !== null) ?? null

/** The side that a role is of. */
export const partyOfRole = (role: Role): Party =>
  role === 'CONTACT' || role === 'SIGNATORY' ? 'CUSTOMER' : 'PROVIDER'

/** The draft as it is kept: each text one plain line, and a number that was typed in national form in E.164. */
export function keptPerson(draft: PersonDraft, { accounts }: Pick<AroundPerson, 'accounts'>): PersonDraft {
  const account = accounts.find(({ id }) => id === draft.accountId)
  const phone = draft.phone?.trim() ?? ''
  return {
    ...draft,
    name: oneLine(draft.name),
    title: oneLine(draft.title),
    email: draft.email.trim(),
    phone: phone === '' ? null : (toE164(phone, account?.callingCode ?? '') ?? phone),
  }
}

/** What is wrong with a person as drafted (ADM-1, ADM-5); `id` is null for somebody new. */
export function judgePerson(
  draft: PersonDraft,
  id: PersonId | null,
  around: AroundPerson,
): AdministrationRefusal | null {
  const email = draft.email.toLowerCase()
  const isTaken = around.people.some((other) => other.id !== id && other.email?.toLowerCase() === email)
  return first(
    textOf('name', draft.name, NAME_MAX),
    textOf('title', draft.title, NAME_MAX),
    textOf('email', draft.email, EMAIL_MAX),
    optionalEmail('email', draft.email) === null ? null : refusal('email', 'NOT_AN_EMAIL'),
    isTaken ? refusal('email', 'TAKEN') : null,
    accountOf(draft, around.accounts),
    zoneOf('timeZone', draft.timeZone),
    draft.phone === null || toE164(draft.phone, '') !== null ? null : refusal('phone', 'NOT_A_PHONE'),
  )
}

function accountOf(
  { role, accountId }: PersonDraft,
  accounts: readonly Account[],
): AdministrationRefusal | null {
  if (partyOfRole(role) === 'PROVIDER') return accountId === null ? null : refusal('accountId', 'NO_ACCOUNT')
  if (accountId === null) return refusal('accountId', 'NEEDS_ACCOUNT')
  return accounts.some(({ id }) => id === accountId) ? null : refusal('accountId', 'NOT_FOUND')
}

/** What a change of somebody is judged beside. */
export interface AroundChange {
  readonly by: PersonId
  /** Administrators who are not deactivated. */
  readonly administrators: readonly PersonId[]
  /** Whether the person has ever given a command: such a one is in records. */
  readonly hasActed: boolean
}

/** Why a person may not get this role (ADM-2, ADM-3, ADM-4). */
export function judgeRole(person: Person, role: Role, around: AroundChange): AdministrationRefusal | null {
  if (role === person.role) return null
  if (person.id === around.by) return refusal('role', 'ONESELF')
  if (isLastAdministrator(person.id, around)) return refusal('role', 'LAST_ADMINISTRATOR')
  return around.hasActed && partyOfRole(role) !== person.party ? refusal('role', 'PARTY_STAYS') : null
}

/** Why a person may not be deactivated (ADM-2, ADM-3). */
export function judgeDeactivation(
  id: PersonId,
  around: Pick<AroundChange, 'by' | 'administrators'>,
): AdministrationRefusal | null {
  if (id === around.by) return refusal('id', 'ONESELF')
  return isLastAdministrator(id, around) ? refusal('id', 'LAST_ADMINISTRATOR') : null
}

const isLastAdministrator = (
  id: PersonId,
  { administrators }: Pick<AroundChange, 'administrators'>,
): boolean => administrators.length === 1 && administrators[0] === id

/** The draft as it is kept: plain lines, domains in small letters, numbers in E.164, nothing twice. */
export function keptAccount(draft: AccountDraft): AccountDraft {
  const callingCode = draft.callingCode.trim().replace(/^\+/, '')
  const unique = (texts: readonly string[]) => [...new Set(texts.filter((text) => text !== ''))]
  return {
    ...draft,
    name: oneLine(draft.name),
    number: oneLine(draft.number),
    callingCode,
    domains: unique(draft.domains.map((domain) => domain.trim().toLowerCase())),
    phones: unique(draft.phones.map((phone) => toE164(phone.trim(), callingCode) ?? phone.trim())),
  }
}

/** What an account's draft is judged beside. */
export interface AroundAccount {
  /** As it is now; null for a new one. */
  readonly before: Account | null
  readonly accounts: readonly Account[]
  /** Those who are not deactivated. */
  readonly active: readonly Person[]
  /** Today's date at the account: "2026-11-23". */
  readonly today: string
}

/** What is wrong with an account as drafted (ADM-6, ADM-7, ADM-8). */
export function judgeAccount(draft: AccountDraft, around: AroundAccount): AdministrationRefusal | null {
  const others = around.accounts.filter(({ id }) => id !== around.before?.id)
  const isNumber = (other: Account) => other.number.toLowerCase() === draft.number.toLowerCase()
  const isDomain = (other: Account) => other.domains.some((domain) => draft.domains.includes(domain))
  return first(
    textOf('name', draft.name, NAME_MAX),
    textOf('number', draft.number, NAME_MAX),
    others.some(isNumber) ? refusal('number', 'TAKEN') : null,
    draft.domains.length > DOMAINS_MAX ? refusal('domains', 'TOO_MANY', DOMAINS_MAX) : null,
    draft.domains.every((domain) => DOMAIN.test(domain)) ? null : refusal('domains', 'NOT_A_DOMAIN'),
    others.some(isDomain) ? refusal('domains', 'TAKEN') : null,
    /^[1-9]\d{0,2}$/.test(draft.callingCode) ? null : refusal('callingCode', 'NOT_A_CALLING_CODE'),
    draft.phones.length > PHONES_MAX ? refusal('phones', 'TOO_MANY', PHONES_MAX) : null,
    draft.phones.every((phone) => toE164(phone, '') !== null) ? null : refusal('phones', 'NOT_A_PHONE'),
    zoneOf('timeZone', draft.timeZone),
    standIn('tamId', draft.tamId, around.active, ({ role }) => role === 'TAM', 'NOT_A_TAM'),
    standIn(
      'deputyId',
      draft.deputyId,
      around.active,
      ({ party, role }) => party === 'PROVIDER' && role !== 'ADMIN',
      'NOT_STAFF',
    ),
    hoursOf(draft.tamHours, around),
  )
}

function standIn(
  field: string,
  id: PersonId | null,
  active: readonly Person[],
  fits: (person: Person) => boolean,
  problem: AdministrationProblem,
): AdministrationRefusal | null {
  if (id === null) return null
  const person = active.find((one) => one.id === id)
  if (person === undefined) return refusal(field, 'NOT_FOUND')
  return fits(person) ? null : refusal(field, problem)
}

function hoursOf(hours: readonly WorkingHours[], around: AroundAccount): AdministrationRefusal | null {
  if (hours.length > HOURS_MAX) return refusal('tamHours', 'TOO_MANY', HOURS_MAX)
  if (new Set(hours.map(({ effectiveFrom }) => effectiveFrom)).size < hours.length)
    return refusal('tamHours', 'TAKEN')
  if (hours.some(({ effectiveFrom }) => !DATE.test(effectiveFrom) || Number.isNaN(Date.parse(effectiveFrom))))
    return refusal('tamHours', 'NOT_A_DATE')
  if (hours.some(({ timeZone }) => !isZone(timeZone))) return refusal('tamHours', 'NOT_A_ZONE')
  if (!hours.every(({ days }) => days.length <= 7 && days.every(isDay)))
    return refusal('tamHours', 'NOT_HOURS')
  const wereInForce = (list: readonly WorkingHours[]) =>
    JSON.stringify(
      list
        .filter(({ effectiveFrom }) => effectiveFrom < around.today)
        .map(plainHours)
        .toSorted(),
    )
  const before = around.before === null ? wereInForce(hours) : wereInForce(around.before.tamHours)
  return before === wereInForce(hours) ? null : refusal('tamHours', 'WAS_IN_FORCE')
}

const plainHours = ({ effectiveFrom, timeZone, days }: WorkingHours): string =>
  JSON.stringify([effectiveFrom, timeZone, days.map(({ weekday, from, until }) => [weekday, from, until])])

const isDay = ({ weekday, from, until }: WorkingDay): boolean =>
  Number.isInteger(weekday) &&
  weekday >= 1 &&
  weekday <= 7 &&
  TIME.test(from) &&
  TIME.test(until) &&
  from < until

function textOf(field: string, value: string, max: number): AdministrationRefusal | null {
  if (!/[^\p{Cc}\p{Cf}\p{Z}]/u.test(value)) return refusal(field, 'REQUIRED')
  return value.length > max ? refusal(field, 'TOO_LONG', max) : null
}

const zoneOf = (field: string, zone: string): AdministrationRefusal | null =>
  isZone(zone) ? null : refusal(field, 'NOT_A_ZONE')

/** Whether a text is the name of an IANA zone, such as "Asia/Jakarta". */
export function isZone(zone: string): boolean {
  if (zone !== 'UTC' && !/^[A-Z][A-Za-z0-9_+-]*(\/[A-Za-z0-9_+-]+)+$/.test(zone)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

/** The date at a moment in a zone, such as "2026-11-23". */
export const dateAt = (timeZone: string, epochMs: number): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    epochMs,
  )

/** The name of a person's company; null for the provider's people. */
export const accountNamed = (accounts: readonly Account[], id: AccountId | null): string | null =>
  accounts.find((account) => account.id === id)?.name ?? null
