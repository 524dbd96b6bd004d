// Attached files after a move: each one that is in the data folder must be in the nodes' folder too, whole.

import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { fileSha256 } from '../backup/manifest.ts'

/** How many there are, or the first that is missing or another one, in a sentence. */
export async function checkFiles(from: string, to: string): Promise<number | string> {
  if (!existsSync(from)) return 0
  let count = 0
  for (const entry of await readdir(from, { recursive: true, withFileTypes: true })) {
    const parent = entry.parentPath.slice(from.length + 1)
    // Beside contents lie only what is being received, and the folder's own name.
    if (!entry.isFile() || parent === '' || parent.startsWith('.')) continue
    const path = join(parent, entry.name)
    const there = await fileSha256(join(to, path)).catch(() => null)
    if (there === null) return `the attached file ${path} is missing in ${to}`
    if (there !== basename(path)) return `the attached file ${path} is damaged in ${to}`
    count += 1
  }
  return count
}
