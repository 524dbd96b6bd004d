// What tabs of one person say to each other over their channel: port messages with an address, and a greeting.
// The version comes with every frame, because a tab may still run an older build than its neighbour.

import {
  type ClientMessage,
  type HostMessage,
  parseClientMessage,
  parseHostMessage,
} from '../../replica/port/port.ts'

export type TabFrame =
  /** A tab is here and asks who leads; its token may be newer than the leader's. */
  | { readonly version: number; readonly type: 'hello'; readonly from: string; readonly token: string }
  /** A window's message to whoever leads. */
  | {
      readonly version: number
      readonly type: 'ask'
      readonly from: string
      readonly message: ClientMessage
    }
  /** The leader's message to one tab's window, or to all. */
  | {
      readonly version: number
      readonly type: 'say'
      readonly to: string | null
      readonly message: HostMessage
    }

/** The frame that `value` is, or null. */
export function parseTabFrame(value: unknown): TabFrame | null {
  if (typeof value !== 'object' || value === null) return null
  const { version, type, from, to, token, message } = value as Record<string, unknown>
  if (typeof version !== 'number') return null
  if (type === 'hello' && typeof from === 'string' && typeof token === 'string')
    return { version, type, from, token }
  if (type === 'ask' && typeof from === 'string') {
    const parsed = parseClientMessage(message)
    return parsed === null ? null : { version, type, from, message: parsed }
  }
  if (type === 'say' && (to === null || typeof to === 'string')) {
    const parsed = parseHostMessage(message)
    return parsed === null ? null : { version, type, to, message: parsed }
  }
  return null
}
