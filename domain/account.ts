// A customer account: how a caller is matched to it, who its TAM is, and when that TAM works.
// Working hours come in versions with an effective date (TAM-2), so that a past incident is judged
// by the hours then in force.

import type { AccountId, PersonId } from './ids.ts'
import { epochOf, type Instant } from './time.ts'

/** 1 = Monday … 7 = Sunday, as ISO 8601 counts. */
export interface WorkingDay {
  readonly weekday: number
  /** "08:00" local time, inclusive. */
  readonly from: string
  /** "17:00" local time, exclusive. */
  readonly until: string
}

export interface WorkingHours {
  /** First local date on which this version holds: "2026-01-01". */
  readonly effectiveFrom: string
  readonly timeZone: string
  readonly days: readonly WorkingDay[]
}

export interface Account {
  readonly id: AccountId
  readonly name: string
  /** The number people say on the phone, e.g. "NP-2207". */
  readonly number: string
  readonly domains: readonly string[]
  /** Known numbers in E.164. */
  readonly phones: readonly string[]
  /** Country calling code without "+", for numbers typed in national form. */
  readonly callingCode: string
  readonly timeZone: string
  readonly tamId: PersonId | null
  readonly deputyId: PersonId | null
  readonly tamHours: readonly WorkingHours[]
  /** Whether the contract includes the Severity 1 Hotline (CRI-2). */
  readonly hotline: boolean
}

export type MatchedBy = 'NAME' | 'DOMAIN' | 'PHONE'

export interface AccountMatch {
  readonly account: Account
  readonly by: readonly MatchedBy[]
}

/**
 * The accounts a caller may belong to, best match first (INT-2).
 * `phone` is E.164 or null; an empty text matches nothing.
 */
export function matchAccounts(
  accounts: readonly Account[],
  caller: { readonly company: string; readonly email: string | null; readonly phone: string | null },
): readonly AccountMatch[] {
  const company = plain(caller.company)
  const domain = caller.email?.split('@')[1]?.trim().toLowerCase() ?? ''
  const matches = accounts.map((account): AccountMatch => {
    const by: MatchedBy[] = []
    if (company.length >= 2 && nameMatches(account, company)) by.push('NAME')
    if (domain !== '' && account.domains.some((own) => domain === own || domain.endsWith(`.${own}`)))
      by.push('DOMAIN')
    if (caller.phone !== null && account.phones.includes(caller.phone)) by.push('PHONE')
    return { account, by }
  })
  return matches.filter((match) => match.by.length > 0).sort((a, b) => b.by.length - a.by.length)
}

/** Whether the account's TAM is within working hours at `at` (TAM-1, TAM-2). */
export function isTamInHours(account: Account, at: Instant): boolean {
  const version = hoursInForce(account.tamHours, at)
  if (version === null) return false
  const local = localParts(version.timeZone, at)
  return version.days.some(
    (day) => day.weekday === local.weekday && local.time >= day.from && local.time < day.until,
  )
}

/** The version of the hours that holds on the local date of `at`, or null before the first. */
export function hoursInForce(versions: readonly WorkingHours[], at: Instant): WorkingHours | null {
  const inForce = versions.filter((version) => version.effectiveFrom <= localParts(version.timeZone, at).date)
  return inForce.sort((a, b) => (a.effectiveFrom < b.effectiveFrom ? 1 : -1))[0] ?? null
}

function nameMatches(account: Account, company: string): boolean {
  const name = plain(account.name)
  if (name !== '' && (name.startsWith(company) || company.startsWith(name))) return true
  return plain(account.number) === company
}

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')

function localParts(timeZone: string, at: Instant): { date: string; time: string; weekday: number } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    weekday: 'short',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  })
  const parts = Object.fromEntries(format.formatToParts(epochOf(at)).map((part) => [part.type, part.value]))
  return {
    date: `${parts['year']}-${parts['month']}-${parts['day']}`,
    time: `${parts['hour']}:${parts['minute']}`,
    weekday: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts['weekday'] ?? '') + 1,
  }
}
