// Moves a stopped server from its data folder to PostgreSQL: files, then all rows in one transaction, then a comparison
// by reading everything again, and only then the mark by which no server starts on the folder any more. Asked for again
// after it was ended half-way, it goes on where that makes a difference, and begins anew where it does not.
// Decision 0038 says why epoch and positions stay.

import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { copyFiles } from '../backup/back-up.ts'
import { FILES_FOLDER } from '../backup/manifest.ts'
import { checkFiles } from './check-files.ts'
import { compare, type Comparison } from './compare.ts'
import { copyOver } from './copy-over.ts'
import { MigrateError } from './migrate-error.ts'
import { openSource, type Source } from './source.ts'
import { movedTables, type MovedTable } from './tables.ts'
import { firstFilled, hasTables, metaOf, openTarget, type Target } from './target.ts'

export interface Move {
  readonly dataFolder: string
  readonly databaseUrl: string
  /** Where the nodes keep attached files; null: they stay where they are. */
  readonly filesFolder: string | null
  /** Moves nothing, and reads again what was moved before. */
  readonly verifyOnly: boolean
  readonly say: (line: string) => void
}

export interface Moved extends Comparison {
  /** Server and name of the database, without user and password. */
  readonly place: string
  /** Rows that were copied now; 0 where they had been before. */
  readonly copied: number
  /** Attached files that are in place with the content that their name says. */
  readonly files: number
}

/** Rejects with a sentence when there is nothing to move, or it may not be moved there. */
export async function move(options: Move): Promise<Moved> {
  const source = openSource(options.dataFolder)
  try {
    const target = await openTarget(options.databaseUrl, !options.verifyOnly)
    try {
      return await moveOn(options, source, target)
    } finally {
      target.end()
    }
  } finally {
    source.close()
  }
}

async function moveOn(options: Move, source: Source, target: Target): Promise<Moved> {
  const { dataFolder, verifyOnly, say } = options
  if (!(await hasTables(target.ask))) throw notThere(target, dataFolder)
  const tables = await movedTables(source.connection, target.ask)
  const isThere = (await metaOf(target.ask, 'epoch')) === source.meta.get('epoch')
  if (verifyOnly && !isThere) throw notThere(target, dataFolder)
  if (!isThere) await refuse(dataFolder, source, target, tables)
  const from = join(dataFolder, FILES_FOLDER)
  const to = options.filesFolder === null ? from : resolve(options.filesFolder)
  if (!verifyOnly && to !== from && existsSync(from)) {
    say('copying attached files')
    await copyFiles(from, to)
  }
  const copied = isThere ? 0 : await copyOver(source, target, tables, options.filesFolder, pacedProgress(say))
  const files = await checkFiles(from, to)
  const seen = await compare(source, target, tables, (what) => say(`comparing ${what}`))
  const difference = seen.difference ?? (typeof files === 'string' ? files : null)
  if (difference === null && !verifyOnly) source.markMoved(target.place)
  return { ...seen, difference, copied, files: typeof files === 'string' ? 0 : files, place: target.place }
}

const notThere = ({ place }: Target, dataFolder: string): MigrateError =>
  new MigrateError(`${place} does not hold what is in ${dataFolder}: move it without --verify-only.`)

async function refuse(
  dataFolder: string,
  source: Source,
  target: Target,
  tables: readonly MovedTable[],
): Promise<void> {
  if (source.movedTo !== null)
    throw new MigrateError(
      `${dataFolder} was moved to ${source.movedTo} already: it is not moved a second time.`,
    )
  const filled = await firstFilled(target.ask, tables)
  if (filled !== null)
    throw new MigrateError(
      `The database ${target.place} is not empty (${filled}): name a new one, so that nothing is overwritten.`,
    )
}

const EVERY_MS = 2_000

/** A line for each table, and one every two seconds while a long one goes on. */
function pacedProgress(say: Move['say']): (table: string, rows: number, of: number) => void {
  let [current, began, saidAt] = ['', 0, 0]
  return (table, rows, of) => {
    const now = performance.now()
    if (table !== current) [current, began] = [table, now]
    if (rows < of && now - saidAt < EVERY_MS) return
    saidAt = now
    const pace = Math.round((rows * 1_000) / Math.max(now - began, 1))
    say(`copying ${table}: ${rows} of ${of}${rows > 2_000 ? ` (${pace} rows/s)` : ''}`)
  }
}
