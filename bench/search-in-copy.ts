// What looking for words costs a copy of many rooms, on a real file: the first search, which reads all of it; one more
// letter; and how long something that is handed in meanwhile waits for its turn, which is the longest that the search
// holds the replica. Memory is the heap's growth after a collection.
//
//   npx node --expose-gc bench/search-in-copy.ts [rooms] [entries of each]

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { RecordedEvent } from '../domain/incident/events.ts'
import { type RoomId, toCommandId, toEventId, toRoomId } from '../domain/ids.ts'
import { instantAt } from '../domain/time.ts'
import { openSqliteDriver } from '../electron/sqlite-driver.ts'
import { Search } from '../replica/search.ts'
import { Log } from '../replica/store/log.ts'
import { KIRANA, MAEVE, PEOPLE } from '../server/demo/cast.ts'
import { figures } from './measured.ts'

const rooms = Number(process.argv[2] ?? 200)
const entries = Number(process.argv[3] ?? 500)
const LETTERS = ['qu', 'que', 'queu', 'queue', 'queue 4', 'queue 42', 'nobody said this']
const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
const me = PEOPLE.find(({ id }) => id === MAEVE)
if (me === undefined) throw new Error('nobody searches')
const { party, role, name, id: personId } = me

const message = (roomId: RoomId, position: number): RecordedEvent => ({
  id: toEventId(`${roomId}-${position}`),
  roomId,
  accountId: KIRANA,
  audience: 'SHARED',
  sharedSeq: position,
  seq: position,
  recordedAt: instantAt(1_700_000_000_000 + position * 30_000),
  actor: { personId, name, party, role },
  causedBy: toCommandId(`${roomId}-${position}`),
  hash: null,
  body: {
    type: 'MessagePosted',
    text: `${position}: the queue of the second region grows again while the first one drains, so we move a tenth of it over to see whether that holds.`,
    replyTo: null,
  },
})

const log = new Log(openSqliteDriver(join(folder, 'replica'), 'replica'), me.id)
for (let number = 0; number < rooms; number += 1) {
  const roomId = toRoomId(`room-${number}`)
  const head = { position: entries, sharedSeq: entries, sharedHash: '', internalHash: '' }
  log.advance({
    feed: { epoch: 'bench', cursor: String(number), digest: '' },
    events: Array.from({ length: entries }, (_, index) => message(roomId, index + 1)),
    heads: new Map([[roomId, head]]),
  })
}

const collected = () => {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed / 1_048_576
}
const search = new Search(log, () => new Promise((resolve) => setTimeout(resolve, 0)))

/** How long the search took, and the longest that anything else had to wait meanwhile. */
async function looked(text: string): Promise<readonly [took: number, waited: number]> {
  let last = performance.now()
  let waited = 0
  const beat = setInterval(() => {
    const now = performance.now()
    waited = Math.max(waited, now - last)
    last = now
  }, 1)
  const from = performance.now()
  await search.find({ text, roomId: null, limit: 8 })
  const took = performance.now() - from
  await new Promise((resolve) => setTimeout(resolve, 2))
  clearInterval(beat)
  return [took, waited]
}

console.log(`${rooms} rooms of ${entries} entries, ${process.version}`)
const before = collected()
const [first, wait] = await looked('qu')
console.log(
  `first search, reads all: ${first.toFixed(0)} ms; anything else waited ${wait.toFixed(0)} ms at most`,
)
console.log(`kept for later searches: ${(collected() - before).toFixed(0)} MB`)
for (const text of LETTERS) {
  const runs: (readonly [number, number])[] = []
  for (let run = 0; run < 10; run += 1) runs.push(await looked(text))
  const waits = Math.max(...runs.map(([, waited]) => waited))
  console.log(`"${text}": ${figures(runs.map(([took]) => took))}; longest wait ${waits.toFixed(0)} ms`)
}
rmSync(folder, { recursive: true, force: true })
