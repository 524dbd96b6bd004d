// Who is calling: which account fits what was typed (INT-2), which of its people, and whether a number or an address
// is known. What the marks beside the fields say rests on this.

import { type Account, matchAccounts } from '../../domain/account.ts'
import type { AccountId } from '../../domain/ids.ts'
import { optionalEmail, toE164 } from '../../domain/input.ts'
import type { Person } from '../../domain/people.ts'

export interface Caller {
  readonly company: string
  readonly contactName: string
  readonly contactPhone: string
  readonly contactEmail: string
  readonly accountId: AccountId | null
}

export interface CallerMatch {
  /** Every account that fits, best first. */
  readonly candidates: readonly Account[]
  /** The one meant: chosen by hand, or the only best one. */
  readonly account: Account | null
}

/** An account chosen by hand is meant, whatever else was typed; of several that fit equally well, none is. */
export function matchCaller(caller: Caller, accounts: readonly Account[]): CallerMatch {
  const matches = matchAccounts(accounts, {
    company: caller.company,
    email: caller.contactEmail === '' ? null : caller.contactEmail,
    phone: dialled(caller.contactPhone, accounts),
  })
  const chosen = accounts.find(({ id }) => id === caller.accountId) ?? null
  const candidates = matches.map(({ account }) => account)
  const [first, second] = matches
  const best = first !== undefined && first.by.length > (second?.by.length ?? 0) ? first.account : null
  return { candidates, account: chosen ?? best }
}

/** The number in E.164; one in national form is tried with the code of each account that knows it. */
function dialled(typed: string, accounts: readonly Account[]): string | null {
  const international = toE164(typed, '')
  if (international !== null) return international
  const owner = accounts.find(({ callingCode, phones }) => phones.includes(toE164(typed, callingCode) ?? ''))
  return owner === undefined ? null : toE164(typed, owner.callingCode)
}

/** The account's people who may have called. */
export const contactsOf = (people: readonly Person[], account: Account | null): readonly Person[] =>
  account === null ? [] : people.filter((person) => person.accountId === account.id)

/** The contact of that name, however it is capitalised or accented. */
export const contactNamed = (contacts: readonly Person[], name: string): Person | null =>
  contacts.find((person) => folded(person.name) === folded(name)) ?? null

const folded = (name: string): string =>
  name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()

export type PhoneKnown =
  | { readonly kind: 'EMPTY' | 'NOT_A_PHONE' }
  | { readonly kind: 'PERSON'; readonly name: string }
  | { readonly kind: 'ACCOUNT' }
  /** A number that can be called and is on no list; `e164` is what will be dialled. */
  | { readonly kind: 'NEW'; readonly e164: string }

export function phoneKnown(typed: string, account: Account | null, contacts: readonly Person[]): PhoneKnown {
  if (typed.trim() === '') return { kind: 'EMPTY' }
  const e164 = toE164(typed, account?.callingCode ?? '')
  // A national number can be read only once the account is known.
  if (e164 === null)
    return { kind: account === null && typed.replace(/\D/g, '').length >= 5 ? 'EMPTY' : 'NOT_A_PHONE' }
  const owner = contacts.find((person) => person.phone === e164)
  if (owner !== undefined) return { kind: 'PERSON', name: owner.name }
  return account?.phones.includes(e164) ? { kind: 'ACCOUNT' } : { kind: 'NEW', e164 }
}

/** OWN: at the company's own domain, which may be what is down. */
export type EmailKnown = 'EMPTY' | 'NOT_AN_EMAIL' | 'OWN' | 'OTHER'

export function emailKnown(typed: string, account: Account | null): EmailKnown {
  if (typed.trim() === '') return 'EMPTY'
  if (optionalEmail('contactEmail', typed) !== null) return 'NOT_AN_EMAIL'
  const domain = typed.trim().split('@')[1]?.toLowerCase() ?? ''
  const isOwn = account?.domains.some((own) => domain === own || domain.endsWith(`.${own}`)) ?? false
  return isOwn ? 'OWN' : 'OTHER'
}
