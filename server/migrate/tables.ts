// What is moved: every table of the embedded store, with every column, as both databases describe themselves. Nothing is
// listed by hand, so that a table or a column which is added one day cannot be forgotten here.

import type { Connection } from '../store/sqlite-file.ts'
import type { Ask } from '../store/postgres/postgres-ask.ts'

export interface MovedColumn {
  readonly name: string
  /** As PostgreSQL casts to it. */
  readonly type: 'text' | 'bigint' | 'integer' | 'boolean'
}

export interface MovedTable {
  readonly name: string
  readonly columns: readonly MovedColumn[]
  /** By which one row is known from the others. */
  readonly key: readonly MovedColumn[]
  /** Its rows are never changed and never removed: they are there for ever, whoever writes on. */
  readonly lasts: boolean
}

/** The shape and what the stores keep for themselves: `meta` is moved by name, see target.ts. */
const OF_THE_STORES = ['meta', 'migration']
const LASTING = ['event', 'receipt', 'audit', 'named_provider']
const TYPES: readonly MovedColumn['type'][] = ['text', 'bigint', 'integer', 'boolean']

/** Throws where PostgreSQL has no place for something: a migration was written for one of the stores alone. */
export async function movedTables(source: Connection, ask: Ask): Promise<readonly MovedTable[]> {
  const names = source
    .prepare<[], string>(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    )
    .pluck()
    .all()
  const known = await ask<{ readonly name: string; readonly place: string; readonly type: string }>(COLUMNS)
  return names
    .filter((name) => !OF_THE_STORES.includes(name))
    .map((table) => {
      const described = source
        .prepare<[string], { readonly name: string; readonly pk: number }>(
          'SELECT name, pk FROM pragma_table_info(?) ORDER BY cid',
        )
        .all(table)
      const columns = described.map(({ name, pk }) => {
        const found = known.find((column) => column.place === table && column.name === name)
        const type = TYPES.find((each) => each === found?.type)
        if (type === undefined) throw new Error(`PostgreSQL has no place for ${table}.${name}`)
        return { name, type, pk }
      })
      const key = columns.filter(({ pk }) => pk > 0).toSorted((a, b) => a.pk - b.pk)
      return { name: table, columns, key, lasts: LASTING.includes(table) }
    })
}

const COLUMNS = `SELECT table_name AS place, column_name AS name, data_type AS type
  FROM information_schema.columns WHERE table_schema = current_schema()`

/** A value of either database, in the form in which both are compared and sent: true and false are texts. */
export type Cell = string | number | null

export type Row = Readonly<Record<string, Cell>>
