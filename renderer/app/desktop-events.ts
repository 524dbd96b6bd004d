// What the desktop's menus, tray and updates tell the window: acts go to the one registry of actions, and how far an
// update has come is kept for the settings. In a browser there is nothing to hear.

import type { DesktopBridge } from '../../protocol/desktop.ts'
import type { ActionId } from '../keys/action.ts'
import { setUpdateState } from '../keys/update-state.ts'

/** Returns how to stop. */
export function hearDesktop(
  bridge: Pick<DesktopBridge, 'onEvent'> | null,
  run: (id: ActionId) => boolean,
): () => void {
  if (bridge === null) return () => undefined
  return bridge.onEvent((event) => {
    if (event.type === 'menu') run(event.action)
  })
}

/** From the page's beginning: it is said once to a new page, which may have nobody signed in for a while. */
export function hearUpdates(bridge: Pick<DesktopBridge, 'onEvent'>): void {
  bridge.onEvent((event) => {
    if (event.type === 'update') setUpdateState(event.update)
  })
}
