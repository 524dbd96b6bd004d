// replica's SQLite port over SQLite WASM (the oo1 API), in the shape that better-sqlite3 has: positional parameters,
// statements that can be used any number of times, nested transactions as savepoints. Statements are prepared once per
// SQL text and kept, the least recently used ones are dropped. Used in the worker, and in Node by the contract suite.

import type { BindableValue, Database, PreparedStatement, Sqlite3Static } from '@sqlite.org/sqlite-wasm'
import type { Driver, SqlValue, Statement, Transaction } from '../../replica/store/driver.ts'

const STATEMENTS_MAX = 100

export interface WasmDriverOptions {
  /** FULL for what is nowhere else, NORMAL for a cache. */
  readonly synchronous: 'NORMAL' | 'FULL'
  readonly volatile: boolean
  /** Of a file that is new; SQLite's own if left out. */
  readonly pageBytes?: number
}

/** Takes the open database over: closing the driver closes it, and so does a failure here. */
export function wasmDriver(sqlite: Sqlite3Static, db: Database, options: WasmDriverOptions): Driver {
  try {
    // Exclusive first: without shared memory, WAL works for a single owner only (and the files have no other).
    db.exec('PRAGMA locking_mode = EXCLUSIVE')
    if (options.pageBytes !== undefined) db.exec(`PRAGMA page_size = ${options.pageBytes}`)
    db.exec(
      `PRAGMA journal_mode = WAL; PRAGMA synchronous = ${options.synchronous}; PRAGMA foreign_keys = ON`,
    )
  } catch (error) {
    db.close()
    throw error
  }
  const kept = statementsOf(db)

  return {
    volatile: options.volatile,
    prepare: (sql) => statementOver(sqlite, db, kept, sql, false),
    exec: (sql) => db.exec(sql),
    transaction: (body) => transactionOn(sqlite, db, body),
    close: () => {
      kept.finalizeAll()
      db.close()
    },
  }
}

interface KeptStatements {
  of(sql: string): PreparedStatement
  finalizeAll(): void
}

function statementsOf(db: Database): KeptStatements {
  // A Map keeps the order of insertion: the first one is the one that was not used for the longest time.
  const kept = new Map<string, PreparedStatement>()
  return {
    of(sql) {
      const statement = kept.get(sql) ?? db.prepare(sql)
      kept.delete(sql)
      kept.set(sql, statement)
      if (kept.size > STATEMENTS_MAX) {
        const [oldest] = kept
        if (oldest !== undefined) {
          kept.delete(oldest[0])
          oldest[1].finalize()
        }
      }
      return statement
    },
    finalizeAll() {
      for (const statement of kept.values()) statement.finalize()
      kept.clear()
    },
  }
}

function statementOver(
  sqlite: Sqlite3Static,
  db: Database,
  kept: KeptStatements,
  sql: string,
  asArrays: boolean,
): Statement {
  function using<Result>(params: readonly SqlValue[], use: (statement: PreparedStatement) => Result): Result {
    const statement = kept.of(sql)
    if (params.length !== statement.parameterCount)
      throw new RangeError(`${statement.parameterCount} parameters wanted, ${params.length} given: ${sql}`)
    try {
      if (params.length > 0) statement.bind([...params] as BindableValue[])
      return use(statement)
    } finally {
      statement.reset(true)
    }
  }
  const row = (statement: PreparedStatement): unknown => (asArrays ? statement.get([]) : statement.get({}))

  // A statement that was never compiled could only fail at its first use: fail here, as better-sqlite3 does.
  kept.of(sql)
  return {
    run: (...params) =>
      using(params, (statement) => {
        const before = db.changes(true)
        while (statement.step());
        // What does not change rows leaves the count of the statement before.
        const changes = db.changes(true) === before ? 0 : db.changes()
        return { changes, lastInsertRowid: plainNumber(sqlite.capi.sqlite3_last_insert_rowid(db)) }
      }),
    all: (...params) =>
      using(params, (statement) => {
        const rows: unknown[] = []
        while (statement.step()) rows.push(row(statement))
        return rows
      }),
    get: (...params) => using(params, (statement) => (statement.step() ? row(statement) : undefined)),
    raw: () => statementOver(sqlite, db, kept, sql, true),
  }
}

function transactionOn<Args extends unknown[], Result>(
  sqlite: Sqlite3Static,
  db: Database,
  body: (...args: Args) => Result,
): Transaction<Args, Result> {
  const isOpen = () => sqlite.capi.sqlite3_get_autocommit(db) === 0
  const running =
    (begin: string) =>
    (...args: Args): Result => {
      const nested = isOpen()
      const [start, keep, undo] = nested
        ? ['SAVEPOINT nested', 'RELEASE nested', 'ROLLBACK TO nested; RELEASE nested']
        : [begin, 'COMMIT', 'ROLLBACK']
      db.exec(start)
      try {
        const result = body(...args)
        if (result instanceof Promise) throw new TypeError('a transaction cannot wait for a promise')
        db.exec(keep)
        return result
      } catch (error) {
        // A full disk or a broken file has already rolled it back.
        if (isOpen()) db.exec(undo)
        throw error
      }
    }
  const deferred = running('BEGIN DEFERRED')
  return Object.assign((...args: Args) => deferred(...args), {
    deferred,
    immediate: running('BEGIN IMMEDIATE'),
    exclusive: running('BEGIN EXCLUSIVE'),
  })
}

const plainNumber = (value: number | bigint): number | bigint =>
  typeof value === 'bigint' && Number.isSafeInteger(Number(value)) ? Number(value) : value
