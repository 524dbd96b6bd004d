// The main process's end of the bridge: one channel for each of BRIDGE_METHODS and no other. What comes in is judged
// (bridge-judge.ts) before its row of the table is run.

import { ipcMain, type WebContents } from 'electron'
import { requestChannel } from '../protocol/desktop-channels.ts'
import { BRIDGE_METHODS } from '../protocol/desktop.ts'
import { bridgeJudge, type BridgeTable } from './bridge-judge.ts'
import { paceKeeper } from './bridge-pace.ts'

export interface BridgeParts<Asker extends object> {
  readonly table: BridgeTable<Asker>
  /** The window that a sender belongs to, or null: not one of ours. */
  readonly windowOf: (sender: WebContents) => Asker | null
}

/** A page that floods the bridge must not flood the log: writing it holds the main process up. */
const LOGGED = { burst: 20, everyMs: 1_000 }

export function serveBridge<Asker extends object>(parts: BridgeParts<Asker>): void {
  const logged = paceKeeper(LOGGED)
  const report = (code: string, what: unknown): void => {
    if (logged.take(performance.now())) console.warn('bridge:', code, what)
  }
  const judge = bridgeJudge({ ...parts, report })
  for (const method of BRIDGE_METHODS) {
    ipcMain.handle(requestChannel(method), (event, ...given: readonly unknown[]) =>
      judge(method, event, given),
    )
  }
}
