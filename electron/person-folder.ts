// The name of the folder in which a person's copy lies. Ids come from servers: whatever one of them says, the name is
// one that every file system takes, lies below its parent, and is no other person's.

import { createHash } from 'node:crypto'

/** Ids of the usual form name their folder themselves, so that a person who looks finds their own. */
const PLAIN = /^[a-z0-9][a-z0-9_-]{0,59}$/
/** Names that Windows keeps for devices. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/
/** In hex digits; a plain id cannot begin with the mark. */
const DIGEST_LENGTH = 40

/**
 * One name for one id. Capitals, points and every other sign are told apart by a digest: some systems take "A" and "a"
 * for the same folder, drop a last point, or know no "*".
 */
export function personFolder(personId: string): string {
  if (PLAIN.test(personId) && !DEVICE.test(personId)) return personId
  return `+${createHash('sha256').update(personId).digest('hex').slice(0, DIGEST_LENGTH)}`
}
