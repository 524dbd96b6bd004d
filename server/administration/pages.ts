// What an administrator reads: accounts, people and the audit log, in pages, and one person with devices and keys.

import type { Account } from '../../domain/account.ts'
import { accountNamed } from '../../domain/administration.ts'
import { type AccountId, type PersonId, toAccountId, toPersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { AuditEntry } from '../auth/audit.ts'
import type { AccountSso, Session } from '../auth/identity.ts'
import type { SigningKey } from '../store/event-store.ts'
import type { AdministrationDesk } from './desk.ts'

export interface PersonRow {
  readonly person: Person
  readonly accountName: string | null
  readonly state: 'ACTIVE' | 'INVITED' | 'DEACTIVATED'
  readonly lastSeenAt: Instant | null
}

export interface AccountRow {
  readonly account: Account
  readonly sso: AccountSso | null
  readonly peopleCount: number
}

/** `next` asks for what follows; null at the end. */
export interface Page<Row, Next = string> {
  readonly rows: readonly Row[]
  readonly next: Next | null
}

export interface NamedAuditEntry extends AuditEntry {
  readonly subjectName: string | null
}

export interface AdministrationPages {
  people(search: string, after: string): Promise<Page<PersonRow>>
  person(id: PersonId): Promise<{
    readonly row: PersonRow
    readonly devices: readonly Session[]
    readonly signingKeys: readonly SigningKey[]
  } | null>
  accounts(search: string, after: string): Promise<Page<AccountRow>>
  account(id: AccountId): Promise<AccountRow | null>
  audit(before: number | null): Promise<Page<NamedAuditEntry, number>>
}

const PEOPLE = 50
const ACCOUNTS = 20
const ENTRIES = 50

export function administrationPages({ identity, now }: AdministrationDesk): AdministrationPages {
  const personRow = async (person: Person, accounts: readonly Account[]): Promise<PersonRow> => {
    const { id } = person
    const lastSeenAt = await identity.lastSeenAt(id)
    const isInvited = lastSeenAt === null && (await identity.isInvited(id, now()))
    const isGone = (await identity.deactivatedAt(id)) !== null
    const state = isGone ? 'DEACTIVATED' : isInvited ? 'INVITED' : 'ACTIVE'
    return { person, accountName: accountNamed(accounts, person.accountId), state, lastSeenAt }
  }
  const accountRow = async (account: Account, people: readonly Person[]): Promise<AccountRow> => ({
    account,
    sso: await identity.accountSso(account.id),
    peopleCount: people.filter(({ accountId }) => accountId === account.id).length,
  })
  const subjectName = async ({ subject, facts }: AuditEntry): Promise<string | null> => {
    if (subject.kind === 'ACCOUNT') return (await identity.account(toAccountId(subject.id)))?.name ?? null
    const { personId } = facts
    const id = subject.kind === 'PERSON' ? subject.id : typeof personId === 'string' ? personId : null
    return id === null ? null : ((await identity.person(toPersonId(id)))?.name ?? null)
  }

  return {
    async people(search, after) {
      const accounts = await identity.accounts()
      const found = (await identity.people()).filter((person) =>
        holds(search, [
          person.name,
          person.title,
          person.email,
          person.role,
          person.party,
          accountNamed(accounts, person.accountId),
        ]),
      )
      const { rows, next } = pageOf(byName(found), after, PEOPLE)
      return { rows: await inTurn(rows, (person) => personRow(person, accounts)), next }
    },
    async person(id) {
      const person = await identity.person(id)
      if (person === null) return null
      const row = await personRow(person, await identity.accounts())
      const devices = await identity.sessionsOf(id, now())
      return { row, devices, signingKeys: await identity.signingKeys(id) }
    },
    async accounts(search, after) {
      const people = await identity.people()
      const found = (await identity.accounts()).filter(({ name, number, domains }) =>
        holds(search, [name, number, ...domains]),
      )
      const { rows, next } = pageOf(byName(found), after, ACCOUNTS)
      return { rows: await inTurn(rows, (account) => accountRow(account, people)), next }
    },
    async account(id) {
      const account = await identity.account(id)
      return account === null ? null : accountRow(account, await identity.people())
    },
    async audit(before) {
      const entries = await identity.auditEntries(before, ENTRIES)
      const rows = await inTurn(entries, async (entry) => ({
        ...entry,
        subjectName: await subjectName(entry),
      }))
      const last = entries.at(-1)?.number ?? 1
      return { rows, next: last > 1 ? last : null }
    },
  }
}

/** One after the other: all at once they would be asked in one turn of the loop. */
async function inTurn<From, To>(list: readonly From[], each: (from: From) => Promise<To>): Promise<To[]> {
  const done: To[] = []
  for (const from of list) done.push(await each(from))
  return done
}

const byName = <Named extends { readonly id: string; readonly name: string }>(
  list: readonly Named[],
): readonly Named[] => list.toSorted((a, b) => a.name.localeCompare(b.name, 'en') || (a.id < b.id ? -1 : 1))

/** The rows behind the one that is named; from the first where it is gone. */
function pageOf<Row extends { readonly id: string }>(
  list: readonly Row[],
  after: string,
  size: number,
): Page<Row> {
  const from = list.findIndex(({ id }) => id === after) + 1
  const rows = list.slice(from, from + size)
  return { rows, next: from + size < list.length ? (rows.at(-1)?.id ?? null) : null }
}

const folded = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

function holds(search: string, texts: readonly (string | null)[]): boolean {
  const text = folded(texts.join(' '))
  return folded(search)
    .split(/\s+/)
    .every((word) => text.includes(word))
}
