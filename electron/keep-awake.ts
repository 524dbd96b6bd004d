// While a clock that this person owes is running, the computer does not fall asleep by itself. The screen may: the
// promise is kept awake, not the lamp.

import type { powerSaveBlocker } from 'electron'

export interface KeepAwake {
  set(wanted: boolean): void
  close(): void
}

/** Call `set` with each status, `set(false)` when the window that said it is gone, `close` at the end. */
export function keepAwake(blocker: Pick<typeof powerSaveBlocker, 'start' | 'stop'>): KeepAwake {
  let held: number | null = null
  function set(wanted: boolean): void {
    if (wanted && held === null) held = blocker.start('prevent-app-suspension')
    if (wanted || held === null) return
    blocker.stop(held)
    held = null
  }
  return { set, close: () => set(false) }
}
