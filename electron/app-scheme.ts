// The app's own scheme: the built interface, read from the program's folder, with the same policy that the server's
// pages have. No page is ever loaded from a server, and none from a file: address.

import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CustomScheme, Protocol } from 'electron'
import { contentDirectives, contentPolicy } from '../protocol/content-policy.ts'
import { APP_SCHEME, contentTypeOf, fileFor, parseManifest } from './app-files.ts'

/** Registered before the program is ready. Never `bypassCSP`; without `corsEnabled` other origins could read it. */
export const APP_PRIVILEGES: CustomScheme = {
  scheme: APP_SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, codeCache: true },
}

const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy': contentPolicy(contentDirectives('desktop')),
  'x-content-type-options': 'nosniff',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** The list that the build writes beside the interface's folder. */
const LIST = 'renderer-files.json'

/**
 * Serves the interface of the program in `root`, and of it only what the build has listed.
 * @throws when that list is missing: the program is then not whole.
 */
export function serveInterface(protocol: Pick<Protocol, 'handle'>, root: string): void {
  const manifest = parseManifest(readFileSync(join(root, LIST), 'utf8'))
  protocol.handle(APP_SCHEME, async ({ method, url }) => {
    const path = fileFor(manifest, method, url)
    const type = path === null ? null : contentTypeOf(path)
    if (path === null || type === null) return new Response(null, { status: 404, headers: HEADERS })
    const content = await readFile(join(root, 'renderer', path))
    return new Response(new Uint8Array(content), { headers: { ...HEADERS, 'content-type': type } })
  })
}
