// The connection in words: what the pill says, and the sentence of the banner while no server confirms what is shown.

import { epochOf, type Instant } from '../../domain/time.ts'
import type { Status } from '../../replica/api.ts'
import { linkText } from '../text/app.ts'
import { duration } from '../text/format.ts'
import type { SyncState } from '../ui/SyncPill.tsx'

export const SYNC_STATE: Readonly<Record<Status['link'], SyncState>> = {
  LIVE: 'live',
  CATCHING_UP: 'catching-up',
  CONNECTING: 'connecting',
  OFFLINE: 'offline',
  SIGNED_OUT: 'refused',
}

/** The pill: the link, and how many of my intents are not confirmed. */
export function pillOf(status: Status): { readonly state: SyncState; readonly label: string } {
  const { link, waiting, rejected } = status
  if (rejected > 0) return { state: 'refused', label: linkText.refused(rejected) }
  const label = linkText.labels[link]
  const busy = link !== 'LIVE' && waiting > 0
  return { state: SYNC_STATE[link], label: busy ? `${label}, ${linkText.waiting(waiting)}` : label }
}

/** What the banner says about the copy on this computer; `now` is server time as estimated here. */
export function copyWords(status: Status, now: Instant): string {
  if (status.asOf === null) return linkText.clocksGoOn
  const age = duration(epochOf(now) - epochOf(status.asOf))
  return `${linkText.copyAge(age)} ${linkText.clocksGoOn}`
}
