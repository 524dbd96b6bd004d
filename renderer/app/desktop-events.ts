// What the desktop's menus, tray and updates tell the window, handed to the one registry of actions; and how far an
// update has come, for the settings. In a browser there is nothing to hear.

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
    if (event.type === 'update') setUpdateState(event.update)
  })
}
