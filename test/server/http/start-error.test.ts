// What an operator reads when a server on PostgreSQL cannot start: one sentence that says what to do, and no password.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { startServer } from '../../../server/app.ts'
import { readConfig } from '../../../server/config.ts'
import { openLog } from '../../../server/observe/log.ts'
import { databaseError, placeOfDatabase } from '../../../server/start-error.ts'
import type { Ask } from '../../../server/store/postgres/postgres-ask.ts'
import { verifyVersion } from '../../../server/store/postgres/postgres-connection.ts'
import { StoreFault } from '../../../server/store/store-fault.ts'
import { databaseFor, dropDatabase } from '../../support/postgres.ts'
import { newFolder, removeFolder } from '../support/running-server.ts'

const URL_OF_IT = 'postgres://accord:hunter2@db.example/rooms'
let folder: string
let database: string
beforeAll(async () => {
  folder = await newFolder()
  database = await databaseFor('start')
})
afterAll(async () => {
  await dropDatabase(database)
  await removeFolder(folder)
})

async function whyNot(databaseUrl: string): Promise<string> {
  const config = { ...readConfig({ PORT: '0' }), dataFolder: folder, databaseUrl }
  const error: unknown = await startServer({ config, log: openLog('silent') }).then(
    (server) => server.stop().then(() => null),
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) throw new Error('the server started')
  expect([error.name, error.cause ?? null]).toEqual(['StartError', null])
  return error.message
}

it('a PostgreSQL that is not there', async () => {
  expect(await whyNot('postgres://accord:hunter2@127.0.0.1:1/rooms')).toBe(
    'PostgreSQL cannot be reached at 127.0.0.1:1 (ECONNREFUSED): start it, or correct ACCORD_DATABASE_URL.',
  )
})

it('a database that is not there', async () => {
  const missing = new URL(database)
  missing.pathname = '/rooms'
  expect(await whyNot(missing.href)).toBe(
    `PostgreSQL at ${missing.hostname}:${missing.port} has no database rooms: make it with CREATE DATABASE "rooms" OWNER "${missing.username}", or correct ACCORD_DATABASE_URL.`,
  )
})

it.each([
  ['28P01', 'PostgreSQL at db.example:5432 does not let accord in'],
  ['28000', 'PostgreSQL at db.example:5432 does not let accord in'],
  ['42501', 'accord may not make tables in the database rooms'],
  ['42704', 'is too old: Accord needs 15 or later'],
  ['25006', 'takes no writes, as a standby does'],
  ['53300', 'has no connection left'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'is not trusted'],
  ['ENOTFOUND', 'cannot be reached at db.example:5432 (ENOTFOUND)'],
])('what PostgreSQL or the way there says by %s', (code, sentence) => {
  const cause = Object.assign(new Error('hunter2'), { code })
  const told = databaseError(new StoreFault('TEMPORARY', 'hunter2', { cause }), URL_OF_IT)
  expect(told.message).toContain(sentence)
  expect(told.message).not.toContain('hunter2')
})

it.each([
  ['140013', 'This is PostgreSQL 14, but Accord needs 15 or later.'],
  ['150018', null],
])('a PostgreSQL of version %s', async (number, sentence) => {
  const verified = verifyVersion((() => Promise.resolve([{ number }])) as unknown as Ask)
  expect(await verified.then(() => null, String)).toBe(sentence === null ? null : `Error: ${sentence}`)
})

it('a sentence that the store has itself, but for a password in it', () => {
  expect(databaseError(new Error(`Not with ${URL_OF_IT}.`), URL_OF_IT).message).toBe('Not with ….')
  expect(databaseError(new Error('It needs PostgreSQL 15.'), URL_OF_IT).message).toBe(
    'It needs PostgreSQL 15.',
  )
  expect(placeOfDatabase(URL_OF_IT)).toBe('db.example:5432/rooms')
})
