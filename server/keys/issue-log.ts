// The signer's own list of what it signed, in the folder of its keys: one JSON line for each certificate and checkpoint,
// on the disk before the answer leaves. The server can neither read nor shorten it, so that after a break-in it says what
// was certified meanwhile.

import { closeSync, fsyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
import { join } from 'node:path'

export const ISSUE_LOG = 'issued.jsonl'

export interface IssueLog {
  /** Throws where the line cannot be put on the disk; then nothing may be handed out. */
  note(line: Readonly<Record<string, unknown>>): void
  close(): void
}

/** Opens the list of a folder for adding to it. A line that a cut of power tore stays, as a line of its own. */
export function openIssueLog(folder: string): IssueLog {
  const file = openSync(join(folder, ISSUE_LOG), 'a+', 0o600)
  const { size } = fstatSync(file)
  const last = Buffer.alloc(1)
  if (size > 0) readSync(file, last, 0, 1, size - 1)
  let isWhole = size === 0 || last.toString() === '\n'
  return {
    note(line) {
      const text = Buffer.from(`${isWhole ? '' : '\n'}${JSON.stringify(line)}\n`)
      isWhole = false
      if (writeSync(file, text) !== text.length) throw new Error('the list of what was signed is full')
      fsyncSync(file)
      isWhole = true
    },
    close: () => closeSync(file),
  }
}
