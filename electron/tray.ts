// The icon in the system's bar: the ring of the clock that leads, its line as the tooltip (on macOS beside the icon),
// and a native menu with the clocks, the intake, quiet time and the link. The caller draws it on each beat
// (`tray-beat.ts`); the menu is made anew only when its words change, so that an open one is not torn away.

import type { Menu, MenuItemConstructorOptions, nativeImage, nativeTheme, Tray } from 'electron'
import type { RoomId } from '../domain/ids.ts'
import type { DesktopPlatform, DesktopStatus, MenuAction } from '../protocol/desktop.ts'
import type { ShellWords } from './text/en.ts'
import { clockLine, leadingOf, menuLine, shortLine, timeOfDay } from './tray-clock.ts'
import { inkFor, type Ring, ringImage, ringOf } from './tray-images.ts'

/** What the tray asks for when something in it is pressed. */
export interface TrayActs {
  readonly show: () => void
  readonly openRoom: (roomId: RoomId) => void
  readonly menu: (action: MenuAction) => void
  readonly quit: () => void
}

export interface TrayParts {
  readonly electron: {
    readonly Tray: typeof Tray
    readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>
    readonly nativeImage: Pick<typeof nativeImage, 'createEmpty'>
    readonly nativeTheme: Pick<typeof nativeTheme, 'shouldUseDarkColors'>
  }
  readonly platform: DesktopPlatform
  readonly act: TrayActs
}

/** One thing of the system that shows the status: drawn at a moment, taken away at the end. */
export interface Shown {
  /** `status` null: no window has said anything yet, or nobody is signed in. */
  draw(status: DesktopStatus | null, now: number, words: ShellWords): void
  close(): void
}

/** Puts the icon into the bar. A Linux without a bar for it shows nothing and breaks nothing. */
export function openTray({ electron, platform, act }: TrayParts): Shown {
  const ringNow = (status: DesktopStatus | null, now: number) => ({
    ...ringOf(status, now),
    ink: inkFor(platform, electron.nativeTheme.shouldUseDarkColors),
  })
  let ring = ringNow(null, 0)
  const tray = new electron.Tray(ringImage(electron.nativeImage, platform, ring))
  // On macOS each click opens the menu; elsewhere that is the other button, and some Linux bars tell of no click.
  if (platform !== 'darwin') tray.on('click', act.show)
  let shownMenu = ''
  return {
    draw(status, now, words) {
      const next = ringNow(status, now)
      // A broken promise has one picture, however long it lasts.
      if (!isSameRing(ring, next)) tray.setImage(ringImage(electron.nativeImage, platform, next))
      ring = next
      tray.setToolTip(tooltip(status, now, words))
      if (platform === 'darwin') tray.setTitle(title(status, now, words), { fontType: 'monospacedDigit' })
      const template = trayMenu(status, now, words, act)
      const menuWords = JSON.stringify(template)
      if (menuWords === shownMenu) return
      shownMenu = menuWords
      tray.setContextMenu(electron.Menu.buildFromTemplate(template))
    },
    close: () => tray.destroy(),
  }
}

const isSameRing = (a: Ring, b: Ring): boolean =>
  a.state === b.state && a.share === b.share && a.ink === b.ink

/** The tray's menu. It names times of day, never a countdown: native menus stand still while they are open. */
export function trayMenu(
  status: DesktopStatus | null,
  now: number,
  words: ShellWords,
  act: TrayActs,
): MenuItemConstructorOptions[] {
  const signedIn = status !== null && status.link !== 'SIGNED_OUT'
  return [
    ...(signedIn ? clockEntries(status, now, words, act) : []),
    { label: words.tray.show, click: act.show },
    ...(signedIn ? personEntries(status, now, words, act) : []),
    { type: 'separator' },
    { label: linkLine(status, words), enabled: false },
    { label: words.tray.quit, click: act.quit },
  ]
}

function clockEntries(
  status: DesktopStatus,
  now: number,
  words: ShellWords,
  act: TrayActs,
): MenuItemConstructorOptions[] {
  if (status.clocks.length === 0) return []
  const entries = status.clocks.map((clock) => ({
    label: plainLabel(menuLine(clock, now, words.clock)),
    click: () => act.openRoom(clock.roomId),
  }))
  return [...entries, { type: 'separator' }]
}

function personEntries(
  { quietUntil }: DesktopStatus,
  now: number,
  words: ShellWords,
  act: TrayActs,
): MenuItemConstructorOptions[] {
  const isQuiet = quietUntil !== null && quietUntil > now
  const quiet = isQuiet ? words.tray.quietUntil(timeOfDay(quietUntil)) : words.tray.quiet
  return [
    { label: words.menu.intake, click: () => act.menu('intake') },
    { label: quiet, click: () => act.menu('quiet') },
  ]
}

/** A customer's name may hold an ampersand, which in a menu would underline the next letter. */
export const plainLabel = (label: string): string => label.replaceAll('&', '&&')

function linkLine(status: DesktopStatus | null, words: ShellWords): string {
  const link = words.tray.link[status?.link ?? 'SIGNED_OUT']
  return status === null || status.link === 'SIGNED_OUT' ? link : words.tray.waiting(link, status.waiting)
}

function tooltip(status: DesktopStatus | null, now: number, words: ShellWords): string {
  if (status === null || status.link === 'SIGNED_OUT') return words.clock.signedOut
  const leading = leadingOf(status)
  return leading === null ? words.clock.none : clockLine(leading, now, words.clock)
}

function title(status: DesktopStatus | null, now: number, words: ShellWords): string {
  const leading = status === null ? null : leadingOf(status)
  return leading === null ? '' : shortLine(leading, now, words.clock)
}
