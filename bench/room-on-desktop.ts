// What a room of 10,000 entries costs the desktop's replica, on a real file: opening it, reading somewhere in it, and one
// change, each with what it costs to hand the answer over to the window (a structured clone). Of a change, what differs is
// handed over; beside it stands what the whole answer would cost.
//
//   npx node bench/room-on-desktop.ts [entries]

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import { type CommandId, type RoomId, toCommandId } from '../domain/ids.ts'
import { instantAt } from '../domain/time.ts'
import { openSqliteDriver } from '../electron/sqlite-driver.ts'
import { sha256Hex } from '../protocol/crypto.ts'
import { LocalCopy } from '../replica/copy.ts'
import { differenceOf } from '../replica/port/difference.ts'
import { boardView, roomView } from '../replica/queries.ts'
import { read } from '../replica/read.ts'
import { Log } from '../replica/store/log.ts'
import { Outbox } from '../replica/store/outbox.ts'
import { merge } from '../replica/sync/merge.ts'
import { openCore } from '../server/core.ts'
import { ACCOUNTS, MAEVE, PEOPLE } from '../server/demo/cast.ts'
import { openSqliteStore } from '../server/store/sqlite-store.ts'
import { tellLongRoom } from './long-room.ts'
import { figures, timed } from './measured.ts'

const entries = Number(process.argv[2] ?? 10_000)
const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
const me = PEOPLE.find(({ id }) => id === MAEVE)
if (me === undefined) throw new Error('nobody reads')

const open = (): LocalCopy =>
  new LocalCopy(
    me,
    new Log(openSqliteDriver(join(folder, 'replica'), 'replica'), me.id),
    new Outbox(openSqliteDriver(join(folder, 'outbox'), 'outbox'), me.id),
    () => undefined,
  )

/** As a device does it: page by page, each checked. */
async function fill(copy: LocalCopy): Promise<void> {
  const store = await openSqliteStore({ folder, newId: () => 'epoch', onFatal: () => process.exit(1) })
  const core = openCore({ store, now: () => instantAt(Date.now()) })
  for (let atHead = false; !atHead; ) {
    const { cursor, epoch } = copy.log.feedPosition()
    const page = await core.feedPage(me as NonNullable<typeof me>, cursor, epoch, 500)
    const local = {
      party: 'PROVIDER' as const,
      feed: copy.log.feedPosition(),
      head: (roomId: RoomId) => copy.log.head(roomId),
      holds: (...ids: Parameters<Log['holds']>) => copy.log.holds(...ids),
      sha256: sha256Hex,
    }
    const verdict = merge(local, page)
    if (verdict.kind !== 'ADVANCE') throw new Error(verdict.kind)
    copy.advance({ feed: verdict.feed, heads: verdict.heads, events: page.events })
    atHead = page.atHead
  }
  await core.close()
}

const kilobytes = (bytes: number): string => `${(bytes / 1_024).toFixed(1)} kB`

/** A message of mine that is on its way. */
function say(): CommandId {
  const id = toCommandId(randomUUID())
  const command = { type: 'postMessage', text: 'Where do we stand?', replyTo: null } as const
  copy.add({ id, roomId, command, issuedAt: instantAt(Date.now()) })
  return id
}

const room = await tellLongRoom(folder, entries)
const { roomId } = room
const filling = open()
const fillFrom = performance.now()
await fill(filling)
console.log(`a room of ${room.entries} entries, ${process.version}`)
console.log(`taken over from the server, checked and stored: ${(performance.now() - fillFrom).toFixed(0)} ms`)

const opening = timed(20, () => structuredClone(roomView(open(), roomId, 60)))
console.log(`opened from the file, newest 60, handed over: ${figures(opening)}`)
const copy = open()
const outline = timed(20, () => structuredClone(read(copy.log, { read: 'outline', roomId })))
console.log(`outline of all of it, handed over: ${figures(outline)}`)
const positions = Array.from({ length: 200 }, (_, index) => Math.floor(room.entries / 2) + index)
const passage = timed(20, () => structuredClone(read(copy.log, { read: 'passage', roomId, positions })))
console.log(`200 entries from the middle, handed over: ${figures(passage)}`)
copy.saveDirectory({ accounts: ACCOUNTS, people: PEOPLE })
const watched = {
  [`the newest 60 entries`]: () => roomView(copy, roomId, 60),
  'the board': () => boardView(copy),
}
for (const [what, view] of Object.entries(watched)) {
  const before = view()
  let bytes = 0
  const change = Array.from({ length: 20 }, () => {
    const id = say()
    const from = performance.now()
    const difference = structuredClone(differenceOf(before, view()))
    const took = performance.now() - from
    bytes = serialize(difference).byteLength
    copy.discard(id)
    return took
  })
  console.log(
    `one message while ${what} is watched, what differs handed over: ${figures(change)}; ${kilobytes(bytes)}`,
  )
  const whole = timed(20, () => structuredClone(view()))
  console.log(`  the whole answer: ${figures(whole)}; ${kilobytes(serialize(view()).byteLength)}`)
}
rmSync(folder, { recursive: true, force: true })
