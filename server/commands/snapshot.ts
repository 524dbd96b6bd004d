// A room's state as it is kept in the store: what it was, where its log stood, and under which law it was made. It is a
// cache and no authority: what cannot be read whole, or was made under another law, is nothing, and whether the log goes
// on from where it stands is looked at before it is used (room-fold.ts).
//
//   "<law> <SHA-256 of the rest> {"end":…,"room":…}"

import { sha256 } from '../sha256.ts'
import type { RoomState } from './room-fold.ts'

/** Longer ones are not kept: reading one back would hold up everybody else for longer than a stretch of the log. */
const LENGTH_MAX = 1_000_000

/** Null for a state that is too long to be kept. */
export function snapshotOf({ end, room }: RoomState, law: string): string | null {
  const body = JSON.stringify({ end, room })
  return body.length > LENGTH_MAX ? null : `${law} ${sha256(body)} ${body}`
}

/** Null for what is not one of this law, or is damaged. */
export function readSnapshot(text: string, law: string): RoomState | null {
  const [madeUnder, print] = text.split(' ', 2)
  if (madeUnder !== law || print === undefined) return null
  const body = text.slice(law.length + print.length + 2)
  return sha256(body) === print ? (JSON.parse(body) as RoomState) : null
}
