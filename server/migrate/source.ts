// The data folder that is moved: held for this process alone, read in slices, and marked at the end, so that no server
// starts on it by mistake and writes a second history under the same name. Nothing in it is changed but that mark.

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Connection,
  DATABASE_FILE,
  lockFolder,
  movedTo,
  openReader,
  openWriter,
} from '../store/sqlite-file.ts'
import { MigrateError } from './migrate-error.ts'
import type { Cell, MovedTable, Row } from './tables.ts'

export interface Source {
  readonly connection: Connection
  /** What the stores keep by name, without what belongs to one opened file. */
  readonly meta: ReadonlyMap<string, string>
  /** Where it was moved to before; null where it was not. */
  readonly movedTo: string | null
  rowsOf(table: MovedTable): number
  /** All rows in the order of their key, a bounded slice at a time. */
  slicesOf(table: MovedTable): Generator<readonly Row[]>
  /** No server starts on this folder any more; `place` is what it says. */
  markMoved(place: string): void
  close(): void
}

const SLICE_ROWS = 2_000
/** Characters: one event may have a hundred thousand. */
const SLICE_LENGTH = 2_000_000
/** Of this file alone: which process opened it last, when it was last asked whether it can be written, where it went. */
const NOT_MOVED = ['opened', 'probed', 'moved']

/** Throws a sentence where there is no data, or a server is using it. Brings the schema forward as a start does. */
export function openSource(folder: string): Source {
  if (!existsSync(join(folder, DATABASE_FILE)))
    throw new MigrateError(
      `${folder} holds no ${DATABASE_FILE}: set ACCORD_DATA to the data folder of the server that moves.`,
    )
  const lock = locked(folder)
  const writer = openWriter(folder, randomUUID)
  const connection = openReader(folder)
  const meta = connection.prepare<[], [string, string]>('SELECT name, value FROM meta').raw().all()
  return {
    connection,
    meta: new Map(meta.filter(([name]) => !NOT_MOVED.includes(name))),
    movedTo: movedTo(writer),
    rowsOf: ({ name }) => Number(connection.prepare(`SELECT count(*) FROM ${name}`).pluck().get()),
    slicesOf: (table) => slices(connection, table),
    markMoved: (place) => {
      writer.prepare(`INSERT OR REPLACE INTO meta (name, value) VALUES ('moved', ?)`).run(place)
    },
    close: () => {
      for (const each of [connection, writer, lock]) each.close()
    },
  }
}

function locked(folder: string): Connection {
  try {
    return lockFolder(folder)
  } catch (error) {
    throw new MigrateError(
      error instanceof Error && error.message.startsWith('Another Accord server')
        ? `A server is using the data folder ${folder}: stop it first, so that nothing is written meanwhile.`
        : `The data folder ${folder} cannot be used: make it a folder of this user.`,
    )
  }
}

function* slices(connection: Connection, { name, columns, key }: MovedTable): Generator<readonly Row[]> {
  const list = columns.map((column) => column.name).join(', ')
  const order = key.map((column) => column.name).join(', ')
  const flags = columns.filter(({ type }) => type === 'boolean').map((column) => column.name)
  let slice: Row[] = []
  let length = 0
  const rows = connection.prepare<[], Record<string, Cell>>(`SELECT ${list} FROM ${name} ORDER BY ${order}`)
  for (const row of rows.iterate()) {
    for (const flag of flags) row[flag] = row[flag] === 0 ? 'false' : 'true'
    slice.push(row)
    for (const value of Object.values(row)) length += typeof value === 'string' ? value.length : 8
    if (slice.length < SLICE_ROWS && length < SLICE_LENGTH) continue
    yield slice
    slice = []
    length = 0
  }
  if (slice.length > 0) yield slice
}
