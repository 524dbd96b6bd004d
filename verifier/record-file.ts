// From a file's bytes to its verification, the same for command and page: too large is refused before it is decoded,
// and bytes that are no UTF-8 are refused and never replaced.

import { RECORD_BYTES_MAX } from '../protocol/exported-record.ts'
import { unreadable, verifyRecord } from '../protocol/verify-record.ts'
import type { Verification } from '../protocol/verify-record-result.ts'

export const tooLarge = (size: number): boolean => size > RECORD_BYTES_MAX

export const refusedBySize = (size: number): Verification =>
  unreadable('TOO_LARGE', `${RECORD_BYTES_MAX} bytes or fewer`, `${size} bytes`)

export function verifyBytes(bytes: Uint8Array): Verification {
  if (tooLarge(bytes.length)) return refusedBySize(bytes.length)
  const text = decoded(bytes)
  return text === null ? unreadable('NOT_TEXT', 'UTF-8', 'other bytes') : verifyRecord(text)
}

/** Null for bytes that are no UTF-8. */
export function decoded(bytes: Uint8Array): string | null {
  try {
    // A byte order mark is kept, and so refused: a record has none.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return null
  }
}
