// A room's address leads back to the same room, on each of its pages and for each of its entries; other pages show none.

import { expect, it } from 'vitest'
import { toEventId, toRoomId } from '../../../domain/ids.ts'
import { entryPath, roomHref, roomOfPath, roomPath } from '../../../renderer/platform/room-address.ts'

const room = toRoomId('0199aaaa-0000-7000-8000-000000000001')
const odd = toRoomId('a/b?c')

it('of every page of a room leads back to it', () => {
  for (const id of [room, odd]) {
    const paths = [
      roomPath(id),
      roomPath(id, '/sign-off'),
      roomPath(id, '/wall'),
      entryPath(id, toEventId('e 1')),
    ]
    expect(paths.map(roomOfPath)).toEqual([id, id, id, id])
  }
})

it('as a link is the same behind a hash', () => {
  expect(roomHref(room, '/wall')).toBe(`#/rooms/${room}/wall`)
})

it('is none of the board, the intake or a room without a name', () => {
  expect(['/', '/intake', '/rooms/', '/other/rooms/1'].map(roomOfPath)).toEqual([null, null, null, null])
})
