// Files on disk: content under its fingerprint, by account and party, whole or not at all, also after a crash.

import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { toAccountId } from '../../../domain/ids.ts'
import { type FileOwner, openFileStore } from '../../../server/files/file-store.ts'
import { claimFolder } from '../../../server/files/shared-folder.ts'
import { openTestCore } from '../core/open-test-core.ts'

const owner = (accountId = 'acme', party: FileOwner['party'] = 'CUSTOMER'): FileOwner => ({
  accountId: toAccountId(accountId),
  party,
})
const bodyOf = (...parts: string[]): Readable => Readable.from(parts.map((part) => Buffer.from(part)))
const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'accord-files-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const listed = (): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort()

async function textOf(bytes: Readable | undefined): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of bytes ?? []) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

it('keeps the same content once, however it was cut, and reads it back', async () => {
  const files = await openFileStore(folder)
  expect(await files.receive(owner(), bodyOf('hel', 'lo'))).toEqual({ sha256: HELLO, size: 5 })
  await files.receive(owner(), bodyOf('hello'))
  expect(listed()).toEqual([`acme/customer/${HELLO}`])
  expect(await textOf((await files.read(owner(), HELLO))?.bytes)).toBe('hello')
})

it('[I20] knows a content only for the account and the party that brought it', async () => {
  const files = await openFileStore(folder)
  await files.receive(owner('acme', 'PROVIDER'), bodyOf('hello'))
  const file = { sha256: HELLO, size: 5 }
  expect([
    files.holds(owner('acme', 'PROVIDER'), file),
    files.holds(owner('acme', 'PROVIDER'), { ...file, size: 6 }),
    files.holds(owner('acme', 'CUSTOMER'), file),
    files.holds(owner('other', 'PROVIDER'), file),
  ]).toEqual([true, false, false, false])
  expect(await files.read(owner(), HELLO)).toBeNull()
})

it.each(['../../etc/passwd', `${HELLO}/..`, HELLO.toUpperCase(), ''])(
  '[I28] takes %j for no fingerprint',
  async (sha256) => {
    const files = await openFileStore(folder)
    expect(files.holds(owner(), { sha256, size: 5 })).toBe(false)
    expect(await files.read(owner(), sha256)).toBeNull()
  },
)

it.each(['..', '.', 'a/b', 'A', 'con:', '.incoming'])(
  '[I28] never takes the account id %j for a path',
  async (accountId) => {
    const files = await openFileStore(folder)
    await files.receive(owner(accountId), bodyOf('hello'))
    expect(listed()).toEqual([expect.stringMatching(new RegExp(`^=[0-9a-f]{64}/customer/${HELLO}$`))])
    expect(files.holds(owner(accountId), { sha256: HELLO, size: 5 })).toBe(true)
  },
)

it('[I5] leaves nothing of a body that fails, and removes what a killed process left', async () => {
  const files = await openFileStore(folder)
  const breaking = Readable.from(
    (async function* () {
      yield Buffer.from('hel')
      throw new Error('the line broke')
    })(),
  )
  await expect(files.receive(owner(), breaking)).rejects.toThrow('the line broke')
  expect(listed()).toEqual([])
  writeFileSync(join(folder, '.incoming', 'half'), 'hel')
  await openFileStore(folder)
  expect(listed()).toEqual([])
})

it('of a folder that nodes share, removes what nobody can be receiving any more and leaves what somebody may', async () => {
  const first = await openFileStore(folder, true)
  let go = (): void => {}
  const gate = new Promise<void>((resolve) => {
    go = resolve
  })
  const slow = Readable.from(
    (async function* () {
      yield Buffer.from('hel')
      await gate
      yield Buffer.from('lo')
    })(),
  )
  const receiving = first.receive(owner(), slow)
  writeFileSync(join(folder, '.incoming', 'left'), 'hel')
  const before = Date.now() / 1_000 - 3_601
  utimesSync(join(folder, '.incoming', 'left'), before, before)
  const second = await openFileStore(folder, true)
  go()
  expect(await receiving).toEqual({ sha256: HELLO, size: 5 })
  expect(await second.receive(owner(), bodyOf('hello'))).toEqual({ sha256: HELLO, size: 5 })
  expect(listed()).toEqual([`acme/customer/${HELLO}`])
})

it('a folder is one database\u2019s: nodes with the same one start, one with another is refused with what to do', async () => {
  const test = await openTestCore()
  const other = mkdtempSync(join(tmpdir(), 'accord-files-'))
  try {
    await Promise.all([claimFolder(folder, test.store), claimFolder(folder, test.store)])
    await claimFolder(folder, test.store)
    await expect(claimFolder(other, test.store)).rejects.toThrow(
      `The folder of attached files ${other} is not the one that this database's nodes use: set ACCORD_FILES to the folder that they share, with its file .accord-files.`,
    )
    writeFileSync(join(other, 'file'), '')
    await expect(claimFolder(join(other, 'file'), test.store)).rejects.toThrow(
      'choose another one with ACCORD_FILES',
    )
  } finally {
    rmSync(other, { recursive: true, force: true })
    await test.discard()
  }
})
