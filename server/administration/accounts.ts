// Accounts and their own way to sign in. The secret of a provider never passes here: an administrator names the file
// that the operator put it into.

import { randomUUID } from 'node:crypto'
import {
  type AccountDraft,
  type AdministrationRefusal,
  dateAt,
  isZone,
  judgeAccount,
  keptAccount,
  refusal,
} from '../../domain/administration.ts'
import type { Account } from '../../domain/account.ts'
import { type AccountId, toAccountId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { epochOf, type Instant } from '../../domain/time.ts'
import type { IdentityTransaction } from '../auth/identity-store.ts'
import type { AccountSso } from '../auth/identity.ts'
import { type AdministrationAnswer, made, refused } from './answer.ts'
import type { Administering, AdministrationDesk } from './desk.ts'
import { merge } from './merge.ts'
import { changes, note } from './note.ts'

export type SsoDraft = Omit<AccountSso, 'accountId'>

export interface AccountAdministration {
  /** `id` null makes one; `seen` is what the form began with, see merge.ts. */
  save(
    by: Administering,
    id: AccountId | null,
    seen: AccountDraft | null,
    draft: AccountDraft,
  ): Promise<AdministrationAnswer>
  setSso(by: Administering, id: AccountId, draft: SsoDraft): Promise<AdministrationAnswer>
  removeSso(by: Administering, id: AccountId): Promise<AdministrationAnswer>
}

const FIELDS = [
  'name',
  'number',
  'domains',
  'phones',
  'callingCode',
  'timeZone',
  'tamId',
  'deputyId',
  'tamHours',
  'hotline',
] as const
const NO_ACCOUNT = refused(refusal('id', 'NOT_FOUND'))
const CLIENT_ID_MAX = 200
const ISSUER_MAX = 500
/** As server/auth/oidc/providers.ts takes them. */
const SECRET_NAME = /^[a-z0-9][a-z0-9-]{0,59}$/

export function administerAccounts({
  identity,
  now,
  mayAsk,
  directoryChanged,
}: AdministrationDesk): AccountAdministration {
  return {
    async save(by, id, seen, draft) {
      const answer = await identity.write((tx) => save(tx, by, id, { seen, draft }, now()))
      if (answer.refusal === null) directoryChanged()
      return answer
    },
    async setSso(by, id, given) {
      const draft = keptSso(given)
      const wrong = judgeForm(draft)
      if (wrong !== null) return refused(wrong)
      // Asked before the work: a name may take long to resolve, and everybody else would wait.
      if (!(await mayAsk(draft.issuer))) return refused(refusal('issuer', 'NOT_ALLOWED'))
      return identity.write((tx) => setSso(tx, by, id, draft, now()))
    },
    removeSso: (by, id) =>
      identity.write(async (tx) => {
        if ((await tx.account(id)) === null) return NO_ACCOUNT
        const before = await tx.accountSso(id)
        if (before === null) return made(id)
        await tx.removeAccountSso(id)
        const facts = { issuer: before.issuer, clientId: before.clientId }
        await note(tx, by, 'ACCOUNT_SSO_REMOVED', { kind: 'ACCOUNT', id }, facts, now())
        return made(id)
      }),
  }
}

async function save(
  tx: IdentityTransaction,
  by: Administering,
  id: AccountId | null,
  given: { readonly seen: AccountDraft | null; readonly draft: AccountDraft },
  now: Instant,
): Promise<AdministrationAnswer> {
  const before = id === null ? null : await tx.account(id)
  if (id !== null && before === null) return NO_ACCOUNT
  const merged = merge(FIELDS, given.seen, before ?? given.draft, given.draft)
  if (merged.refusal !== null) return refused(merged.refusal)
  const draft = keptAccount(merged.draft)
  const today = dateAt(isZone(draft.timeZone) ? draft.timeZone : 'UTC', epochOf(now))
  const accounts = await tx.accounts()
  const wrong = judgeAccount(draft, { before, accounts, active: await activePeople(tx), today })
  if (wrong !== null) return refused(wrong)
  const account: Account = { ...draft, id: id ?? toAccountId(randomUUID()) }
  const facts = changes(before, account)
  if (Object.keys(facts).length === 0) return made(account.id)
  await tx.saveAccount(account)
  await note(tx, by, 'ACCOUNT_SAVED', { kind: 'ACCOUNT', id: account.id }, facts, now)
  return made(account.id)
}

async function activePeople(tx: IdentityTransaction): Promise<readonly Person[]> {
  const active: Person[] = []
  for (const person of await tx.people())
    if (person.party === 'PROVIDER' && (await tx.deactivatedAt(person.id)) === null) active.push(person)
  return active
}

const keptSso = (draft: SsoDraft): SsoDraft => ({
  issuer: draft.issuer.trim(),
  clientId: draft.clientId.trim(),
  clientSecretRef: draft.clientSecretRef?.trim() || null,
  domains: [...new Set(draft.domains.map((domain) => domain.trim().toLowerCase()))],
})

function judgeForm({ issuer, clientId, clientSecretRef, domains }: SsoDraft): AdministrationRefusal | null {
  if (issuer === '') return refusal('issuer', 'REQUIRED')
  if (issuer.length > ISSUER_MAX) return refusal('issuer', 'TOO_LONG', ISSUER_MAX)
  if (clientId === '') return refusal('clientId', 'REQUIRED')
  if (clientId.length > CLIENT_ID_MAX) return refusal('clientId', 'TOO_LONG', CLIENT_ID_MAX)
  if (clientSecretRef !== null && !SECRET_NAME.test(clientSecretRef))
    return refusal('secretName', 'NOT_FOUND')
  return domains.length === 0 ? refusal('domains', 'REQUIRED') : null
}

async function setSso(
  tx: IdentityTransaction,
  by: Administering,
  id: AccountId,
  draft: SsoDraft,
  now: Instant,
): Promise<AdministrationAnswer> {
  const account = await tx.account(id)
  if (account === null) return NO_ACCOUNT
  // Whose mail an address is decides where its owner is sent: only the account's own domains lead to its provider.
  if (!draft.domains.every((domain) => account.domains.includes(domain)))
    return refused(refusal('domains', 'NOT_FOUND'))
  const { accountId: _, ...before } = (await tx.accountSso(id)) ?? { accountId: id }
  const facts = changes('issuer' in before ? before : null, draft)
  if (Object.keys(facts).length === 0) return made(id)
  await tx.saveAccountSso({ ...draft, accountId: id })
  await note(tx, by, 'ACCOUNT_SSO_SET', { kind: 'ACCOUNT', id }, facts, now)
  return made(id)
}
