// Whatever happens to the copy while a room is read, what the timeline shows is the entries of the copy and those on
// their way: in order, none twice, none missing, each with what was said about it since. ACCORD_SEED=n replays one.

import { isDeepStrictEqual } from 'node:util'
import { unwrap } from 'solid-js/store'
import { expect, test } from 'vitest'
import { saidAbout } from '../../../protocol/outline.ts'
import { type Row, rowsOf } from '../../../renderer/room/timeline/rows.ts'
import { type ChangingRoom, noRoomCounts, openChangingRoom, type RoomCounts } from './changing-room.ts'

const replayed = process.env['ACCORD_SEED']
const isNightly = process.env['ACCORD_NIGHTLY'] === '1'
const SEEDS =
  replayed === undefined
    ? Array.from({ length: isNightly ? 3_000 : 80 }, (_, index) => index + 1)
    : [Number(replayed)]
const STEPS = 24
const REST_EVERY = 8
const MESSAGES_MAX = 3
const counts = noRoomCounts()

const rowsIn = ({ record, view }: ChangingRoom): readonly Row[] =>
  rowsOf({
    outline: record.outline(),
    predicted: record.predicted(),
    pending: view().pending,
    filter: 'all',
    showsCall: false,
    keyAt: record.keyAt,
  })

/** What must hold at every moment, also while answers are still on their way. */
function checkNow(room: ChangingRoom): void {
  const rows = rowsIn(room)
  const keys = rows.map(({ key }) => key)
  if (new Set(keys).size !== keys.length) throw new Error(`a row stands twice: ${keys.join(' ')}`)
  for (const row of rows) {
    if (row.kind !== 'recorded') continue
    const event = room.record.at(row.from)?.event
    const place = event === undefined ? row.from : (event.seq ?? event.sharedSeq)
    if (place !== row.from) throw new Error(`at ${row.from} stands the entry of ${place}`)
  }
}

/** What must hold when everything has arrived: the window shows what the copy answers. */
async function checkAtRest(room: ChangingRoom): Promise<void> {
  const { device, record, roomId } = room
  const copy = await device.room(roomId)
  const truth = copy.entries
  const recorded = truth.filter(({ state }) => state === 'RECORDED').map(({ event }) => event)
  record.retry()
  record.need(recorded.map((_, index) => index + 1))
  await room.rests()
  const view = unwrap(room.view())
  same('room', [view.room, view.confirmed], [copy.room, copy.confirmed])
  const shown = rowsIn(room).flatMap((row) => {
    if (row.kind === 'recorded')
      return recorded.slice(row.from - 1, row.until).map((_, index) => record.at(row.from + index)?.event)
    return row.kind === 'predicted' ? [row.entry.event] : []
  })
  same(
    'entries',
    shown.map((event) => event?.id ?? 'not loaded'),
    truth.map(({ event }) => event.id),
  )
  same('recorded', shown.slice(0, recorded.length), recorded)
  for (const { event } of truth)
    same(
      `what was said about ${event.id}`,
      record.later(event.id).map(({ id }) => id),
      truth.filter((later) => saidAbout(later.event) === event.id).map((later) => later.event.id),
    )
}

function same(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return
  throw new Error(
    `${what} differ\n  shown: ${JSON.stringify(actual).slice(0, 1_500)}\n  copy:  ${JSON.stringify(expected).slice(0, 1_500)}`,
  )
}

/** Nothing else may take away what was shown of a room: another copy, or a reading that failed. */
const breaks = ({ device }: ChangingRoom, counted: RoomCounts): number =>
  counted.older + counted.rebuilt + counted.restored + counted.failedReadings + device.reports.length

async function runSeed(seed: number, counted: RoomCounts): Promise<void> {
  const room = await openChangingRoom(seed, counted)
  let wholeSince = -1
  try {
    for (let step = 1; step <= STEPS; step += 1) {
      await room.happens()
      checkNow(room)
      // Who reads further up keeps the place, however much comes at once.
      if (wholeSince === breaks(room, counted) && room.record.outline().first !== 1)
        throw new Error(`step ${step}: the room's beginning is gone`)
      if (step % REST_EVERY !== 0) continue
      await room.rests()
      await checkAtRest(room)
      counted.compared += 1
      wholeSince = breaks(room, counted)
    }
  } finally {
    await room.end()
  }
}

test(`the timeline shows what the copy holds, whatever happens to it: ${SEEDS.length} seeds`, {
  timeout: isNightly ? 3_600_000 : 240_000,
}, async () => {
  const failures: string[] = []
  for (const seed of SEEDS)
    await runSeed(seed, counts).catch((error: unknown) => failures.push(`seed ${seed}: ${String(error)}`))
  console.info(`record under change: ${JSON.stringify(counts)}, failed ${failures.length}`)
  expect(failures.slice(0, MESSAGES_MAX).join('\n\n')).toBe('')
})

test.runIf(replayed === undefined)('all of it really happened', () => {
  expect(Object.entries(counts).filter(([, count]) => count === 0)).toEqual([])
})
