// The states of rooms that are kept in memory: bounded by what they weigh, and of use to a board that is larger.

import { expect, it } from 'vitest'
import { toRoomId } from '../../../domain/ids.ts'
import { KeptStates } from '../../../replica/store/kept-states.ts'

const [a, b, c] = [toRoomId('a'), toRoomId('b'), toRoomId('c')]

it('keeps what was read as long as there is room, and lets go of nothing for it', () => {
  const states = new KeptStates(10)
  for (const roomId of [a, b, c]) states.read(roomId, null, 4)
  expect([a, b, c].map((roomId) => states.get(roomId))).toEqual([null, null, undefined])
})

it('keeps what changed, and lets go of what did not change for longest', () => {
  const states = new KeptStates(10)
  for (const roomId of [a, b, a, c]) states.changed(roomId, null, 4)
  expect([a, b, c].map((roomId) => states.get(roomId))).toEqual([null, undefined, null])
  states.changed(b, null, 11)
  expect([a, b, c].map((roomId) => states.get(roomId))).toEqual([undefined, undefined, undefined])
  states.read(a, null, 10)
  expect(states.get(a)).toBeNull()
})
