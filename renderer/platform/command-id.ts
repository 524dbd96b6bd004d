// Makes the id that a command keeps for ever: a UUID of version 7, made once per intent in the window where the person
// pressed the button, so that a call which is sent again (another tab leads now, an answer was lost) has one effect (I3).

import { type CommandId, toCommandId } from '../../domain/ids.ts'

/** `epochMs` is this computer's clock: it only helps to sort, nothing relies on it. */
export function newCommandId(
  epochMs: number = Date.now(),
  randomBytes: Uint8Array = crypto.getRandomValues(new Uint8Array(10)),
): CommandId {
  const bytes = new Uint8Array(16)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, Math.floor(epochMs / 0x1_0000))
  view.setUint16(4, epochMs % 0x1_0000)
  bytes.set(randomBytes.subarray(0, 10), 6)
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f))
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return toCommandId(
    [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-'),
  )
}
