// Copies every row, a slice at a time: while one is written, the next one is read. It ends with a commit, or as if
// nothing had been.

import { claimFolder } from '../files/shared-folder.ts'
import { blankMemory } from '../store/postgres/postgres-memory.ts'
import { postgresTransaction } from '../store/postgres/postgres-writes.ts'
import { nothingWritten, statementsOf } from '../store/postgres/postgres-written.ts'
import type { Source } from './source.ts'
import { insertRows, putMeta, type Target } from './target.ts'
import type { MovedTable } from './tables.ts'

/** Told now and then: how many of a table's rows were copied, and how many there are. */
export type Progress = (table: string, rows: number, of: number) => void

/** Resolves to the number of rows. `filesFolder`, where there is one, becomes the folder that this database means. */
export function copyOver(
  source: Source,
  target: Target,
  tables: readonly MovedTable[],
  filesFolder: string | null,
  progress: Progress,
): Promise<number> {
  const { ask } = target
  return target.inOneTransaction(async () => {
    let total = 0
    for (const table of tables) {
      const of = source.rowsOf(table)
      let rows = 0
      let writing = Promise.resolve()
      for (const slice of source.slicesOf(table)) {
        await writing
        writing = insertRows(ask, table, slice)
        // Waited for in the next round; until then nobody looks at it.
        writing.catch(() => undefined)
        rows += slice.length
        progress(table.name, rows, of)
      }
      await writing
      total += rows
    }
    await putMeta(ask, source.meta)
    const tx = postgresTransaction({
      ask,
      take: ask,
      write: async (write) => {
        const written = nothingWritten()
        write(written)
        for (const { text, values } of statementsOf(written)) await ask(text, values)
      },
      memory: blankMemory(),
      directoryChanged: () => {},
    })
    if (filesFolder !== null) await claimFolder(filesFolder, { write: (work) => work(tx) })
    // What is asked for first must not be planned for empty tables.
    await ask('ANALYZE')
    return total
  })
}
