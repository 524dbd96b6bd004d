// Keeps the screen on while a wall is shown, where the browser can; a screen that was covered asks again.

import { onCleanup } from 'solid-js'

/** Needs an owner. */
export function keepScreenAwake(): void {
  if (!('wakeLock' in navigator)) return
  let lock: WakeLockSentinel | null = null
  let isOver = false
  const ask = async () => {
    if (document.visibilityState !== 'visible' || isOver) return
    try {
      lock = await navigator.wakeLock.request('screen')
      if (isOver) await lock.release()
    } catch {
      // A low battery or a policy says no: the wall is shown all the same.
    }
  }
  const again = () => void ask()
  again()
  document.addEventListener('visibilitychange', again)
  onCleanup(() => {
    isOver = true
    document.removeEventListener('visibilitychange', again)
    void lock?.release()
  })
}
