// What the server says of accounts, people and the audit log, looked at before a screen builds on it. A row that is not
// whole is left out; a list that is none is as if nobody had answered.

import { type Fields, fieldsOf, isFields } from '../../protocol/fields.ts'
import type {
  Account,
  AccountSso,
  AdministeredAccount,
  AdministeredPerson,
  AdministrationProblem,
  AuditEntry,
  PersonState,
} from '../../protocol/graphql.gen.ts'
import { parsePerson } from '../../protocol/person.ts'
import { type Device, parseDevices, type SigningKey } from './session-account-answers.ts'

/** What is wrong with a field of a form. */
export interface FieldRefusal {
  readonly field: string
  readonly problem: AdministrationProblem
  readonly limit: number | null
}

/** A key as its name and dates: the key itself is its person's to see. */
type AdministeredKey = Omit<SigningKey, 'publicKey'>

export interface PersonDetail {
  readonly about: AdministeredPerson
  readonly devices: readonly Device[]
  readonly signingKeys: readonly AdministeredKey[]
}

const STATES: readonly string[] = ['ACTIVE', 'INVITED', 'DEACTIVATED'] satisfies PersonState[]

export function parseRefusal(value: unknown): FieldRefusal | null {
  const { field, problem, limit } = fieldsOf(value)
  if (!isText(field) || !isText(problem)) return null
  // A problem that only a newer server knows has no sentence here; it is told as one of the field as such.
  return { field, problem: problem as AdministrationProblem, limit: typeof limit === 'number' ? limit : null }
}

export function parseAdministeredPerson(value: unknown): AdministeredPerson | null {
  const { person: given, accountName, state, lastSeenAt } = fieldsOf(value)
  const person = parsePerson(given)
  if (person === null || !isText(state) || !STATES.includes(state)) return null
  return {
    person,
    accountName: textOrNull(accountName),
    state: state as PersonState,
    lastSeenAt: textOrNull(lastSeenAt),
  }
}

export function parseAdministeredAccount(value: unknown): AdministeredAccount | null {
  const { account: given, sso, peopleCount } = fieldsOf(value)
  const account = parseAccount(given)
  if (account === null || typeof peopleCount !== 'number') return null
  return { account, sso: parseSso(sso), peopleCount }
}

function parseAccount(value: unknown): Account | null {
  const { id, name, number, domains, phones, callingCode, timeZone, ...rest } = fieldsOf(value)
  if (!isText(id) || !isText(name) || !isText(number) || !isText(callingCode) || !isText(timeZone))
    return null
  const { tamId, deputyId, tamHours, hotline } = rest
  return {
    id,
    name,
    number,
    domains: textsOf(domains),
    phones: textsOf(phones),
    callingCode,
    timeZone,
    tamId: textOrNull(tamId),
    deputyId: textOrNull(deputyId),
    tamHours: itemsOf(tamHours, parseHours),
    hotline: hotline === true,
  }
}

function parseHours({ effectiveFrom, timeZone, days }: Fields) {
  if (!isText(effectiveFrom) || !isText(timeZone)) return null
  return {
    effectiveFrom,
    timeZone,
    days: itemsOf(days, ({ weekday, from, until }) =>
      typeof weekday === 'number' && isText(from) && isText(until) ? { weekday, from, until } : null,
    ),
  }
}

function parseSso(value: unknown): AccountSso | null {
  const { issuer, clientId, secretName, domains } = fieldsOf(value)
  if (!isText(issuer) || !isText(clientId)) return null
  return { issuer, clientId, secretName: textOrNull(secretName), domains: textsOf(domains) }
}

export function parsePersonDetail(value: unknown): PersonDetail | null {
  const { about: given, devices, signingKeys } = fieldsOf(value)
  const about = parseAdministeredPerson(given)
  if (about === null) return null
  return { about, devices: parseDevices(devices) ?? [], signingKeys: itemsOf(signingKeys, parseKey) }
}

function parseKey({ kid, enrolledAt, notAfter, revokedAt }: Fields): AdministeredKey | null {
  if (!isText(kid) || !isText(enrolledAt) || !isText(notAfter)) return null
  return { kid, enrolledAt, notAfter, revokedAt: textOrNull(revokedAt) }
}

export function parseAuditEntry(value: unknown): AuditEntry | null {
  const { number, at, actorId, actorName, action, subjectKind, subjectId, subjectName, facts } =
    fieldsOf(value)
  if (typeof number !== 'number' || !isText(at) || !isText(actorName) || !isText(action)) return null
  if (!isText(subjectKind) || !isText(subjectId)) return null
  return {
    number,
    at,
    actorId: textOrNull(actorId),
    actorName,
    action,
    subjectKind,
    subjectId,
    subjectName: textOrNull(subjectName),
    facts: itemsOf(facts, ({ name, value: fact }) =>
      isText(name) ? { name, value: textOrNull(fact) } : null,
    ),
  }
}

function itemsOf<Item>(value: unknown, parse: (fields: Fields) => Item | null): Item[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : []
  return list.flatMap((one) => {
    const item = isFields(one) ? parse(one) : null
    return item === null ? [] : [item]
  })
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value.filter(isText) : [])
const isText = (value: unknown): value is string => typeof value === 'string'
const textOrNull = (value: unknown): string | null => (isText(value) ? value : null)
