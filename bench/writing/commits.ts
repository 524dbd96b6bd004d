// What a commit costs here: a row of an event's size, on the disk before it is answered, and many of them in one commit.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'

const ROW = 'x'.repeat(600)
/** Fills a page, of which two do not fit. */
export const PAGE = 'x'.repeat(3_000)

/** Milliseconds of each of so many commits of `rows` rows, WAL and synchronous=FULL, in a folder beside the server's. */
export function bareCommits(count: number, rows: number, text = ROW): readonly number[] {
  const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
  const database = new Database(join(folder, 'bare.sqlite'))
  try {
    database.pragma('journal_mode = WAL')
    database.pragma('synchronous = FULL')
    database.exec('CREATE TABLE row (id INTEGER PRIMARY KEY, text TEXT NOT NULL)')
    const insert = database.prepare('INSERT INTO row (text) VALUES (?)')
    const commit = database.transaction(() => {
      for (let row = 0; row < rows; row++) insert.run(text)
    })
    return Array.from({ length: count }, () => {
      const from = performance.now()
      commit.immediate()
      return performance.now() - from
    })
  } finally {
    database.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
