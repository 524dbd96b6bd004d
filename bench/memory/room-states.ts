// What the state of a room weighs, short and long, and what opening a long one does to everybody else: how long it takes
// and how long it keeps the loop, with and without its snapshot, for a reader and for a command.

import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { evolveAll } from '../../domain/incident/evolve.ts'
import type { Room } from '../../domain/incident/state.ts'
import { toCommandId } from '../../domain/ids.ts'
import { instantAt } from '../../domain/time.ts'
import { weightOf } from '../../server/commands/weight.ts'
import { openCore } from '../../server/core.ts'
import { MAEVE, PEOPLE, SARI } from '../../server/demo/cast.ts'
import { DATABASE_FILE } from '../../server/store/sqlite-file.ts'
import { openSqliteStore } from '../../server/store/sqlite-store.ts'
import { type LongRoom, tellLongRoom } from '../long-room.ts'

export interface StateWeight {
  readonly entries: number
  /** Characters as JSON. */
  readonly json: number
  /** Bytes of heap of one of a thousand such states. */
  readonly heap: number
  /** What the server takes it for. */
  readonly weight: number
}

export interface Opening {
  readonly how: string
  readonly ms: number
  /** The longest that anything else had to wait meanwhile. */
  readonly heldMs: number
}

const MESSAGE = { type: 'postMessage', text: 'And now?', replyTo: null } as const

/** A told room of so many entries; `forget` removes it. */
export async function tellIt(entries: number): Promise<{ readonly folder: string; readonly told: LongRoom }> {
  // In memory where that is to be had: what is measured afterwards is reading alone.
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'accord-bench-'))
  return { folder, told: await tellLongRoom(folder, entries) }
}

export const forget = (folder: string): void => rmSync(folder, { recursive: true, force: true })

export async function weighStates(
  folder: string,
  { roomId }: LongRoom,
  lengths: readonly number[],
): Promise<readonly StateWeight[]> {
  const store = await open(folder)
  const weights: StateWeight[] = []
  for (const entries of lengths) {
    const room = evolveAll(null, await store.roomEvents(roomId, 'ALL', 0, entries))
    weights.push({ entries, ...weigh(room) })
  }
  await store.close()
  return weights
}

function weigh(room: Room | null): Omit<StateWeight, 'entries'> {
  const text = JSON.stringify(room)
  const copies = Math.max(20, Math.min(1_000, Math.floor(50_000_000 / text.length)))
  globalThis.gc?.()
  const before = process.memoryUsage().heapUsed
  const held = Array.from({ length: copies }, () => JSON.parse(text) as Room)
  globalThis.gc?.()
  const heap = (process.memoryUsage().heapUsed - before) / held.length
  return { json: text.length, heap, weight: weightOf(room) }
}

/** Each on a server that has just been started. */
export async function openings(folder: string, told: LongRoom): Promise<readonly Opening[]> {
  const maeve = personOf(MAEVE)
  const read = (how: string) =>
    opened(folder, how, async (core) => {
      await core.room(maeve, told.roomId)
    })
  const write = (how: string) =>
    opened(folder, how, async (core) => {
      const envelope = { id: toCommandId(randomUUID()), roomId: told.roomId, command: MESSAGE }
      const [answer] = await core.submit(personOf(SARI), [envelope])
      if (answer?.outcome !== 'ACCEPTED') throw new Error(JSON.stringify(answer))
    })
  // The first compiles what the others use.
  await read('')
  withoutSnapshots(folder)
  const readAll = await read('a reader, from the first entry')
  withoutSnapshots(folder)
  const writeAll = await write('a command, from the first entry')
  return [
    readAll,
    await read('a reader, from a snapshot'),
    writeAll,
    await write('a command, from a snapshot'),
  ]
}

async function opened(
  folder: string,
  how: string,
  work: (core: ReturnType<typeof openCore>) => Promise<void>,
): Promise<Opening> {
  const core = openCore({ store: await open(folder), now: () => instantAt(Date.now()) })
  let heldMs = 0
  let last = performance.now()
  let isDone = false
  const turn = (): void => {
    heldMs = Math.max(heldMs, performance.now() - last)
    last = performance.now()
    if (!isDone) setImmediate(turn)
  }
  setImmediate(turn)
  const from = performance.now()
  await work(core)
  const ms = performance.now() - from
  await new Promise((resolve) => setImmediate(resolve))
  isDone = true
  await core.close()
  return { how, ms, heldMs }
}

const open = (folder: string) =>
  openSqliteStore({
    folder,
    newId: randomUUID,
    onFatal: (cause) => {
      throw cause
    },
  })

function withoutSnapshots(folder: string): void {
  const database = new Database(join(folder, DATABASE_FILE))
  database.exec('DELETE FROM room_snapshot')
  database.close()
}

function personOf(id: string) {
  const person = PEOPLE.find((each) => each.id === id)
  if (person === undefined) throw new Error(`${id} is not in the demo's cast`)
  return person
}
