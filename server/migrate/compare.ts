// Looks at the database after a move with eyes of its own: every row of every table beside the one it came from, then
// every record as a reader would check it (check-record.ts). What nodes have written since is told from what is wrong.

import type { Source } from './source.ts'
import { cellOf, hasServed, metaOf, sameRows, type Target } from './target.ts'
import { checkRecords } from './check-record.ts'
import type { MovedTable, Row } from './tables.ts'

/** One line of what is shown at the end. */
export interface Compared {
  readonly table: string
  /** In the folder. */
  readonly rows: number
  /** In the database. */
  readonly there: number
  /** Rows that nodes have changed or removed since; none before a node was started. */
  readonly changedSince: number
}

export interface Comparison {
  readonly tables: readonly Compared[]
  readonly rooms: number
  readonly events: number
  /** The first difference in one sentence, without anybody's values; null where there is none. */
  readonly difference: string | null
}

/**
 * As long as no node has been on the database everything must be the same; afterwards, what is never changed or removed
 * must still be there, and every record must hold.
 */
export function compare(
  source: Source,
  target: Target,
  tables: readonly MovedTable[],
  progress: (text: string) => void,
): Promise<Comparison> {
  const { ask } = target
  return target.atOneInstant(async () => {
    const compared: Compared[] = []
    const stopped = (difference: string): Comparison => ({
      tables: compared,
      rooms: 0,
      events: 0,
      difference,
    })
    for (const [name, value] of source.meta)
      if ((await metaOf(ask, name)) !== value) return stopped(`meta: ${name} is not the same`)
    const mayDiffer = await hasServed(ask)
    for (const table of tables) {
      progress(table.name)
      const found = await compareTable(source, target, table, mayDiffer)
      if (typeof found === 'string') return stopped(found)
      compared.push(found)
    }
    progress('records')
    return { tables: compared, ...(await checkRecords(ask)) }
  })
}

async function compareTable(
  source: Source,
  { ask }: Target,
  table: MovedTable,
  mayDiffer: boolean,
): Promise<Compared | string> {
  const { name } = table
  const rows = source.rowsOf(table)
  const [{ there } = { there: 0 }] = await ask<{ there: number }>(`SELECT count(*) AS there FROM ${name}`)
  if (there !== rows && !mayDiffer) return `${name}: ${there} rows in the database, ${rows} in the folder`
  let changedSince = 0
  for (const slice of source.slicesOf(table)) {
    const found = new Map((await sameRows(ask, table, slice)).map((row) => [keyOf(table, row), row]))
    for (const row of slice) {
      const difference = differenceOf(table, row, found.get(keyOf(table, row)))
      if (difference === null) continue
      if (table.lasts || !mayDiffer) return `${name} ${keyOf(table, row)}: ${difference}`
      changedSince += 1
    }
  }
  return { table: name, rows, there, changedSince }
}

const keyOf = ({ key }: MovedTable, row: Row): string =>
  JSON.stringify(key.map(({ name }) => cellOf(row, name)))

/** Names the column and never its values: those may be what people wrote. */
function differenceOf(table: MovedTable, row: Row, there: Row | undefined): string | null {
  if (there === undefined) return 'is missing in the database'
  const column = table.columns.find(({ name }) => cellOf(row, name) !== cellOf(there, name))
  return column === undefined ? null : `${column.name} is not the same`
}
