// What an update must prove before the desktop takes it: signed by our key, for this product, channel and platform,
// in time, over exactly the files that the feed offers, and newer than what runs.

import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { judgeOffer, STATEMENT_PREFIX } from '../../../electron/updates-statement.ts'
import { compareVersions } from '../../../protocol/version.ts'
import { UPDATE_KEYS } from '../../../electron/updates-keys.ts'
import { NOON } from './system.ts'

const key = generateKeyPairSync('ed25519')
const stranger = generateKeyPairSync('ed25519')
const rawOf = (publicKey: KeyObject): string =>
  publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')

const expected = {
  version: '1.4.2',
  channel: 'latest',
  platform: 'linux',
  keys: [rawOf(key.publicKey)],
  now: NOON,
}
const files = [{ url: 'Accord-1.5.0.AppImage', sha512: 'c2hhNTEy' }]
const good = {
  product: 'accord',
  version: '1.5.0',
  channel: 'latest',
  platform: 'linux',
  expiresAt: '2026-12-18T12:00:00.000Z',
  files,
}

function feed(statement: unknown, { by = key.privateKey, prefix = STATEMENT_PREFIX, around = {} } = {}) {
  const bytes = Buffer.from(JSON.stringify(statement))
  const signature = sign(null, Buffer.concat([Buffer.from(prefix), bytes]), by)
  const { version } = statement as { version: string }
  const accord = { statement: bytes.toString('base64'), signature: signature.toString('base64') }
  return { version, files, accord, ...around }
}

const refused = (info: unknown, changes = {}) => judgeOffer(info, { ...expected, ...changes })
const because = (reason: string) => ({ offer: 'REFUSED', because: reason })

describe('an update', () => {
  it('is taken when everything holds', () => {
    expect(judgeOffer(feed(good), expected)).toEqual({ offer: 'NEWER', statement: good })
  })

  it('is nothing to do when it is the version that runs', () => {
    expect(judgeOffer(feed({ ...good, version: '1.4.2' }), expected)).toEqual({ offer: 'CURRENT' })
  })

  it('is refused without a statement', () => {
    for (const info of [null, undefined, 'text', [], {}, { version: '1.5.0', files }, { accord: {} }]) {
      expect(refused(info)).toEqual(because('UNSIGNED'))
    }
  })

  it('is refused when another key signed it, or ours signed it for another purpose', () => {
    expect(refused(feed(good, { by: stranger.privateKey }))).toEqual(because('BAD_SIGNATURE'))
    expect(refused(feed(good, { prefix: '' }))).toEqual(because('BAD_SIGNATURE'))
    expect(refused(feed(good), { keys: [] })).toEqual(because('BAD_SIGNATURE'))
  })

  it('is refused when one bit of the statement or of its signature differs', () => {
    const whole = feed(good)
    for (const part of ['statement', 'signature'] as const) {
      const bytes = Buffer.from(whole.accord[part], 'base64')
      bytes[20] = (bytes[20] ?? 0) ^ 1
      const changed = { ...whole, accord: { ...whole.accord, [part]: bytes.toString('base64') } }
      expect(refused(changed)).toEqual(because('BAD_SIGNATURE'))
    }
    const short = { ...whole, accord: { ...whole.accord, signature: 'AAAA' } }
    expect(refused(short)).toEqual(because('BAD_SIGNATURE'))
  })

  it('is taken from a second key while keys change', () => {
    const keys = [rawOf(stranger.publicKey), rawOf(key.publicKey)]
    expect(judgeOffer(feed(good), { ...expected, keys }).offer).toBe('NEWER')
  })

  it('is refused from the instant at which it expires, even when it is the version that runs', () => {
    const now = Date.parse(good.expiresAt)
    expect(judgeOffer(feed(good), { ...expected, now: now - 1 }).offer).toBe('NEWER')
    expect(refused(feed(good), { now })).toEqual(because('EXPIRED'))
    expect(refused(feed({ ...good, version: '1.4.2' }), { now })).toEqual(because('EXPIRED'))
    expect(refused(feed({ ...good, expiresAt: 'never' }))).toEqual(because('EXPIRED'))
  })

  it('is refused for another product, channel or platform', () => {
    expect(refused(feed({ ...good, product: 'other' }))).toEqual(because('OTHER_PRODUCT'))
    expect(refused(feed({ ...good, channel: 'beta' }))).toEqual(because('OTHER_CHANNEL'))
    expect(refused(feed({ ...good, platform: 'win32' }))).toEqual(because('OTHER_PLATFORM'))
  })

  it('is refused when it is older than what runs, signed and in time as it may be', () => {
    for (const version of ['1.4.1', '1.3.9', '0.9.9']) {
      expect(refused(feed({ ...good, version }))).toEqual(because('OLDER'))
    }
  })

  it('is refused when the feed offers other files, another version or a package beside them', () => {
    const other = [
      { files: [{ url: 'Accord-1.5.0.AppImage', sha512: 'YW5vdGhlcg==' }] },
      { files: [{ url: 'https://elsewhere.example/Accord.AppImage', sha512: 'c2hhNTEy' }] },
      { files: [...files, { url: 'more', sha512: 'c2hhNTEy' }] },
      { files: [] },
      { files: 'none' },
      { version: '1.6.0' },
      { packages: { x64: { path: 'package.7z', sha512: 'c2hhNTEy' } } },
    ]
    for (const around of other) expect(refused(feed(good, { around }))).toEqual(because('OTHER_FILES'))
  })

  it('is refused when what is signed is no statement', () => {
    expect(refused(feed({ version: '1.5.0' }))).toEqual(because('NOT_A_STATEMENT'))
    expect(refused(feed({ ...good, files: [{ url: 1 }] }))).toEqual(because('NOT_A_STATEMENT'))
    expect(refused(feed({ ...good, version: '1.5.0-beta.1' }))).toEqual(because('NOT_A_STATEMENT'))
  })
})

describe('versions', () => {
  it('are compared as numbers, and only where there are three', () => {
    expect(Math.sign(compareVersions('1.10.0', '1.9.9') ?? 0)).toBe(1)
    expect(Math.sign(compareVersions('1.9.9', '1.10.0') ?? 0)).toBe(-1)
    expect(compareVersions('1.2.3', '1.2.3')).toBe(0)
    for (const odd of ['1.2', '1.2.3.4', 'v1.2.3', '01.2.3', '1.2.3-rc.1', '']) {
      expect(compareVersions(odd, '1.2.3')).toBeNull()
    }
  })
})

describe('the keys of this source', () => {
  it('are whole Ed25519 keys', () => {
    expect(UPDATE_KEYS.filter((known) => Buffer.from(known, 'base64').length !== 32)).toEqual([])
  })
})
