// From a file on this computer to a verdict: in slices, each in a turn of its own, so that the clocks go on ticking and
// nobody's log has to fit into memory at once.

import { type JudgedLog, type LogProblem, openAttemptLog } from './attempt-log.ts'

export interface Reading {
  /** How much of the file was read, from 0 to 1. */
  readonly onShare?: ((share: number) => void) | undefined
  readonly signal?: AbortSignal | undefined
}

/** About 7,000 lines, a hundredth of a second. */
const SLICE_BYTES = 256 * 1024

/** Rejects when the file cannot be read (any more), and when the signal says so. */
export async function readAttemptLog(
  file: Blob,
  { onShare, signal }: Reading = {},
): Promise<JudgedLog | LogProblem> {
  const log = openAttemptLog()
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let lines = 1
  for (let from = 0; from < file.size; from += SLICE_BYTES) {
    signal?.throwIfAborted()
    const bytes = await file.slice(from, from + SLICE_BYTES).arrayBuffer()
    const text = decoded(decoder, bytes, from + SLICE_BYTES < file.size)
    if (text === null) return { code: 'NOT_TEXT', line: lines, found: '' }
    const problem = log.push(text)
    if (problem !== null) return problem
    lines += text.split('\n').length - 1
    onShare?.(Math.min(1, (from + SLICE_BYTES) / file.size))
  }
  return log.end()
}

/** Null for bytes that are no UTF-8. */
function decoded(decoder: TextDecoder, bytes: ArrayBuffer, stream: boolean): string | null {
  try {
    return decoder.decode(bytes, { stream })
  } catch {
    return null
  }
}
