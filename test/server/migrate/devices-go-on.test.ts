// [I8] The epoch and every position stay when a server moves: a device that knew the folder goes on from its cursor
// against the database, keeps its copy, and what it wrote meanwhile goes out once.

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RoomId } from '../../../domain/ids.ts'
import { SILENT } from '../../../server/core-log.ts'
import { move } from '../../../server/migrate/move.ts'
import { openPostgresStore } from '../../../server/store/postgres/postgres-store.ts'
import { agent, contact } from '../../support/people.ts'
import { databaseFor, dropDatabase } from '../../support/postgres.ts'
import { type Device, openRig, type Rig } from '../../support/replica-rig.ts'
import { report } from '../../support/story.ts'

let rig: Rig
let roomId: RoomId
let url: string

beforeEach(async () => {
  rig = await openRig()
  roomId = rig.newRoomId()
  url = await databaseFor('devices')
})
afterEach(async () => {
  await rig.discard()
  await dropDatabase(url)
})

const say = (text: string) => ({ type: 'postMessage', text, replyTo: null }) as const
const texts = async (from: Device) =>
  (await from.room(roomId)).entries.flatMap(({ event: { body } }) =>
    body.type === 'MessagePosted' ? [body.text] : [],
  )
/** From where each device asks for what it does not have. */
const cursor = (device: Device): unknown =>
  device.files.replica.prepare(`SELECT value ->> '$.cursor' FROM meta WHERE key = 'feed'`).pluck().get()

it('no copy is fetched anew, and nothing is lost or said twice', async () => {
  const [device, staff] = [rig.device(contact), rig.device(agent)]
  await rig.calm()
  await device.submit(roomId, report())
  await rig.calm()
  await staff.submit(roomId, { type: 'postNote', text: 'Between us', replyTo: null })
  await staff.submit(roomId, say('Before'))
  await rig.calm()
  const known = [cursor(device), cursor(staff)]

  await rig.server.crash()
  await device.submit(roomId, say('Meanwhile'))
  const moved = await move({
    dataFolder: rig.server.folder,
    databaseUrl: url,
    filesFolder: null,
    verifyOnly: false,
    say: () => undefined,
  })
  expect(moved.difference).toBeNull()
  expect([cursor(device), cursor(staff)]).toEqual(known)
  rig.server.restartOn(await openPostgresStore({ url, newId: () => 'another', log: SILENT }))
  await rig.clock.advance(60_000)
  await staff.submit(roomId, say('After'))
  await rig.calm()
  await rig.clock.advance(10_000)
  await rig.calm()

  expect([device.reports, staff.reports]).toEqual([[], []])
  expect(await texts(device)).toEqual(await texts(staff))
  expect((await texts(device)).toSorted()).toEqual(['After', 'Before', 'Meanwhile'])
  expect(cursor(device)).not.toEqual(known[0])
})
