// Flips one bit of every byte of an exported record in turn, and says where that went unnoticed.

import { expect } from 'vitest'
import { unreadable, verifyRecord } from '../../protocol/verify-record.ts'
import type { Verification } from '../../protocol/verify-record-result.ts'

/** The values under `notCovered`: the only bytes of a file that may change unnoticed. */
function freeSpans(text: string): readonly (readonly [string, number, number])[] {
  const start = text.indexOf('"notCovered":')
  return [
    ...text.slice(start).matchAll(/"(exportedAt|id|name|party|provider|title)":"((?:[^"\\]|\\.)*)"/g),
  ].map((match) => {
    const from = start + match.index + (match[1]?.length ?? 0) + 4
    const before = new TextEncoder().encode(text.slice(0, from)).length
    return [match[1] ?? '', before, before + new TextEncoder().encode(match[2] ?? '').length]
  })
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The verdict on bytes, as a reader of files reaches it. */
function verdictOn(bytes: Uint8Array): Verification {
  try {
    return verifyRecord(decoder.decode(bytes))
  } catch {
    return unreadable('NOT_TEXT', 'UTF-8', 'other bytes')
  }
}

/** Flips one bit of every byte in turn; the fields, or places, at which the file was accepted all the same. */
export function acceptedFlips(text: string, bitOf: (index: number) => number): readonly string[] {
  const bytes = new TextEncoder().encode(text)
  const spans = freeSpans(text)
  const covered = JSON.stringify({ ...verifyRecord(text).facts, notCovered: null })
  const accepted = new Set<string>()
  for (const [index, byte] of bytes.entries()) {
    bytes[index] = byte ^ (1 << bitOf(index))
    const { verdict, facts } = verdictOn(bytes)
    bytes[index] = byte
    if (verdict === 'BROKEN' || verdict === 'UNREADABLE') continue
    const span = spans.find(([, from, until]) => index >= from && index < until)
    accepted.add(span === undefined ? `byte ${index}` : span[0])
    expect(JSON.stringify({ ...facts, notCovered: null })).toBe(covered)
  }
  return [...accepted].sort()
}

export const EACH_BIT = [
  ['the lowest bit', () => 0],
  ['another bit each time', (index: number) => (index * 5 + 1) % 8],
] as const
