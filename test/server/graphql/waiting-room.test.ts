// [I25] Sockets of nobody yet: one sender has a few at a time and takes no place from anybody else.

import { expect, it } from 'vitest'
import { openWaitingRoom } from '../../../server/graphql/waiting-room.ts'

it('a sender has so many sockets that are nobody’s yet, and one more for each that signed in or ended', () => {
  const room = openWaitingRoom(2)
  const [first] = [room.enter('203.0.113.7'), room.enter('203.0.113.7')]
  expect(room.enter('203.0.113.7')).toBeNull()
  expect(room.enter('2001:db8:0:1::/64')).not.toBeNull()
  // Signed in, and closed later: that is one place and not two.
  first?.()
  first?.()
  expect(room.enter('203.0.113.7')).not.toBeNull()
  expect(room.enter('203.0.113.7')).toBeNull()
})

it('programs on the server’s own machine are not counted', () => {
  const room = openWaitingRoom(0)
  expect(['127.0.0.1', '0:0:0:0::/64'].map((sender) => room.enter(sender) === null)).toEqual([false, false])
})
