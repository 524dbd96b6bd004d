// When the tray, the dock and the task bar are drawn again: at once when a window says something new, then on the
// leading clock's own beat. Without a clock nothing ticks, so that an idle program does not wake the machine.

import type { DesktopStatus } from '../protocol/desktop.ts'
import { nextDrawIn } from './tray-clock.ts'

export interface Beat {
  /** Draws what a window has just said, and from now on whenever it would look different. */
  set(status: DesktopStatus | null): void
  /** Draws the same again: the bar's colour changed, or the machine slept. */
  again(): void
  close(): void
}

/** `now` is this computer's clock in ms since 1970. */
export function openBeat(draw: (status: DesktopStatus | null, now: number) => void, now = Date.now): Beat {
  let status: DesktopStatus | null = null
  let timer: NodeJS.Timeout | undefined
  function beat(): void {
    clearTimeout(timer)
    const at = now()
    draw(status, at)
    const wait = status === null ? null : nextDrawIn(status, at)
    if (wait !== null) timer = setTimeout(beat, wait)
  }
  return {
    set(next) {
      status = next
      beat()
    },
    again: beat,
    close: () => clearTimeout(timer),
  }
}
