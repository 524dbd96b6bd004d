// What a server that is about to restart says when it closes a socket, and what a device reads out of it: the close
// code 1012 with the reason "restart 3000" asks to come back at a random moment within 3,000 ms, so that hundreds of
// devices do not come at once.

import type { Millis } from '../domain/time.ts'

/** No server asks for more patience than this, and no device grants more. */
export const SPREAD_MAX: Millis = 30_000

export const restartReason = (spreadMs: Millis): string => `restart ${Math.min(spreadMs, SPREAD_MAX)}`

/** The spread that a close reason asks for; 0 where it names none that can be read. */
export function spreadOf(reason: unknown): Millis {
  const digits = typeof reason === 'string' ? /^restart (\d{1,6})$/.exec(reason)?.[1] : undefined
  return Math.min(Number(digits ?? 0), SPREAD_MAX)
}
