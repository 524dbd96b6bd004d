// [Hardening 12] Sessions are kept encrypted by the system's own store, or in memory alone where there is none; what
// was kept and cannot be read ends nothing but the sessions.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SafeStorage } from 'electron'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { type Cipher, cipherOf, openSessionVault } from '../../electron/session-vault.ts'
import { PEOPLE } from '../../server/demo/cast.ts'

const [MAEVE, RANI] = PEOPLE as unknown as readonly [(typeof PEOPLE)[number], (typeof PEOPLE)[number]]
const HERE = '0f2b8a377ffaf028'
const THERE = 'aaaaaaaaaaaaaaaa'
/** Turns each byte around: unreadable enough to see that nothing lies there in plain text. */
const turned = (content: Buffer): Buffer => Buffer.from(content.map((byte) => byte ^ 0xff))
const CIPHER: Cipher = {
  encrypt: async (text) => turned(Buffer.from(text)),
  decrypt: async (content) => turned(content).toString('utf8'),
}

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-vault-'))
  path = join(folder, 'sessions')
})
afterEach(() => {
  rmSync(folder, { recursive: true })
  vi.restoreAllMocks()
})

const session = (profileId = HERE, person = MAEVE, refreshToken = 'secret-token') => ({
  profileId,
  person,
  sessionId: `of-${person.id}`,
  refreshToken,
})

it('keeps sessions per server and person, and nothing of them in plain text', async () => {
  const vault = await openSessionVault(path, CIPHER)
  await vault.keep(session())
  await vault.keep(session(HERE, RANI))
  await vault.keep(session(THERE, MAEVE, 'another'))
  await vault.keep(session(HERE, MAEVE, 'newer'))
  const later = await openSessionVault(path, CIPHER)
  expect(later.store).toBe('SAFE')
  expect(
    later
      .people(HERE)
      .map(({ id }) => id)
      .sort(),
  ).toEqual([MAEVE.id, RANI.id].sort())
  expect(later.find(HERE, MAEVE.id)?.refreshToken).toBe('newer')
  expect(later.find(THERE, MAEVE.id)?.refreshToken).toBe('another')
  expect(readFileSync(path, 'utf8')).not.toMatch(/newer|another|secret/)
})

it('[DESKTOP-5] keeps over a restart which sessions a server has not been told of, and reads what was kept before', async () => {
  const vault = await openSessionVault(path, CIPHER)
  const left = { origin: 'https://rooms.example', sessionId: 'one', refreshToken: 'secret-token' }
  await vault.keep(session(HERE, RANI))
  await vault.leave(left)
  await vault.leave({ ...left, sessionId: 'two' })
  await vault.told('two')
  const later = await openSessionVault(path, CIPHER)
  expect([later.left(), later.people(HERE)]).toEqual([[left], [RANI]])
  expect(readFileSync(path, 'utf8')).not.toContain('secret-token')
  writeFileSync(path, turned(Buffer.from(JSON.stringify([session()]))))
  const older = await openSessionVault(path, CIPHER)
  expect([older.left(), older.people(HERE)]).toEqual([[], [MAEVE]])
})

it('forgets one person, and a whole server', async () => {
  const vault = await openSessionVault(path, CIPHER)
  for (const one of [session(), session(HERE, RANI), session(THERE)]) await vault.keep(one)
  await vault.forget(HERE, MAEVE.id)
  await vault.forgetProfile(THERE)
  const later = await openSessionVault(path, CIPHER)
  expect([later.find(HERE, MAEVE.id), later.find(THERE, MAEVE.id)]).toEqual([null, null])
  expect(later.find(HERE, RANI.id)?.refreshToken).toBe('secret-token')
})

it('without a safe store nothing is written, and the window can say so', async () => {
  const vault = await openSessionVault(path, null)
  await vault.keep(session())
  expect([vault.store, vault.find(HERE, MAEVE.id)?.refreshToken]).toEqual(['MEMORY', 'secret-token'])
  expect((await openSessionVault(path, null)).people(HERE)).toEqual([])
  expect(() => readFileSync(path)).toThrow()
})

it.each([
  '',
  'no sessions',
  '[{"profileId":"../..","person":{},"refreshToken":7}]',
  // What a version of before kept: a token that no server knows any more.
  JSON.stringify([{ profileId: HERE, person: MAEVE, token: 'secret-token' }]),
])('what is kept as %j is begun anew', async (text) => {
  vi.spyOn(console, 'warn').mockReturnValue()
  writeFileSync(path, turned(Buffer.from(text)))
  expect((await openSessionVault(path, CIPHER)).people(HERE)).toEqual([])
})

const storage = (backend: string, isAvailable = true) =>
  ({
    getSelectedStorageBackend: () => backend,
    isAsyncEncryptionAvailable: async () => isAvailable,
  }) as unknown as SafeStorage

it.each([
  ['linux', 'basic_text', true, false],
  ['linux', 'unknown', true, false],
  ['linux', 'gnome_libsecret', true, true],
  ['linux', 'kwallet6', false, false],
  ['darwin', 'unknown', true, true],
  ['win32', 'unknown', false, false],
] as const)('%s with %s, available: %s → safe: %s', async (platform, backend, isAvailable, isSafe) => {
  expect((await cipherOf(storage(backend, isAvailable), platform)) !== null).toBe(isSafe)
})
