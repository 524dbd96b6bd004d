// Where updates come from: the address that the release was packed with (app-update.yml, written by electron-builder
// when `npm run dist` is told a feed). An environment or a server cannot name another one. Without the file, or with
// an address that is not https, the program never updates itself.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DesktopPlatform } from '../protocol/desktop.ts'

const FILE = 'app-update.yml'

/**
 * The feed's address, or null: updates are off. `resourcesPath` is `process.resourcesPath`.
 * On Windows electron-updater compares a file's signer with the publisher named here, and without one compares nothing.
 */
export function feedAddress(resourcesPath: string, platform: DesktopPlatform): string | null {
  let text: string
  try {
    text = readFileSync(join(resourcesPath, FILE), 'utf8')
  } catch {
    return null
  }
  // electron-builder writes one flat key a line; a feed of any other provider than its "generic" is not ours.
  const valueOf = (key: string): string | undefined =>
    new RegExp(`^${key}:\\s*['"]?([^'"\\s]+)['"]?\\s*$`, 'm').exec(text)?.[1]
  const address = valueOf('url')
  if (valueOf('provider') !== 'generic' || address === undefined) return null
  if (platform === 'win32' && !/^publisherName:/m.test(text)) return null
  return isSecure(address) ? address : null
}

function isSecure(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, username, password } = new URL(address)
  return protocol === 'https:' && username === '' && password === ''
}
