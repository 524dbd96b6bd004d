// How an event becomes a link of its room's record: what of it is hashed, and how.
// Shared and internal events form two chains, so that the shared one says nothing of the other (AUD-1).
// Both server (on append) and replica (on receipt) use this, and so will anyone who verifies a record.

import type { RecordedEvent } from '../domain/incident/events.ts'
import { canonicalJson, type Sha256, sha256Hex } from './crypto.ts'

/**
 * What a link covers: all that both parties see. `seq` is left out, it differs between their copies. In the order of the
 * canonical form, so that it need not be sorted for each link.
 */
export const linkedContent = (event: RecordedEvent): Record<string, unknown> => ({
  accountId: event.accountId,
  actor: event.actor,
  audience: event.audience,
  body: event.body,
  causedBy: event.causedBy,
  id: event.id,
  recordedAt: event.recordedAt,
  roomId: event.roomId,
  // Entries of before the salts have none, and their links stay what they are.
  ...(event.salt == null ? {} : { salt: event.salt }),
  sharedSeq: event.sharedSeq,
})

/**
 * What a link covers, and the same without its salt, as canonical JSON: what hides an entry (record-tree.ts) is all of it
 * but the salt. Both from one writing; the salt has its place among the fields, and is one of this server's.
 */
export function linkedTexts(event: RecordedEvent & { readonly salt: string }) {
  const { salt, sharedSeq, ...before } = linkedContent(event)
  const text = canonicalJson(before).slice(0, -1)
  const after = `,"sharedSeq":${String(sharedSeq)}}`
  return { linked: `${text},"salt":${JSON.stringify(salt)}${after}`, unsalted: text + after }
}

/** What a link is the hash of: previous hash ‖ canonical JSON of the event. */
export const linkedText = (previousHash: string, event: RecordedEvent): string =>
  previousHash + canonicalJson(linkedContent(event))

/** hash = SHA-256(previous hash ‖ canonical JSON of the event). */
export const linkHash = (previousHash: string, event: RecordedEvent, sha256: Sha256 = sha256Hex): string =>
  sha256(linkedText(previousHash, event))

/** The running digest of a feed: equal on server and replica as long as both hold the same events in order. */
export const feedDigest = (previousDigest: string, eventHash: string): string =>
  sha256Hex(previousDigest + eventHash)

/** Where every feed's digest starts. */
export const FEED_START = '0'.repeat(64)
