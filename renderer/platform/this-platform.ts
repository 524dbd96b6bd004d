// Which edition this page runs in, and what it reaches replica, sessions and files through.

import { browserPlatform } from './browser-platform.ts'
import { desktopBridge } from './desktop-bridge.ts'
import { desktopPlatform } from './desktop-platform.ts'
import type { Platform } from './platform.ts'

export function thisPlatform(): Platform {
  const bridge = desktopBridge()
  if (bridge === null) return browserPlatform()
  return desktopPlatform(bridge, { computer: localStorage, window: sessionStorage })
}
