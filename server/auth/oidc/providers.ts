// Which OpenID providers there are: the staff's, by the operator's settings, and each account's own, by its
// administrator's. Which ways in somebody is offered follows from the domain of the address alone: whether there is
// such a person is never told.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Account } from '../../../domain/account.ts'
import { type AccountId, toAccountId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import type { Config } from '../../config.ts'
import type { AccountSso } from '../identity.ts'
import type { IdentityStore } from '../identity-store.ts'

/** Somebody who vouches for people. */
export interface Provider {
  /** "staff", or the account's id. */
  readonly id: string
  readonly kind: 'STAFF' | 'ACCOUNT'
  /** Null: the staff's. */
  readonly accountId: AccountId | null
  readonly issuer: string
  readonly clientId: string
  /** Read when it is needed; null for a public client. Rejects when it cannot be read. */
  readonly secret: () => Promise<string | null>
}

/** A secret cannot be used; says why for the operator's log, without any of it. */
export class SecretError extends Error {
  override readonly name = 'SecretError'
}

/** A way in as a page offers it. */
export type Way =
  | { readonly kind: 'EMAIL' }
  | { readonly kind: 'SSO' | 'STAFF'; readonly id: string; readonly name: string }

export interface Providers {
  /** The provider of an id, or null. */
  find(id: string): Promise<Provider | null>
  /** The ways of an address, the most fitting first; null: without an address, those of everybody. */
  waysOf(email: string | null): Promise<readonly Way[]>
}

export type ProviderSettings = Pick<
  Config,
  'provider' | 'staffIssuer' | 'staffClientId' | 'staffSecret' | 'staffDomains' | 'dataFolder'
>

type Reads = Pick<IdentityStore, 'accountSso' | 'allAccountSso' | 'account'>

export const STAFF = 'staff'

/** A file's name and no path: an administrator names a secret, and never a place to read from. */
const SECRET_REF = /^[a-z0-9][a-z0-9-]{0,59}$/

export function openProviders(settings: ProviderSettings, store: Reads): Providers {
  return {
    async find(id) {
      if (id === STAFF) return staffProvider(settings)
      const sso = await store.accountSso(toAccountId(id))
      return sso === null ? null : accountProvider(sso, join(settings.dataFolder, 'secrets'))
    },
    async waysOf(email) {
      const { provider: name, staffIssuer, staffDomains } = settings
      const staffWay: Way = { kind: 'STAFF', id: STAFF, name }
      const domain = email === null ? null : domainOf(email)
      if (staffIssuer !== null && domain !== null && staffDomains.includes(domain)) return [staffWay]
      const ways: Way[] = [{ kind: 'EMAIL' }]
      if (staffIssuer !== null && staffDomains.length === 0) ways.push(staffWay)
      if (domain === null) return ways
      const account = await accountSigningIn(store, domain)
      return account === null ? ways : [{ kind: 'SSO', id: account.id, name: account.name }, ...ways]
    },
  }
}

/** The account whose provider a domain leads to: the domain is its own as well, or was and now leads nowhere. */
async function accountSigningIn(store: Reads, domain: string): Promise<Account | null> {
  for (const { accountId, domains } of await store.allAccountSso()) {
    const account = domains.includes(domain) ? await store.account(accountId) : null
    if (account?.domains.includes(domain) === true) return account
  }
  return null
}

/** Whether a provider may vouch for a person at all: staff for staff, an account for its own people. */
export const vouchesFor = (provider: Provider, person: Person): boolean =>
  provider.kind === 'STAFF' ? person.party === 'PROVIDER' : person.accountId === provider.accountId

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

function staffProvider({ staffIssuer, staffClientId, staffSecret }: ProviderSettings): Provider | null {
  if (staffIssuer === null) return null
  return {
    id: STAFF,
    kind: 'STAFF',
    accountId: null,
    issuer: staffIssuer,
    clientId: staffClientId,
    secret: async () => staffSecret,
  }
}

const accountProvider = (sso: AccountSso, secretsFolder: string): Provider => ({
  id: sso.accountId,
  kind: 'ACCOUNT',
  accountId: sso.accountId,
  issuer: sso.issuer,
  clientId: sso.clientId,
  secret: () => secretNamed(sso, secretsFolder),
})

/**
 * The operator's file says whose the secret is, in a line before it: an administrator, who may name any file and any
 * issuer, cannot have it sent to another.
 */
async function secretNamed(
  { clientSecretRef: ref, issuer }: AccountSso,
  folder: string,
): Promise<string | null> {
  if (ref === null) return null
  if (!SECRET_REF.test(ref)) throw new SecretError('The name of a secret is letters, digits and hyphens.')
  const text = await readFile(join(folder, ref), 'utf8').catch(() => null)
  if (text === null) throw new SecretError(`There is no secrets/${ref} that can be read.`)
  const [of = '', secret = ''] = text.split('\n')
  if (of.trim() !== issuer || secret.trim() === '')
    throw new SecretError(`secrets/${ref} has not ${issuer} in its first line and the secret in its second.`)
  return secret.trim()
}
