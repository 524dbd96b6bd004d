// What `npm run dist` packs, told from electron-builder.yml: accepted by electron-builder's own schema, with the fuses,
// targets, links and files that the desktop must have. That it packs is shown in packing.test.ts.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { LINK_SCHEME, RECORD_ENDING } from '../../electron/deep-link.ts'
import { APP_ID } from '../../electron/notify.ts'
import { readConfig, ROOT, validate } from './packaging-config.ts'

const config = readConfig()
const at = (...path: string[]): unknown =>
  path.reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], config)
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

describe('electron-builder.yml', () => {
  it('is accepted by electron-builder’s schema, which refuses a key that it does not know', async () => {
    await expect(validate(readConfig())).resolves.toBeUndefined()
    await expect(validate({ ...readConfig(), asarr: true })).rejects.toThrow(/asarr/)
  })

  it('is accepted with the feed and the publisher that a release adds', async () => {
    const publish = { provider: 'generic', url: 'https://updates.example/accord' }
    const win = { ...(at('win') as object), signtoolOptions: { publisherName: 'Example' } }
    await expect(validate({ ...readConfig(), publish, win })).resolves.toBeUndefined()
  })

  it('makes the installers of each system', () => {
    expect(at('linux', 'target')).toEqual(['deb', 'rpm', 'AppImage'])
    // electron-updater on macOS takes the zip, people take the dmg.
    expect(at('mac', 'target')).toEqual(['dmg', 'zip'])
    expect(at('win', 'target')).toEqual(['nsis'])
  })

  it('turns the binary into this program alone: no Node, no debugger, no other code', () => {
    expect(at('electronFuses')).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    })
  })

  it('packs what was bundled and no package, source or map; native code lies beside the archive', () => {
    expect(at('directories', 'app')).toBe('out/desktop')
    expect(at('files')).toEqual(['**/*', '!**/*.map', '!**/*.ts', '!**/node_modules/**'])
    expect([at('asar'), at('asarUnpack'), at('npmRebuild')]).toEqual([true, ['**/*.node'], false])
  })

  it('opens links of rooms and exported records', () => {
    expect(at('protocols')).toEqual([{ name: 'Accord room', schemes: [LINK_SCHEME], role: 'Viewer' }])
    expect(at('fileAssociations', '0')).toMatchObject({
      ext: RECORD_ENDING.replace('.', ''),
      mimeType: 'application/vnd.accord.record',
    })
    // electron-builder takes the icon that is named after the ending.
    for (const ending of ['ico', 'icns'])
      expect(existsSync(join(ROOT, `build/accord-record.${ending}`))).toBe(true)
  })

  it('has the name by which Windows shows notices and Linux joins windows to their entry', () => {
    expect(at('appId')).toBe(APP_ID)
    expect(at('extraMetadata', 'desktopName')).toBe(`${String(at('executableName'))}.desktop`)
    expect(at('linux', 'syncDesktopName')).toBe(true)
  })

  it('asks no feed unless the build is told one', () => {
    expect(at('publish')).toBeNull()
  })

  it('names only files that are there', () => {
    const named = [
      at('linux', 'icon'),
      at('mac', 'icon'),
      at('mac', 'entitlements'),
      at('mac', 'entitlementsInherit'),
      at('win', 'icon'),
      at('nsis', 'license'),
      at('nsis', 'installerIcon'),
      at('appImage', 'license'),
      ...(at('extraResources') as { from: string }[]).map(({ from }) => from),
    ]
    expect(named.filter((path) => typeof path !== 'string' || !existsSync(join(ROOT, path)))).toEqual([])
  })

  it('lets people accept the licence of this project', () => {
    expect(text('build/license.txt')).toBe(text('LICENSE'))
  })

  it('asks macOS for nothing but compiling while it runs', () => {
    const keys = [...text('build/entitlements.mac.plist').matchAll(/<key>([^<]+)<\/key>/g)]
    expect(keys.map(([, key]) => key)).toEqual(['com.apple.security.cs.allow-jit'])
    expect(at('mac', 'hardenedRuntime')).toBe(true)
  })
})
