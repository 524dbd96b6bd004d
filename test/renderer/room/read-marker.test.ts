// Where U leads: what came while nobody looked at the end of a room stays unread until it was gone to; what came in view
// never was unread.

import { expect, test } from 'vitest'
import { toPersonId, toRoomId } from '../../../domain/ids.ts'
import { readMarker } from '../../../renderer/room/timeline/read-marker.ts'

const opened = (name: string) => readMarker(toPersonId('maeve'), toRoomId(name))

/** A room of which the first ten entries were seen before. */
function reopened(name: string) {
  const marker = opened(name)
  marker.seen(10, false)
  return marker
}

test('nothing is unread in a room that is opened for the first time', () => {
  const marker = opened('first')
  expect(marker.firstUnread(10)).toBeNull()
  marker.seen(10, false)
  expect(marker.firstUnread(10)).toBeNull()
})

test('what came while the reader was away stays unread on return, though the end is in view at once', () => {
  const marker = reopened('away')
  marker.seen(14, false)
  expect(marker.firstUnread(14)).toBe(11)
  marker.seen(15, true)
  expect(marker.firstUnread(15)).toBe(11)
})

test('what came in view of the reader is not unread, and what comes after that is', () => {
  const marker = reopened('in view')
  marker.seen(11, true)
  marker.seen(12, true)
  expect(marker.firstUnread(12)).toBeNull()
  expect(marker.firstUnread(13)).toBe(13)
})

test('what was gone to is not gone to again', () => {
  const marker = reopened('gone to')
  marker.seen(14, false)
  marker.done()
  expect(marker.firstUnread(14)).toBeNull()
})
