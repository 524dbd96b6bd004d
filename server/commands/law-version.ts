// Which law this server applies, as the fingerprint of its source: a state that was kept under another one is made anew,
// and nobody has to remember to raise a number.

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const DOMAIN = join(import.meta.dirname, '..', '..', 'domain')

let ofThisServer: string | null = null

/** Of the law that this process applies. */
export const lawVersion = (): string => (ofThisServer ??= versionOf(DOMAIN))

/** The same for the same files, wherever the folder lies. */
export function versionOf(folder: string): string {
  const hash = createHash('sha256')
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .toSorted()
  for (const name of names) hash.update(`${name}\n${readFileSync(join(folder, name), 'utf8')}\n`)
  return hash.digest('hex')
}
