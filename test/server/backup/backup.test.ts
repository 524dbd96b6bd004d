// A backup is believed only after it was restored: whole, into an empty folder, under another epoch, and never on top of
// something. Damage of any kind is named instead of restored.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSession } from '../../../server/auth/session-tokens.ts'
import { hashOfToken } from '../../../server/auth/tokens.ts'
import { backUp } from '../../../server/backup/back-up.ts'
import { BackupError, MANIFEST_FILE } from '../../../server/backup/manifest.ts'
import { restore } from '../../../server/backup/restore.ts'
import { type FileStore, openFileStore } from '../../../server/files/file-store.ts'
import { DATABASE_FILE } from '../../../server/store/sqlite-file.ts'
import { openSqliteStore } from '../../../server/store/sqlite-store.ts'
import { accounts } from '../../support/accounts.ts'
import { contact } from '../../support/people.ts'
import { report } from '../../support/story.ts'
import { openTestCore, type TestCore, uuidOf } from '../core/open-test-core.ts'

const NOW = Date.UTC(2026, 10, 23, 13, 22, 5)
const owner = { accountId: accounts[0]?.id ?? ('' as never), party: 'CUSTOMER' } as const

let test: TestCore
let files: FileStore
let place: string

beforeEach(async () => {
  test = await openTestCore()
  files = await openFileStore(join(test.folder, 'files'))
  place = mkdtempSync(join(tmpdir(), 'accord-backup-'))
  await test.must(contact, report())
  await test.must(contact, { type: 'postMessage', text: 'Before the backup', replyTo: null })
})
afterEach(async () => {
  await test.discard()
  rmSync(place, { recursive: true, force: true })
})

const say = (text: string) => ({ type: 'postMessage', text, replyTo: null }) as const
const target = () => join(place, 'restored')

async function eventsIn(folder: string): Promise<{ epoch: string; events: number }> {
  const store = await openSqliteStore({ folder, newId: () => uuidOf('other'), onFatal: () => undefined })
  try {
    const { epoch } = store
    const { events } = await backUp(folder, join(place, 'counted'), NOW).then(({ manifest }) => manifest)
    return { epoch, events }
  } finally {
    await store.close()
  }
}

it('[I1] holds what was acknowledged before it, while the server goes on writing', async () => {
  const content = Readable.from([Buffer.from('an attempt log')])
  const file = await files.receive(owner, content)
  const { folder, manifest } = await backUp(test.folder, place, NOW)
  await test.must(contact, say('After the backup'))
  expect(folder).toBe(join(place, 'accord-backup-2026-11-23T13-22-05Z'))
  expect(manifest.files).toEqual([{ path: `${owner.accountId}/customer/${file.sha256}`, size: file.size }])

  await restore(folder, target())
  const { events } = await eventsIn(target())
  expect(events).toBe(manifest.events)
  expect(events).toBe(test.rows('event').length - 1)
  const restored = await openFileStore(join(target(), 'files'))
  expect(restored.holds(owner, file)).toBe(true)
})

it('[I8] starts a new epoch, so that a device which knows more notices', async () => {
  const { folder, manifest } = await backUp(test.folder, place, NOW)
  const { epoch } = await restore(folder, target())
  expect(epoch).not.toBe(manifest.epoch)
  expect((await eventsIn(target())).epoch).toBe(epoch)
})

it('[I22] brings no session back: one that was ended since would live again', async () => {
  const way = { method: 'EMAIL', deviceName: 'Laptop' } as const
  const { session } = await test.store.identity.write((tx) => openSession(tx, contact, way, test.now()))
  const hash = hashOfToken(session.accessToken)
  expect(await test.store.identity.sessionByAccess(hash, test.now())).toMatchObject({ person: contact })
  const { folder } = await backUp(test.folder, place, NOW)
  await restore(folder, target())
  const store = await openSqliteStore({
    folder: target(),
    newId: () => uuidOf('x'),
    onFatal: () => undefined,
  })
  expect(await store.identity.sessionByAccess(hash, test.now())).toBeNull()
  expect(await store.identity.session(session.id)).toBeNull()
  await store.close()
})

it('holds no secret that speaks for somebody, and names those that are to be put back', async () => {
  const sso = { issuer: 'https://id.nusantara.example', clientId: 'accord', domains: ['nusantara.example'] }
  const named = { ...sso, accountId: owner.accountId, clientSecretRef: 'nusantara' }
  await test.store.identity.write((tx) => tx.saveAccountSso(named))
  mkdirSync(join(test.folder, 'secrets'))
  writeFileSync(join(test.folder, 'secrets', 'nusantara'), 'kept-apart-4711')

  const { folder, secrets } = await backUp(test.folder, place, NOW)
  expect(secrets).toEqual(['nusantara'])
  expect(readdirSync(folder).filter((name) => name !== 'files')).toEqual([DATABASE_FILE, MANIFEST_FILE])
  expect(readFileSync(join(folder, DATABASE_FILE)).includes('kept-apart-4711')).toBe(false)
  expect((await restore(folder, target())).secrets).toEqual(['nusantara'])
})

it('is readable by nobody but its owner', async () => {
  const { folder } = await backUp(test.folder, place, NOW)
  expect(statSync(folder).mode & 0o077).toBe(0)
  expect(statSync(join(folder, MANIFEST_FILE)).mode & 0o077).toBe(0)
})

it('refuses a folder that holds something, and leaves it as it was', async () => {
  const { folder } = await backUp(test.folder, place, NOW)
  const before = readdirSync(test.folder)
  await expect(restore(folder, test.folder)).rejects.toThrow(/is not empty: name a new folder/)
  expect(readdirSync(test.folder)).toEqual(before)
})

it('refuses a backup whose database was changed by one byte', async () => {
  const { folder } = await backUp(test.folder, place, NOW)
  const bytes = readFileSync(join(folder, DATABASE_FILE))
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
  writeFileSync(join(folder, DATABASE_FILE), bytes)
  await expect(restore(folder, target())).rejects.toThrow(/is not the one that was backed up/)
  expect(existsSync(join(target(), DATABASE_FILE))).toBe(false)
})

it('refuses a backup that lacks an attached file or holds another content under its name', async () => {
  const file = await files.receive(owner, Readable.from([Buffer.from('evidence')]))
  const { folder } = await backUp(test.folder, place, NOW)
  const path = join(folder, 'files', owner.accountId, 'customer', file.sha256)
  writeFileSync(path, 'edited')
  await expect(restore(folder, target())).rejects.toThrow(/is damaged/)
  rmSync(path)
  await expect(restore(folder, join(place, 'second'))).rejects.toThrow(/is missing/)
  expect(existsSync(join(place, 'second', DATABASE_FILE))).toBe(false)
})

it.each([
  ['nothing', ''],
  ['no JSON', '{'],
  ['another format', '{"format":2}'],
  ['a path that leads out of its folder', '../../../etc/passwd'],
])('names a manifest of %s instead of reading it', async (_what, content) => {
  const { folder } = await backUp(test.folder, place, NOW)
  const file = join(folder, MANIFEST_FILE)
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as object
  const altered = content.startsWith('..')
    ? JSON.stringify({ ...manifest, files: [{ path: content, size: 1 }] })
    : content
  writeFileSync(file, altered)
  await expect(restore(folder, target())).rejects.toThrow(BackupError)
})

it('says that there is nothing to back up where no server has been', async () => {
  await expect(backUp(place, join(place, 'into'), NOW)).rejects.toThrow(/holds no accord\.sqlite/)
  expect(existsSync(join(place, 'into'))).toBe(false)
})
