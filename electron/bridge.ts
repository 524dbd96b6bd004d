// The main process's end of the bridge: one channel for each of BRIDGE_METHODS and no other. What comes in is judged
// (bridge-judge.ts) before its row of the table is run.

import { ipcMain, type WebContents } from 'electron'
import { requestChannel } from '../protocol/desktop-channels.ts'
import { BRIDGE_METHODS } from '../protocol/desktop.ts'
import { bridgeJudge, type BridgeTable } from './bridge-judge.ts'

export interface BridgeParts<Asker extends object> {
  readonly table: BridgeTable<Asker>
  /** The window that a sender belongs to, or null: not one of ours. */
  readonly windowOf: (sender: WebContents) => Asker | null
}

export function serveBridge<Asker extends object>(parts: BridgeParts<Asker>): void {
  const judge = bridgeJudge({ ...parts, report: (code, what) => console.warn('bridge:', code, what) })
  for (const method of BRIDGE_METHODS) {
    ipcMain.handle(requestChannel(method), (event, ...given: readonly unknown[]) =>
      judge(method, event, given),
    )
  }
}
