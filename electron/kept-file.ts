// Small files of the main process (profiles, windows, sessions): read whole, written whole, and never half: the new
// content is on disk under another name before it takes the old one's place.

import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs'

/** Enough for any of them; a larger file is none of ours. */
const BYTES_MAX = 1_000_000

/** The file's content, or null where there is none that can be read. */
export function readKept(path: string): Buffer | null {
  try {
    const content = readFileSync(path)
    return content.length > BYTES_MAX ? null : content
  } catch {
    return null
  }
}

/** The JSON in a file, unjudged; null where there is none. */
export function readKeptJson(path: string): unknown {
  try {
    return JSON.parse(readKept(path)?.toString('utf8') ?? 'null')
  } catch {
    return null
  }
}

/** Replaces the file; only this person may read it. @throws when the disk does not take it. */
export function writeKept(path: string, content: string | Buffer): void {
  const fresh = `${path}.new`
  const file = openSync(fresh, 'w', 0o600)
  try {
    writeSync(file, typeof content === 'string' ? Buffer.from(content) : content)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(fresh, path)
}
