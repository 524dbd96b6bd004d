// One statement, asked of a connection: prepared under a name of its own the first time, its rows typed by the caller,
// its columns in camel case, its texts as they were given, its errors as faults (postgres-fault.ts).

import type { QueryArrayConfig, QueryArrayResult } from 'pg'
import { faultOf, isCutOff } from './postgres-fault.ts'
import { textFromDatabase, textToDatabase } from './postgres-text.ts'

export type Value = string | number | boolean | null | readonly (string | number | boolean | null)[]

/** Texts of statements are constants of the program: each is prepared once on every connection. */
export type Ask = <Row>(text: string, values?: readonly Value[]) => Promise<readonly Row[]>

/** A pool or a connection. */
interface Queryable {
  query(config: QueryArrayConfig): Promise<QueryArrayResult>
}

const names = new Map<string, string>()

export function askOf(connection: Queryable): Ask {
  return async <Row>(text: string, values: readonly Value[] = []) => {
    try {
      const result = await connection.query({
        name: nameOf(text),
        text,
        values: values.map(toDatabase),
        rowMode: 'array',
      })
      return rowsOf(result) as readonly Row[]
    } catch (error) {
      throw faultOf(error)
    }
  }
}

/**
 * For questions alone: one whose connection turns out to be gone is asked again, on another. After the database started
 * anew that may be so with each of the pool's connections.
 */
export function askAgainOf(pool: Queryable, connections: number): Ask {
  const query = async (config: QueryArrayConfig, left: number): Promise<QueryArrayResult> => {
    try {
      return await pool.query(config)
    } catch (error) {
      if (left === 0 || !isCutOff(error)) throw error
      return query(config, left - 1)
    }
  }
  return askOf({ query: (config) => query(config, connections) })
}

export const firstOf = <Row>(rows: readonly Row[]): Row | null => rows[0] ?? null

/** Rows hold JSON that this server wrote; this is where the text becomes a value again. */
export const fromJson = <T>(text: string): T => JSON.parse(text) as T

export const firstJson = <T>(rows: readonly { readonly json: string }[]): T | null =>
  rows[0] === undefined ? null : fromJson<T>(rows[0].json)

function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = `accord_${names.size + 1}`
  names.set(text, name)
  return name
}

function toDatabase(value: Value): unknown {
  if (typeof value === 'string') return textToDatabase(value)
  if (typeof value !== 'object' || value === null) return value
  return value.map((item) => (typeof item === 'string' ? textToDatabase(item) : item))
}

function rowsOf({ fields, rows }: QueryArrayResult): readonly Record<string, unknown>[] {
  const columns = fields.map(({ name }) => camelCase(name))
  return rows.map((row: readonly unknown[]) =>
    Object.fromEntries(columns.map((column, index) => [column, fromColumn(row[index])])),
  )
}

const camelCase = (name: string): string =>
  name.includes('_') ? name.replaceAll(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()) : name

const fromColumn = (value: unknown): unknown => (typeof value === 'string' ? textFromDatabase(value) : value)
