// What only the server adds to a room's record: the salt of each entry, and what a proposal pins besides the chain's
// head. Both follow from a secret of the store, so that nobody who reads an entry can foresee or reckon another's.

import { createHmac, hash } from 'node:crypto'
import { type Context, eventIdFor } from '../../domain/incident/context.ts'
import type { RecordPin } from '../../domain/incident/resolution-statement.ts'
import type { EventId, RoomId } from '../../domain/ids.ts'
import { internalCommitment, rootOf } from '../../protocol/record-tree.ts'
import type { LogEnd } from './room-log.ts'

const SALT_BYTES = 16

export interface RecordSeal {
  /** 16 bytes, base64url. */
  readonly saltOf: (eventId: EventId) => string
  /** What a proposal that hangs on this end of the log pins. */
  readonly pin: (end: LogEnd, ctx: Context) => RecordPin
}

/** `provider`: its name as people read it. */
export function openRecordSeal(secret: string, provider: string): RecordSeal {
  // Every entry needs a salt, and an HMAC costs what five hashes do. A key of its own before an id, both of fixed length,
  // and half of the hash kept: nobody without the key can reckon another's, nor go on from one.
  const key = keyed(secret, 'salt', 'key').toString('hex')
  return {
    saltOf: (eventId) =>
      hash('sha256', `${key} ${eventId}`, 'buffer').subarray(0, SALT_BYTES).toString('base64url'),
    pin: (end, ctx) => ({
      provider,
      root: rootOf({ size: end.sharedSeq, peaks: end.sharedPeaks }),
      internalCommitment: internalCommitment(
        openingOf(secret, ctx.roomId, eventIdFor(ctx, 'SHARED', 0)),
        end.internalHash,
      ),
    }),
  }
}

/** The 32 secret bytes of a proposal's internal commitment, in hex: for an auditor's eyes (server/keys/bundle.ts). */
export const openingOf = (secret: string, roomId: RoomId, proposalId: EventId): string =>
  keyed(secret, 'internal', `${roomId} ${proposalId}`).toString('hex')

const keyed = (secret: string, use: string, of: string): Buffer =>
  createHmac('sha256', secret).update(`accord ${use} ${of}`).digest()
