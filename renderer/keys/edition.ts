// Where the keys are pressed: in the desktop's window or in a browser, on a Mac or on another computer.

import { desktopBridge } from '../platform/desktop-bridge.ts'

export interface Edition {
  readonly desktop: boolean
  readonly mac: boolean
}

/** The present one; it does not change while the window lives. */
export function thisEdition(): Edition {
  const bridge = desktopBridge()
  if (bridge !== null) return { desktop: true, mac: bridge.platform === 'darwin' }
  const agent = typeof navigator === 'undefined' ? '' : navigator.userAgent
  return { desktop: false, mac: /Mac|iPhone|iPad/.test(agent) }
}
