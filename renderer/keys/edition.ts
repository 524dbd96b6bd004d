// Where the keys are pressed: in the desktop's window or in a browser, on a Mac or on another computer.

import { BRIDGE_NAME, type DesktopBridge } from '../../protocol/desktop.ts'

export interface Edition {
  readonly desktop: boolean
  readonly mac: boolean
}

/** The desktop's bridge; null in a browser. */
export function bridgeOfWindow(): DesktopBridge | null {
  const bridge: unknown = Reflect.get(globalThis, BRIDGE_NAME)
  // Only the preload can have put it there: no script of another origin runs in this page.
  return typeof bridge === 'object' && bridge !== null ? (bridge as DesktopBridge) : null
}

/** The present one; it does not change while the window lives. */
export function thisEdition(): Edition {
  const bridge = bridgeOfWindow()
  if (bridge !== null) return { desktop: true, mac: bridge.platform === 'darwin' }
  const agent = typeof navigator === 'undefined' ? '' : navigator.userAgent
  return { desktop: false, mac: /Mac|iPhone|iPad/.test(agent) }
}
