// Brings trusted-documents.json up to date for `npm run codegen`: every text that our clients send now is added under
// its fingerprint with the release that first sends it; what older releases send stays.

import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { CLIENT_OPERATIONS } from '../../protocol/operations.ts'
import type { TrustedDocument } from './trusted-documents.ts'

const KEPT = join(process.cwd(), 'server', 'graphql', 'trusted-documents.json')
const RELEASE = join(process.cwd(), 'package.json')

/** What graphql-codegen calls: the new content of the file. */
export function plugin(): string {
  const kept = existsSync(KEPT)
    ? (JSON.parse(readFileSync(KEPT, 'utf8')) as Record<string, TrustedDocument>)
    : {}
  const { version } = JSON.parse(readFileSync(RELEASE, 'utf8')) as { readonly version: string }
  const entries = { ...kept }
  for (const document of CLIENT_OPERATIONS) {
    const name = /\b(?:query|mutation|subscription) (\w+)/.exec(document)?.[1]
    if (name === undefined) throw new Error(`An operation of protocol/operations.ts has no name: ${document}`)
    entries[createHash('sha256').update(document).digest('hex')] ??= { name, since: version, document }
  }
  return `${JSON.stringify(entries, null, 2)}\n`
}
