// What of the program stands outside of its windows: menu, tray, dock, notices, spelling, and whether the computer may
// sleep. All of it follows the status that the windows say, in the language they say.

import {
  app,
  BrowserWindow,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerSaveBlocker,
  session,
  Tray,
} from 'electron'
import type { RoomId } from '../domain/ids.ts'
import type { DesktopPlatform, DesktopStatus, MenuAction, Notice } from '../protocol/desktop.ts'
import { openDock } from './dock.ts'
import { keepAwake } from './keep-awake.ts'
import { openMenuOnAlt } from './menu-alt.ts'
import { applicationMenu } from './menu.ts'
import { openNotices } from './notify.ts'
import { chooseSpelling, offerContextMenu } from './spelling.ts'
import { openStatusDesk } from './status-desk.ts'
import type { ShellWords } from './text/en.ts'
import { type ShellLanguage, shellWords, systemLanguage } from './text/shell-words.ts'
import { openBeat } from './tray-beat.ts'
import { openTray } from './tray.ts'
import type { AppWindow } from './windows.ts'

export interface SystemFaceParts {
  readonly platform: DesktopPlatform
  readonly show: () => AppWindow
  readonly newWindow: () => void
  readonly windowOf: (id: string) => AppWindow | null
}

export interface SystemFace {
  words(): ShellWords
  notify(window: AppWindow, notice: Notice): void
  dismiss(group: string): void
  setStatus(window: AppWindow, status: DesktopStatus): void
  /** The window says nothing any more: its page has gone. */
  forget(window: AppWindow): void
  /** A window was made: the other mouse button opens a menu in it, and Alt the application's. */
  dress(window: AppWindow): void
  /** The computer woke: what is shown may be old. */
  again(): void
  close(): void
}

const NOTICES_REMEMBERED = 200

export function openSystemFace(parts: SystemFaceParts): SystemFace {
  const { platform, show } = parts
  let language: ShellLanguage = systemLanguage(app.getPreferredSystemLanguages())
  const askedBy = new Map<string, string>()

  const openRoom = (roomId: RoomId): void => show().tell({ type: 'openRoom', roomId })
  const menu = (action: MenuAction): void => show().tell({ type: 'menu', action })
  const bar = applicationMenu({
    Menu,
    platform,
    isPackaged: app.isPackaged,
    act: { menu, newWindow: parts.newWindow },
  })
  const tray = openTray({
    electron: { Tray, Menu, nativeImage, nativeTheme },
    platform,
    act: { show, openRoom, menu, quit: () => app.quit() },
  })
  const dock = openDock({
    electron: { app, Menu, nativeImage },
    platform,
    windows: () => BrowserWindow.getAllWindows().filter((window) => window.isVisible()),
    openRoom,
  })
  const beat = openBeat((status, now) => {
    for (const shown of [tray, dock]) shown.draw(status, now, shellWords(language))
  })
  const awake = keepAwake(powerSaveBlocker)
  const notices = openNotices({
    Notification,
    platform,
    heard(id, action) {
      const asker = parts.windowOf(askedBy.get(id) ?? '')
      // A button is answered where the window stands; a press on the notice brings it to the front.
      const window = action === null || asker === null ? (asker ?? show()) : asker
      if (action === null) window.toFront()
      window.tell({ type: 'notice', id, action })
    },
  })
  const desk = openStatusDesk((status, mustStayAwake) => {
    awake.set(mustStayAwake)
    if (status !== null) speak(status.language)
    beat.set(status)
  })

  function speak(next: ShellLanguage): void {
    language = next
    bar.setLanguage(next)
    chooseSpelling(session.defaultSession, platform, next)
  }
  speak(language)
  beat.set(null)
  nativeTheme.on('updated', () => beat.again())

  return {
    words: () => shellWords(language),
    notify(window, notice) {
      askedBy.delete(notice.id)
      askedBy.set(notice.id, window.id)
      const [oldest] = askedBy.keys()
      if (askedBy.size > NOTICES_REMEMBERED && oldest !== undefined) askedBy.delete(oldest)
      notices.show(notice)
    },
    dismiss: (group) => notices.dismiss(group),
    setStatus: (window, status) => desk.say(window.id, status),
    forget: (window) => desk.drop(window.id),
    dress({ window }) {
      offerContextMenu(window.webContents, Menu, () => language)
      if (platform !== 'darwin') openMenuOnAlt(window, Menu)
    },
    again: () => beat.again(),
    close() {
      beat.close()
      awake.close()
      notices.close()
      tray.close()
      dock.close()
    },
  }
}
