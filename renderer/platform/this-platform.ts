// Which edition this page runs in: the preload of the desktop's windows has put its bridge on the window, or nobody has.

import { BRIDGE_NAME, type DesktopBridge } from '../../protocol/desktop.ts'
import { browserPlatform } from './browser-platform.ts'
import { desktopPlatform } from './desktop-platform.ts'
import type { Platform } from './platform.ts'

/** The desktop's bridge, or null in a browser. */
export function desktopBridge(): DesktopBridge | null {
  const bridge: unknown = Reflect.get(globalThis, BRIDGE_NAME)
  // Only the preload can have put it there: it is frozen, and no script of another origin runs in this page.
  return typeof bridge === 'object' && bridge !== null ? (bridge as DesktopBridge) : null
}

export function thisPlatform(): Platform {
  const bridge = desktopBridge()
  if (bridge === null) return browserPlatform()
  return desktopPlatform(bridge, { computer: localStorage, window: sessionStorage })
}
