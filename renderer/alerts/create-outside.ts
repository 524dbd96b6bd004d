// Says outside of the window what statusOf works out: to the desktop over its bridge, and only when it changed; in a
// browser by the tab's title and icon and the program's badge.

import { createEffect, createMemo, onCleanup } from 'solid-js'
import type { Accessor } from 'solid-js'
import type { Account } from '../../domain/account.ts'
import type { AccountId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { epochOf, type Instant } from '../../domain/time.ts'
import type { DesktopBridge, DesktopStatus } from '../../protocol/desktop.ts'
import type { BoardRow, Status } from '../../replica/api.ts'
import { appText } from '../text/app.ts'
import { language } from '../text/language.ts'
import { ringIcon, type RingColours, titleOf } from './browser-tab.ts'
import { statusOf } from './desktop-status.ts'

export interface OutsideParts {
  readonly me: Person
  readonly rows: Accessor<readonly BoardRow[] | undefined>
  /** Server time, once a second. */
  readonly now: Accessor<Instant>
  readonly status: Accessor<Status>
  readonly account: (id: AccountId) => Account | null
  readonly quietUntil: Accessor<number | null>
  /** What the page that is shown is called. */
  readonly page: Accessor<string>
  /** Null in a browser. */
  readonly bridge: Pick<DesktopBridge, 'setStatus'> | null
}

/** Needs an owner. */
export function createOutside(parts: OutsideParts): void {
  const { me, rows, now, status, bridge } = parts
  const said = createMemo(
    () =>
      statusOf({
        me,
        rooms: (rows() ?? []).map(({ room }) => ({ room, account: parts.account(room.accountId) })),
        now: now(),
        status: status(),
        language: language(),
        quietUntil: parts.quietUntil(),
      }),
    undefined,
    { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) },
  )
  if (bridge !== null) sayToDesktop(said, bridge, parts.page)
  else sayInTab(said, () => epochOf(now()) - status().offsetMs, parts.page)
}

/** Who leaves the window leaves no clock behind in the tray. */
function sayToDesktop(
  said: Accessor<DesktopStatus>,
  bridge: Pick<DesktopBridge, 'setStatus'>,
  page: Accessor<string>,
): void {
  // The tray has the clock; the title tells this window from the person's other ones.
  createEffect(() => {
    document.title = titleOf({ ...said(), clocks: [] }, 0, page(), appText.product)
  })
  const say = (status: DesktopStatus) => void bridge.setStatus(status).catch(console.error)
  createEffect(() => say(said()))
  onCleanup(() => say({ ...said(), clocks: [], badge: 0, keepAwake: false, link: 'SIGNED_OUT', waiting: 0 }))
}

/** `nowMs`: this computer's clock, changing with the server's second. */
function sayInTab(said: Accessor<DesktopStatus>, nowMs: Accessor<number>, page: Accessor<string>): void {
  createEffect(() => {
    document.title = titleOf(said(), nowMs(), page(), appText.product)
  })
  const icon = createMemo(() => ringIcon(said(), nowMs(), ringColours()))
  const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]')
  const own = link?.getAttribute('href') ?? ''
  createEffect(() => link?.setAttribute('href', icon() ?? own))
  createEffect(() => setBadge(said().badge))
  onCleanup(() => {
    document.title = appText.product
    link?.setAttribute('href', own)
    setBadge(0)
  })
}

function ringColours(): RingColours {
  const style = getComputedStyle(document.documentElement)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  return {
    RUNNING: colour('--running'),
    RISK: colour('--risk'),
    LATE: colour('--breach'),
    TRACK: colour('--line-strong'),
  }
}

/** Where a browser has badges at all; it may refuse one for a page that was not installed. */
function setBadge(count: number): void {
  if (!('setAppBadge' in navigator)) return
  navigator.setAppBadge(count).catch(() => undefined)
}
