// Everything that the desktop shows outside of its windows, in one piece for main.ts: tray, dock and task bar,
// application menu, notifications, keep-awake and the language of all of them. A window's status goes in, what people
// press comes out. Main says what the pressing does, since it alone knows the windows.

import type { app, BrowserWindow, Menu, nativeImage, nativeTheme, Notification } from 'electron'
import type { powerSaveBlocker, Tray } from 'electron'
import type { DesktopPlatform, DesktopStatus, Notice } from '../protocol/desktop.ts'
import { openDock } from './dock.ts'
import { keepAwake } from './keep-awake.ts'
import { applicationMenu, type MenuActs } from './menu.ts'
import { openNotices } from './notify.ts'
import { type ShellLanguage, shellWords, systemLanguage } from './text/shell-words.ts'
import { openBeat } from './tray-beat.ts'
import { openTray, type TrayActs } from './tray.ts'

export interface SurroundingsParts {
  /** The parts of `electron` itself, so that a test can hand in its own. */
  readonly electron: {
    readonly app: Pick<typeof app, 'setBadgeCount' | 'setJumpList' | 'getPreferredSystemLanguages' | 'dock'>
    readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
    readonly nativeImage: Pick<typeof nativeImage, 'createEmpty'>
    readonly nativeTheme: Pick<typeof nativeTheme, 'shouldUseDarkColors' | 'on' | 'off'>
    readonly Notification: typeof Notification
    readonly powerSaveBlocker: Pick<typeof powerSaveBlocker, 'start' | 'stop'>
    readonly Tray: typeof Tray
  }
  readonly platform: DesktopPlatform
  readonly isPackaged: boolean
  /** The windows that are open now. */
  readonly windows: () => readonly BrowserWindow[]
  /** `menu` goes to the focused window, or to one that is opened for it; `openRoom` brings its window to the front. */
  readonly act: TrayActs & MenuActs
  /** A notice was pressed, or one of its buttons (`action`): bring the window to the front and tell it. */
  readonly heard: (id: string, action: string | null) => void
  /** The language changed: the moment for `chooseSpelling`. */
  readonly spoken: (language: ShellLanguage) => void
}

export interface Surroundings {
  /** What a window says; null when nobody is signed in or the window that said it is gone. */
  setStatus(status: DesktopStatus | null): void
  notify(notice: Notice): void
  dismissNotices(group: string): void
  /** Draws again after sleep, when every timer is late. */
  wake(): void
  language(): ShellLanguage
  /** Before the program quits: gives the computer its sleep back and takes icon and notices away. */
  close(): void
}

/** Main calls it once, when the app is ready. */
export function openSurroundings(parts: SurroundingsParts): Surroundings {
  const { electron, platform, isPackaged, windows, act, heard, spoken } = parts
  const menu = applicationMenu({ Menu: electron.Menu, platform, isPackaged, act })
  const tray = openTray({ electron, platform, act })
  const dock = openDock({ electron, platform, windows, openRoom: act.openRoom })
  const notices = openNotices({ Notification: electron.Notification, platform, heard })
  const awake = keepAwake(electron.powerSaveBlocker)
  let language: ShellLanguage | null = null

  function speak(next: ShellLanguage): ShellLanguage {
    if (next !== language) {
      language = next
      menu.setLanguage(next)
      spoken(next)
    }
    return next
  }
  const known = (): ShellLanguage => language ?? systemLanguage(electron.app.getPreferredSystemLanguages())

  const beat = openBeat((status, now) => {
    const words = shellWords(speak(status?.language ?? known()))
    tray.draw(status, now, words)
    dock.draw(status, now, words)
  })
  const again = (): void => beat.again()
  electron.nativeTheme.on('updated', again)
  beat.set(null)

  return {
    setStatus(status) {
      beat.set(status)
      awake.set(status !== null && status.link !== 'SIGNED_OUT' && status.keepAwake)
      if (status === null || status.link === 'SIGNED_OUT') notices.close()
    },
    notify: (notice) => notices.show(notice),
    dismissNotices: (group) => notices.dismiss(group),
    wake: again,
    language: known,
    close() {
      electron.nativeTheme.off('updated', again)
      beat.close()
      awake.close()
      notices.close()
      dock.close()
      tray.close()
    },
  }
}
