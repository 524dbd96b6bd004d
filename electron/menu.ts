// The application's menu, as each platform has it: on macOS with the application's own menu and in the bar of the
// screen, on Windows and Linux hidden until Alt. Its entries ask the focused window to act; what a window can do by
// itself (editing, zoom, windows) are Electron's roles. It is made anew when the language changes.

import type { Menu, MenuItemConstructorOptions } from 'electron'
import type { DesktopPlatform, MenuAction } from '../protocol/desktop.ts'
import type { ShellLanguage } from './text/shell-words.ts'
import { shellWords } from './text/shell-words.ts'
import type { ShellWords } from './text/en.ts'

/** What the menu asks for. `menu` reaches the focused window; without one, the caller opens one first. */
export interface MenuActs {
  readonly menu: (action: MenuAction) => void
  readonly newWindow: () => void
}

export interface MenuParts {
  readonly Menu: Pick<typeof Menu, 'buildFromTemplate' | 'setApplicationMenu'>
  readonly platform: DesktopPlatform
  /** A packaged program has no developer tools. */
  readonly isPackaged: boolean
  readonly act: MenuActs
}

export interface ApplicationMenu {
  /** The words of every entry from now on; the same language again changes nothing. */
  setLanguage(language: ShellLanguage): void
}

type Entry = MenuItemConstructorOptions

const SEPARATOR: Entry = { type: 'separator' }

/** Sets the menu when `setLanguage` is first called. Windows are made with `autoHideMenuBar: true`. */
export function applicationMenu(parts: MenuParts): ApplicationMenu {
  let shown: ShellLanguage | null = null
  return {
    setLanguage(language) {
      if (language === shown) return
      shown = language
      parts.Menu.setApplicationMenu(parts.Menu.buildFromTemplate(menuTemplate(parts, shellWords(language))))
    },
  }
}

/** The whole menu in one language. */
export function menuTemplate(parts: Omit<MenuParts, 'Menu'>, words: ShellWords): Entry[] {
  const isMac = parts.platform === 'darwin'
  const top = (label: string, submenu: Entry[], role?: Entry['role']): Entry => ({
    // Only Windows and Linux know letters for Alt.
    label: isMac ? label.replace('&', '') : label,
    submenu,
    ...(role === undefined ? {} : { role }),
  })
  const { menu } = words
  return [
    ...(isMac ? [top(words.product, applicationEntries(parts.act, menu), 'appMenu')] : []),
    top(menu.file, fileEntries(parts.act, menu, isMac)),
    top(menu.edit, editEntries(menu), 'editMenu'),
    top(menu.view, viewEntries(parts, menu), 'viewMenu'),
    top(menu.room, roomEntries(parts.act, menu)),
    top(menu.window, windowEntries(menu, isMac), 'windowMenu'),
    top(menu.help, [action(parts.act, 'keys', menu.keys)], 'help'),
  ]
}

const action = (act: MenuActs, name: MenuAction, label: string, accelerator?: string): Entry => ({
  label,
  click: () => act.menu(name),
  ...(accelerator === undefined ? {} : { accelerator }),
})

function applicationEntries(act: MenuActs, menu: ShellWords['menu']): Entry[] {
  return [
    { role: 'about', label: menu.about },
    SEPARATOR,
    action(act, 'settings', menu.settings, 'CmdOrCtrl+,'),
    SEPARATOR,
    { role: 'services', label: menu.services },
    SEPARATOR,
    { role: 'hide', label: menu.hide },
    { role: 'hideOthers', label: menu.hideOthers },
    { role: 'unhide', label: menu.showAll },
    SEPARATOR,
    { role: 'quit', label: menu.quit },
  ]
}

function fileEntries(act: MenuActs, menu: ShellWords['menu'], isMac: boolean): Entry[] {
  const elsewhere: Entry[] = [
    SEPARATOR,
    action(act, 'settings', menu.settings, 'CmdOrCtrl+,'),
    SEPARATOR,
    { role: 'close', label: menu.closeWindow },
    { role: 'quit', label: menu.quit },
  ]
  return [
    action(act, 'intake', menu.intake, 'CmdOrCtrl+N'),
    { label: menu.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: act.newWindow },
    action(act, 'palette', menu.palette, 'CmdOrCtrl+K'),
    ...(isMac ? [SEPARATOR, { role: 'close', label: menu.closeWindow } satisfies Entry] : elsewhere),
  ]
}

function editEntries(menu: ShellWords['menu']): Entry[] {
  return [
    { role: 'undo', label: menu.undo },
    { role: 'redo', label: menu.redo },
    SEPARATOR,
    { role: 'cut', label: menu.cut },
    { role: 'copy', label: menu.copy },
    { role: 'paste', label: menu.paste },
    { role: 'pasteAndMatchStyle', label: menu.pastePlain },
    { role: 'selectAll', label: menu.selectAll },
  ]
}

function viewEntries(
  { act, isPackaged }: Pick<MenuParts, 'act' | 'isPackaged'>,
  menu: ShellWords['menu'],
): Entry[] {
  const whileDeveloping: Entry[] = [
    SEPARATOR,
    { role: 'reload', label: menu.reload },
    { role: 'toggleDevTools', label: menu.developerTools },
  ]
  return [
    action(act, 'board', menu.board),
    action(act, 'facts', menu.facts),
    action(act, 'wall', menu.wall),
    SEPARATOR,
    { role: 'resetZoom', label: menu.actualSize },
    { role: 'zoomIn', label: menu.zoomIn },
    { role: 'zoomOut', label: menu.zoomOut },
    { role: 'togglefullscreen', label: menu.fullScreen },
    ...(isPackaged ? [] : whileDeveloping),
  ]
}

/** The room's own keys (Alt 1 to 4, Alt C, Alt U) stay with the window, where they can be changed. */
function roomEntries(act: MenuActs, menu: ShellWords['menu']): Entry[] {
  return [
    action(act, 'call', menu.call),
    action(act, 'cadence', menu.cadence),
    SEPARATOR,
    action(act, 'message', menu.message),
    action(act, 'update', menu.update),
    action(act, 'note', menu.note),
    action(act, 'workaround', menu.workaround),
    SEPARATOR,
    action(act, 'quiet', menu.quiet),
  ]
}

function windowEntries(menu: ShellWords['menu'], isMac: boolean): Entry[] {
  const minimise: Entry = { role: 'minimize', label: menu.minimise }
  if (!isMac) return [minimise]
  return [minimise, { role: 'zoom', label: menu.zoom }, SEPARATOR, { role: 'front', label: menu.allToFront }]
}
