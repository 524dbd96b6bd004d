// A checkpoint is the provider's signed word on a room's shared record as far as it had come: number, hash and root of its
// last entry, signed by the issuing key as a compact JWS that carries its chain of certificates. In an exported record it
// stands behind the entries that no party's signature covers, and whoever holds one can show a second history to be one.

import type { AccountId, RoomId } from '../domain/ids.ts'
import type { Instant } from '../domain/time.ts'
import { issuedParts, readIssuer } from './certificate.ts'
import { treeOf, type RecordEntry } from './exported-record.ts'
import type { Fields } from './fields.ts'
import { instantIn, thumbprint } from './jws.ts'
import { rootOf } from './record-tree.ts'

export const CHECKPOINT = 'accord.checkpoint+jws'
/** Characters; a checkpoint has about 1,500. */
const CHECKPOINT_MAX = 8_192

export interface CheckpointFacts {
  readonly accountId: AccountId
  readonly roomId: RoomId
  /** The last shared entry that it vouches for, with its hash and the root of the tree up to it. */
  readonly sharedSeq: number
  readonly hash: string
  readonly root: string
  readonly issuedAt: Instant
}

export interface Checkpoint {
  /** As they stand in the signed payload; that they fit a record is `checkpointMisfit`'s question. */
  readonly said: Readonly<Record<'accountId' | 'roomId' | 'hash' | 'root', unknown>>
  readonly sharedSeq: number
  readonly issuedAt: Instant
  /** The root's fingerprint (RFC 7638). */
  readonly rootFingerprint: string
}

export const checkpointHeader = (issuerKey: string, issuer: string): Fields => ({
  alg: 'EdDSA',
  issuer,
  kid: thumbprint(issuerKey),
  typ: CHECKPOINT,
})

export const checkpointPayload = (facts: CheckpointFacts): Fields => ({
  account_id: facts.accountId,
  hash: facts.hash,
  issued_at: facts.issuedAt,
  room_id: facts.roomId,
  root: facts.root,
  shared_seq: facts.sharedSeq,
  version: 1,
})

const NAMES = ['account_id', 'hash', 'issued_at', 'room_id', 'root', 'shared_seq', 'version'] as const

/** A checkpoint with all signatures in it checked, made while its issuer was one; else null. Never throws. */
export function readCheckpoint(text: string): Checkpoint | null {
  if (text.length > CHECKPOINT_MAX) return null
  const parts = issuedParts(text, CHECKPOINT, NAMES)
  const issuer = parts === null ? null : readIssuer(parts)
  if (parts === null || issuer === null) return null
  const { version, account_id: accountId, room_id: roomId, hash, root, shared_seq } = parts.payload
  const issuedAt = instantIn(parts.payload['issued_at'])
  const sharedSeq = Number.isSafeInteger(shared_seq) ? Number(shared_seq) : 0
  if (version !== 1 || issuedAt === undefined || sharedSeq < 1) return null
  if (issuedAt < issuer.notBefore || issuedAt >= issuer.notAfter) return null
  return {
    said: { accountId, roomId, hash, root },
    sharedSeq,
    issuedAt,
    rootFingerprint: thumbprint(issuer.root),
  }
}

export interface Misfit {
  readonly expected: string
  readonly found: string
}

/** Where a checkpoint vouches for something else than these entries, which are a whole chain; null where it fits. */
export function checkpointMisfit(
  { said, sharedSeq }: Checkpoint,
  entries: readonly RecordEntry[],
): Misfit | null {
  const last = entries[sharedSeq - 1]
  if (last === undefined) return { expected: `entry ${sharedSeq}`, found: `${entries.length} entries` }
  const { roomId, accountId } = last.event
  const root = rootOf(treeOf(entries.slice(0, sharedSeq).map(({ event }) => event)))
  const expected = [roomId, accountId, last.hash, root].join(' ')
  const found = [said.roomId, said.accountId, said.hash, said.root].join(' ')
  return expected === found ? null : { expected, found }
}
