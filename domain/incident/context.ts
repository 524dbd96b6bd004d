// What a decider is told besides state and command. Everything that could differ from run to run (time, ids,
// the directory, cryptography) comes in here, so that decide() gives the same answer on every machine.

import type { Account } from '../account.ts'
import {
  type CommandId,
  type EventId,
  type PersonId,
  type RoomId,
  toEventId,
  uuidFromDigest,
} from '../ids.ts'
import type { Audience, Person } from '../people.ts'
import type { OpenRoom } from '../result.ts'
import type { Instant } from '../time.ts'
import type { Mark, MarkHeader, PresentedCertificate } from './resolution-mark.ts'
import type { RecordPin } from './resolution-statement.ts'

/** Cryptography as the law needs it; synchronous and free of state. */
export interface Crypto {
  /** SHA-256 in hex over the canonical JSON (RFC 8785) of a plain value. */
  digest(value: unknown): string
  /** Ed25519 over the 32 bytes that `digestHex` stands for; key and signature in base64url. Never throws. */
  verify(publicKey: string, digestHex: string, signature: string): boolean
  /** Canonical JSON (RFC 8785): the text of a statement. */
  canonical(value: unknown): string
  /** SHA-256 in hex of a text's UTF-8 bytes. */
  digestText(text: string): string
  /** The header of a signature over exactly this text, or null where it does not hold. Never throws. */
  openMark(mark: Mark, text: string): MarkHeader | null
  /** The one name of a public key (RFC 7638). */
  thumbprint(publicKey: string): string
}

/** The entry a command refers to, looked up by the caller. */
export interface Referenced {
  readonly id: EventId
  readonly type: string
  readonly audience: Audience
  readonly authorId: PersonId | null
}

export interface Context {
  /** The server's time; on a device its estimate of it. */
  readonly now: Instant
  readonly roomId: RoomId
  readonly commandId: CommandId
  /** Who acts; null for the deadline engine. */
  readonly actor: Person | null
  /** The account of the room, or the one the command names; null when there is none of that id. */
  readonly account: Account | null
  /** Live rooms of that account, this one not among them. */
  readonly openRooms: readonly OpenRoom[]
  /** What `refersTo` of the command names; null when there is no such entry in this room. */
  readonly referenced: Referenced | null
  /** A provider person the command names (assign); null when there is none of that id. */
  readonly assignee: Person | null
  readonly crypto: Crypto
  /** What the server pins with a proposal; no device can. */
  readonly record?: RecordPin | null | undefined
  /** The certificate a signature comes with, looked up by the caller; null when it is none that can be read. */
  readonly certificate?: PresentedCertificate | null | undefined
}

/** The id of the n-th event of an audience that this command causes: the same on device and server (EVT-2). */
export function eventIdFor(ctx: Context, audience: Audience, index: number): EventId {
  const hex = ctx.crypto.digest([
    'event',
    ctx.roomId,
    ctx.actor?.id ?? 'SYSTEM',
    ctx.commandId,
    audience,
    index,
  ])
  return toEventId(uuidFromDigest(hex))
}
