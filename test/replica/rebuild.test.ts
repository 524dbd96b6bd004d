// A copy that differs from the server in anything is emptied and fetched again; what this person wrote is not touched.

import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RoomId } from '../../domain/ids.ts'
import type { RoomView } from '../../replica/api.ts'
import { agent, contact, supervisor } from '../support/people.ts'
import { type Device, openRig, type Rig } from '../support/replica-rig.ts'
import { report } from '../support/story.ts'

let rig: Rig
let roomId: RoomId
let device: Device
let staff: Device

const say = (text: string) => ({ type: 'postMessage', text, replyTo: null }) as const
const texts = async (from: Device) =>
  (await from.room(roomId)).entries.flatMap(({ event: { body } }) =>
    body.type === 'MessagePosted' ? [body.text] : [],
  )

beforeEach(async () => {
  rig = await openRig()
  roomId = rig.newRoomId()
  device = rig.device(contact)
  staff = rig.device(agent)
  await rig.calm()
  await device.submit(roomId, report())
  await rig.calm()
  await staff.submit(roomId, { type: 'postNote', text: 'Between us', replyTo: null })
  await staff.submit(roomId, say('First'))
  await rig.calm()
})
afterEach(() => rig.discard())

/** Somebody else says something, so that a page comes. */
async function news(text: string): Promise<void> {
  await staff.submit(roomId, say(text))
  await rig.clock.advance(10_000)
  await rig.calm()
}

it.each([
  ['OTHER_DIGEST', `update meta set value = json_set(value, '$.digest', 'forged') where key = 'feed'`],
  ['CURSOR_GAP', `update meta set value = json_set(value, '$.cursor', 'forged') where key = 'feed'`],
  ['OTHER_EPOCH', `update meta set value = json_set(value, '$.epoch', 'forged') where key = 'feed'`],
  ['ROOM_GAP', 'update rooms set position = position + 1, shared_seq = shared_seq + 1'],
  ['BROKEN_CHAIN', `update rooms set shared_hash = 'forged'`],
])('%s: the copy is rebuilt, and what waits goes out all the same', async (reason, damage) => {
  device.offline()
  await device.submit(roomId, say('Written meanwhile'))
  device.files.replica.exec(damage)
  device.crash()
  device.reopen()
  device.online()
  await news('Second')
  expect(device.reports).toEqual([expect.stringContaining(reason)])
  const here = await texts(device)
  expect(here).toEqual(await texts(staff))
  expect(here.toSorted()).toEqual(['First', 'Second', 'Written meanwhile'])
  expect((await device.room(roomId)).pending).toEqual([])
})

it('keeps asking with growing waits when the server contradicts itself for ever', async () => {
  const asked: number[] = []
  const openFeed = device.transport.openFeed.bind(device.transport)
  device.transport.openFeed = (after, epoch, sink) => {
    asked.push(rig.clock.now())
    return openFeed(after, epoch, {
      page: (page) => sink.page({ ...page, digest: 'f'.repeat(64) }),
      end: (reason) => sink.end(reason),
    })
  }
  device.offline()
  device.online()
  await rig.clock.advance(10 * 60_000)
  expect(asked.length).toBeGreaterThan(10)
  expect(asked.length).toBeLessThan(100)
  expect((await device.look({ view: 'status' })).link).not.toBe('LIVE')
})

it('[I12] notices a server that was restored from a backup, keeps what was not confirmed, and converges', async () => {
  await rig.server.crash()
  rig.server.backUp()
  await rig.server.restart()
  await news('After the backup')
  device.offline()
  await device.submit(roomId, say('Written offline'))
  await rig.server.crash()
  rig.server.restore()
  await rig.server.restart()
  device.online()
  const boss = rig.device(supervisor)
  await rig.clock.advance(20_000)
  await rig.calm()
  expect(device.reports).toEqual([expect.stringContaining('OTHER_EPOCH')])
  for (const one of [device, staff, boss]) expect(await texts(one)).toEqual(['First', 'Written offline'])
})

it('[I12] sends again what the server had accepted and then lost', async () => {
  await rig.server.crash()
  rig.server.backUp()
  await rig.server.restart()
  await rig.clock.advance(60_000)
  await rig.calm()
  // The answer comes, the page with the event does not.
  const openFeed = device.transport.openFeed.bind(device.transport)
  device.transport.openFeed = (after, epoch, sink) =>
    openFeed(after, epoch, { page: () => undefined, end: (reason) => sink.end(reason) })
  device.transport.cut()
  await rig.clock.advance(2_000)
  await device.submit(roomId, say('Accepted and lost'))
  await rig.clock.advance(2_000)
  expect(device.files.outbox.prepare('select state from commands').all()).toEqual([{ state: 'ACCEPTED' }])
  expect((await device.room(roomId)).entries.at(-1)).toMatchObject({ state: 'SENT' })
  await rig.server.crash()
  rig.server.restore()
  await rig.server.restart()
  device.transport.openFeed = openFeed
  device.transport.cut()
  await rig.clock.advance(60_000)
  await rig.calm()
  expect(await texts(device)).toEqual(['First', 'Accepted and lost'])
  expect(await texts(staff)).toEqual(['First', 'Accepted and lost'])
})

it('says that it is being made anew until it has caught up, and takes nothing for a room that is not all here', async () => {
  const views: RoomView[] = []
  device.replica.watch<'room'>({ view: 'room', roomId, limit: 60 }, (view) => views.push(view))
  const openFeed = device.transport.openFeed.bind(device.transport)
  // The page that shows the difference comes, the ones after it do not yet.
  device.transport.openFeed = (after, epoch, sink) =>
    openFeed(after, epoch, {
      page: (page) => (after === '' ? undefined : sink.page({ ...page, epoch: 'of a backup' })),
      end: (reason) => sink.end(reason),
    })
  device.transport.cut()
  await rig.clock.advance(20_000)
  expect(views.at(-1)).toMatchObject({ room: null, renewing: true })
  expect(await device.look({ view: 'status' })).toMatchObject({ renewing: true })
  expect(await device.submit(roomId, say('Not yet'))).toMatchObject({ outcome: 'REJECTED' })
  expect(await device.look({ view: 'pending' })).toEqual([])
  device.transport.openFeed = openFeed
  device.transport.cut()
  await rig.clock.advance(60_000)
  await rig.calm()
  expect(views.at(-1)).toMatchObject({ room: { id: roomId }, renewing: false })
  expect(await device.look({ view: 'status' })).toMatchObject({ link: 'LIVE', renewing: false })
  await device.submit(roomId, say('Now'))
  await rig.calm()
  expect(await texts(device)).toEqual(['First', 'Now'])
})
