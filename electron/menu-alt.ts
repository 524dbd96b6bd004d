// The application's menu on Windows and Linux: the window draws its own title bar, so no bar of menus fits into it, and
// the menu opens below the title when Alt or F10 is pressed and let go by itself. Alt with another key stays the
// window's: these are the room's own keys.

import type { BrowserWindow, Input, Menu } from 'electron'

/** Where the menu opens, in px from the window's corner: below the title bar. */
const MENU_AT = { x: 8, y: 40 }

/** Main: call once for each window, on Windows and Linux. */
export function openMenuOnAlt(window: BrowserWindow, menus: Pick<typeof Menu, 'getApplicationMenu'>): void {
  const asksForMenu = menuKey()
  window.webContents.on('before-input-event', (_event, input) => {
    if (asksForMenu(input)) menus.getApplicationMenu()?.popup({ window, ...MENU_AT })
  })
}

type Key = Pick<Input, 'type' | 'key' | 'control' | 'shift' | 'meta'>

/** Tells of each key whether it completes the wish for the menu: Alt or F10 down and up with nothing in between. */
export function menuKey(): (key: Key) => boolean {
  let held: string | null = null
  return ({ type, key, control, shift, meta }) => {
    const isMenuKey = (key === 'Alt' || key === 'F10') && !control && !shift && !meta
    const completes = type === 'keyUp' && isMenuKey && held === key
    // A key held down repeats itself; any other key makes it a chord.
    if (type === 'keyDown') held = isMenuKey && (held === null || held === key) ? key : ''
    else if (completes || key === 'Alt' || held === '') held = null
    return completes
  }
}
