// The record of a room as a window reads it: its end comes with every change and the rest is read where it is wanted;
// an entry keeps its row when it is recorded, corrections reach what was read before them, and a copy that was made anew
// leaves nothing of the old one.

import { createRoot } from 'solid-js'
import { createStore, produce } from 'solid-js/store'
import { afterEach, expect, test } from 'vitest'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { type EventId, toEventId } from '../../../domain/ids.ts'
import { logFor, ROOM_ID } from '../../../renderer/gallery/scripted-log.ts'
import { people } from '../../../renderer/gallery/scripted-people.ts'
import { tell } from '../../../renderer/gallery/scripted-stories.ts'
import { changeAnswer, copied } from '../../../renderer/live/change-answer.ts'
import { createRecord, type RoomRecord } from '../../../renderer/room/timeline/create-record.ts'
import { entryClass, type Outline, saidAbout } from '../../../protocol/outline.ts'
import { type Instant, parseInstant } from '../../../domain/time.ts'
import type { Entry, Reading, Replica, RoomView } from '../../../replica/api.ts'

const now = parseInstant('2025-11-18T08:05:26Z') as Instant
const [like] = logFor(people.maeve, tell('working', now).events())
if (like === undefined) throw new Error('the story is empty')

const message = (position: number, text = `message ${position}`): RecordedEvent => ({
  ...like,
  id: toEventId(`event-${position}`),
  seq: position,
  sharedSeq: position,
  body: { type: 'MessagePosted', text, replyTo: null },
})
const correction = (position: number, refersTo: EventId): RecordedEvent => ({
  ...message(position),
  body: { type: 'Corrected', refersTo, text: 'better said' },
})

let dispose: () => void = () => undefined
afterEach(() => dispose())

/** A window on a copy that holds `held`, of which the newest three are watched. */
function opened(held: readonly RecordedEvent[]) {
  let log = held
  const reads: Reading[] = []
  const replica = {
    read: async (reading: Reading) => {
      reads.push(reading)
      if (reading.read === 'outline') return outlineOf(log)
      if (reading.read === 'entry') return log.find(({ id }) => id === reading.eventId) ?? null
      if (reading.read !== 'passage') throw new Error('not asked for here')
      const entries = log.filter(({ seq }) => reading.positions.includes(seq ?? 0))
      const ids = entries.map(({ id }) => String(id))
      return { entries, related: log.filter((event) => ids.includes(saidAbout(event) ?? '')) }
    },
  } as unknown as Replica
  const view = (predicted: readonly Entry[] = []) => ({
    room: null,
    confirmed: null,
    entries: [...log.slice(-3).map((event): Entry => ({ event, state: 'RECORDED' })), ...predicted],
    olderCount: Math.max(0, log.length - 3),
    pending: [],
  })
  let said: RoomView = view()
  const [state, setState] = createStore<{ view: RoomView }>({ view: copied(said) })
  let record: RoomRecord | undefined
  createRoot((end) => {
    dispose = end
    record = createRecord(replica, ROOM_ID, () => state.view)
  })
  return {
    record: record as unknown as RoomRecord,
    reads,
    /** What the copy holds from now on, as its watch says it: the store changes in place. */
    comes: (next: readonly RecordedEvent[], predicted: readonly Entry[] = []) => {
      log = next
      const before = said
      said = view(predicted)
      setState(produce((shown) => changeAnswer(shown.view, before, said)))
    },
    settled: () => new Promise((done) => setTimeout(done, 0)),
  }
}

const outlineOf = (events: readonly RecordedEvent[]): Outline => ({
  classes: events.map(entryClass),
  kinds: Uint16Array.from(events.keys()),
  seconds: Uint32Array.from(events, () => 1),
})
const messages = (count: number) => Array.from({ length: count }, (_, index) => message(index + 1))

test('its end is there at once, and a moment later the outline of all of it', async () => {
  const { record, settled } = opened(messages(10))
  expect([record.outline().first, record.outline().last]).toEqual([8, 10])
  expect(record.at(10)?.event.id).toBe('event-10')
  expect(record.at(2)).toBeUndefined()
  await settled()
  expect([record.outline().first, record.outline().last]).toEqual([1, 10])
})

test('entries that come grow it by themselves, and nothing is read for them', async () => {
  const { record, comes, settled, reads } = opened(messages(10))
  await settled()
  const before = reads.length
  comes(messages(12))
  expect(record.outline().last).toBe(12)
  expect(record.at(12)?.event.id).toBe('event-12')
  expect(reads.length).toBe(before)
})

test('more entries at once than are watched leave no hole', async () => {
  const { record, comes, settled } = opened(messages(10))
  await settled()
  comes(messages(30))
  await settled()
  expect([record.outline().first, record.outline().last]).toEqual([1, 30])
  record.need([20])
  await settled()
  expect(record.at(20)?.event.id).toBe('event-20')
})

test('what was read is not read again', async () => {
  const { record, settled, reads } = opened(messages(10))
  await settled()
  record.need([1, 2])
  await settled()
  const before = reads.length
  record.need([1, 2])
  expect(reads.length).toBe(before)
})

test('an entry on its way keeps its row when it is recorded', () => {
  const { record, comes } = opened(messages(3))
  comes(messages(3), [{ event: { ...message(4), seq: null, sharedSeq: null }, state: 'WAITING' }])
  expect(record.predicted().map(({ event }) => event.id)).toEqual(['event-4'])
  comes(messages(4))
  expect(record.predicted()).toEqual([])
  expect(record.outline().last).toBe(4)
  expect(record.keyAt(4)).toBe('event-4')
  expect(record.keyAt(3)).toBeUndefined()
})

test('a correction reaches an entry that was read before it, and one that is read after it', async () => {
  const { record, comes, settled } = opened(messages(10))
  await settled()
  record.need([1])
  await settled()
  comes([...messages(10), correction(11, toEventId('event-1')), correction(12, toEventId('event-2'))])
  expect(record.later(toEventId('event-1')).map(({ id }) => id)).toEqual(['event-11'])
  comes([
    ...messages(10),
    correction(11, toEventId('event-1')),
    correction(12, toEventId('event-2')),
    message(13),
    message(14),
    message(15),
  ])
  expect(record.later(toEventId('event-1')).map(({ id }) => id)).toEqual(['event-11'])
  record.need([2])
  await settled()
  expect(record.later(toEventId('event-2')).map(({ id }) => id)).toEqual(['event-12'])
})

test('a copy that was made anew leaves nothing of the old one', async () => {
  const { record, comes, settled } = opened(messages(10))
  await settled()
  record.need([1, 2, 3])
  await settled()
  comes([])
  expect(record.outline().last).toBe(0)
  expect(record.at(1)).toBeUndefined()
  comes([{ ...message(1, 'another'), id: toEventId('another') }])
  expect(record.at(1)?.event.id).toBe('another')
})

test('an entry is found by its id wherever it stands, and null for one that is not here', async () => {
  const { record, settled } = opened(messages(10))
  await settled()
  expect(await record.positionOf(toEventId('event-2'))).toBe(2)
  expect(await record.positionOf(toEventId('nowhere'))).toBeNull()
})
