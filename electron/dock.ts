// What the dock (macOS) and the task bar (Windows, Linux) show of the status: how many rooms wait, the leading clock as
// a bar of progress, a mark on the icon when a promise is at risk or broken, and a menu with the next deadlines. The
// task bar's entry asks for attention once for each broken promise, and only while no window is in front.

import type { app, BrowserWindow, Dock, JumpListCategory, Menu, nativeImage } from 'electron'
import type { RoomId } from '../domain/ids.ts'
import type { ClockStatus, DesktopPlatform, DesktopStatus } from '../protocol/desktop.ts'
import type { ShellWords } from './text/en.ts'
import { plainLabel, type Shown } from './tray.ts'
import { leadingOf, lookAt, menuLine } from './tray-clock.ts'
import { ringImage } from './tray-images.ts'

export interface DockParts {
  readonly electron: {
    readonly app: Pick<typeof app, 'setBadgeCount' | 'setJumpList'> & {
      readonly dock?: Pick<Dock, 'setMenu'> | undefined
    }
    readonly Menu: Pick<typeof Menu, 'buildFromTemplate'>
    readonly nativeImage: Pick<typeof nativeImage, 'createEmpty'>
  }
  readonly platform: DesktopPlatform
  /** The windows that stand in the task bar now. */
  readonly windows: () => readonly BrowserWindow[]
  readonly openRoom: (roomId: RoomId) => void
}

const NO_PROGRESS = -1

/** The dock's or task bar's side of the status, drawn on the same beat as the tray. */
export function openDock(parts: DockParts): Shown {
  const { electron, platform, windows } = parts
  let shownMenu = ''
  let lateBefore: ReadonlySet<string> = new Set()
  return {
    draw(status, now, words) {
      const known = status?.link === 'SIGNED_OUT' ? null : status
      electron.app.setBadgeCount(known?.badge ?? 0)
      const menu = (known?.clocks ?? []).map((clock) => menuLine(clock, now, words.clock))
      if (menu.join('\n') !== shownMenu) setMenus(parts, known?.clocks ?? [], menu)
      shownMenu = menu.join('\n')
      if (platform === 'darwin') return
      for (const window of windows()) drawInTaskBar(parts, window, known, now, words)
      const late = lateClocks(known, now)
      if ([...late].some((clock) => !lateBefore.has(clock))) askForAttention(windows())
      lateBefore = late
    },
    close() {
      electron.app.setBadgeCount(0)
      setMenus(parts, [], [])
      for (const window of windows()) window.setProgressBar(NO_PROGRESS)
    },
  }
}

function drawInTaskBar(
  { electron, platform }: DockParts,
  window: BrowserWindow,
  status: DesktopStatus | null,
  now: number,
  words: ShellWords,
): void {
  const leading = status === null ? null : leadingOf(status)
  const look = leading === null ? null : lookAt(leading, now)
  if (look === null) window.setProgressBar(NO_PROGRESS)
  else if (look.state === 'LATE') window.setProgressBar(1, { mode: 'error' })
  else window.setProgressBar(look.share, { mode: look.state === 'RISK' ? 'paused' : 'normal' })
  if (platform !== 'win32') return
  if (look?.state === 'LATE' || look?.state === 'RISK') {
    const image = ringImage(electron.nativeImage, platform, { ...look, ink: 'ON_LIGHT' })
    window.setOverlayIcon(image, look.state === 'LATE' ? words.taskBar.late : words.taskBar.risk)
  } else if (status !== null && status.badge > 0) {
    const image = ringImage(electron.nativeImage, platform, { state: 'RUNNING', share: 1, ink: 'ON_LIGHT' })
    window.setOverlayIcon(image, words.taskBar.waitingForYou(status.badge))
  } else window.setOverlayIcon(null, '')
}

const lateClocks = (status: DesktopStatus | null, now: number): ReadonlySet<string> =>
  new Set(
    (status?.clocks ?? [])
      .filter((clock) => lookAt(clock, now).state === 'LATE')
      .map(({ roomId, dueAt }) => `${roomId} ${dueAt}`),
  )

/** The entry stops asking as soon as somebody looks. */
function askForAttention(windows: readonly BrowserWindow[]): void {
  const [first] = windows
  if (first === undefined || windows.some((window) => window.isFocused())) return
  first.flashFrame(true)
  first.once('focus', () => first.flashFrame(false))
}

function setMenus(
  { electron, platform, openRoom }: DockParts,
  clocks: readonly ClockStatus[],
  labels: readonly string[],
): void {
  const entries = clocks.map(({ roomId }, at) => ({ roomId, label: labels[at] ?? '' }))
  if (platform === 'darwin') {
    const template = entries.map(({ roomId, label }) => ({
      label: plainLabel(label),
      click: () => openRoom(roomId),
    }))
    electron.app.dock?.setMenu(electron.Menu.buildFromTemplate(template))
  }
  if (platform === 'win32') electron.app.setJumpList(entries.length === 0 ? null : [jumpList(entries)])
}

/** Each task starts the program with the room's link, which the running one takes over. */
function jumpList(entries: readonly { readonly roomId: RoomId; readonly label: string }[]): JumpListCategory {
  return {
    type: 'tasks',
    items: entries.map(({ roomId, label }) => ({
      type: 'task',
      title: label,
      description: label,
      program: process.execPath,
      args: `accord://room/${encodeURIComponent(roomId)}`,
      iconPath: process.execPath,
      iconIndex: 0,
    })),
  }
}
