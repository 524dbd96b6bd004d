// What a room of 10,000 entries costs the desktop's replica, on a real file: opening it, reading somewhere in it, and one
// change, each with what it costs to hand the answer over to the window (a structured clone). The view of all 10,000 is
// what a change would cost if everything that was scrolled through were watched.
//
//   npx node bench/room-on-desktop.ts [entries]

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serialize } from 'node:v8'
import type { RoomId } from '../domain/ids.ts'
import { instantAt } from '../domain/time.ts'
import { openSqliteDriver } from '../electron/sqlite-driver.ts'
import { LocalCopy } from '../replica/copy.ts'
import { roomView } from '../replica/queries.ts'
import { read } from '../replica/read.ts'
import { Log } from '../replica/store/log.ts'
import { Outbox } from '../replica/store/outbox.ts'
import { merge } from '../replica/sync/merge.ts'
import { openCore } from '../server/core.ts'
import { MAEVE, PEOPLE } from '../server/demo/cast.ts'
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
      holds: (id: Parameters<Log['holds']>[0]) => copy.log.holds(id),
    }
    const verdict = merge(local, page)
    if (verdict.kind !== 'ADVANCE') throw new Error(verdict.kind)
    copy.advance({ feed: verdict.feed, heads: verdict.heads, events: page.events })
    atHead = page.atHead
  }
  await core.close()
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
for (const limit of [60, 300, room.entries]) {
  const change = timed(20, () => structuredClone(roomView(copy, roomId, limit)))
  const bytes = serialize(roomView(copy, roomId, limit)).byteLength
  console.log(
    `one change while ${limit} are watched, handed over: ${figures(change)}; ${(bytes / 1_024).toFixed(0)} kB`,
  )
}
rmSync(folder, { recursive: true, force: true })
