// The accounts and people a person may know of. A customer knows the own account and its people, the account's TAM and
// deputy, and those of the provider whom the shared record of its rooms names: so that nobody appears in a customer's
// directory because of an internal note (AUD-4). Of the provider's people only TAM and deputy come with phone and e-mail.

import type { Account } from '../domain/account.ts'
import type { Person } from '../domain/people.ts'
import type { Directory } from '../protocol/feed.ts'
import type { StoreReads } from './store/event-store.ts'

export async function directoryFor(reads: StoreReads, person: Person): Promise<Directory> {
  if (person.party === 'CUSTOMER') return customerDirectory(reads, person)
  return { accounts: await reads.accounts(), people: await reads.people() }
}

async function customerDirectory(reads: StoreReads, person: Person): Promise<Directory> {
  const account = person.accountId === null ? null : await reads.account(person.accountId)
  if (account === null) return { accounts: [], people: [person] }
  const named = new Set<Person['id'] | null>(await reads.namedProviders(account.id))
  const everybody = await reads.people()
  const colleagues = everybody.filter((other) => other.party === 'CUSTOMER' && other.accountId === account.id)
  const providers = everybody
    .filter((other) => other.party === 'PROVIDER' && other.role !== 'ADMIN')
    .filter((other) => isReachable(account, other) || named.has(other.id))
  return { accounts: [account], people: [...colleagues, ...providers.map((other) => cardOf(account, other))] }
}

const isReachable = (account: Account, person: Person): boolean =>
  person.id === account.tamId || person.id === account.deputyId

const cardOf = (account: Account, person: Person): Person =>
  isReachable(account, person) ? person : { ...person, phone: null, email: null }
