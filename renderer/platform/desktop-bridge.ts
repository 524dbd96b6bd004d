// The desktop's bridge, which the preload of its windows puts on the page; a browser's page has none.

import { BRIDGE_NAME, type DesktopBridge } from '../../protocol/desktop.ts'

/** The bridge, or null in a browser. */
export function desktopBridge(): DesktopBridge | null {
  const bridge: unknown = Reflect.get(globalThis, BRIDGE_NAME)
  // Only the preload can have put it there: it is frozen, and no script of another origin runs in this page.
  return typeof bridge === 'object' && bridge !== null ? (bridge as DesktopBridge) : null
}
