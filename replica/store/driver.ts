// The SQLite port: the synchronous shape that Drizzle's better-sqlite3 session calls, and nothing more, so that the
// same store code runs on better-sqlite3 (desktop, Node) and on SQLite WASM (browser worker).
// A replica has two files. `replica` is a cache of the server's log: disposable, synchronous=NORMAL, at worst rebuilt.
// `outbox` holds what this person has written and nobody else has yet: synchronous=FULL, never discarded.
// Adapters set the pragmas; test/contract/sqlite-driver.contract.ts says what each of them must do.

/**
 * Bytes of a page of the cache file. Entries are put in by the hundred and at the end, so that larger pages than SQLite's
 * own 4,096 are written less often; the outbox, which is written command by command, keeps those.
 */
export const CACHE_PAGE_BYTES = 16_384

export type SqlValue = null | number | bigint | string | Uint8Array

export interface RunResult {
  readonly changes: number
  readonly lastInsertRowid: number | bigint
}

/** A prepared statement, usable any number of times; positional parameters. */
export interface Statement {
  run(...params: SqlValue[]): RunResult
  /** Rows as objects by column name, or as arrays after `raw()`. */
  all(...params: SqlValue[]): unknown[]
  /** The first row, or undefined. */
  get(...params: SqlValue[]): unknown
  /** This statement with rows as arrays of column values. */
  raw(): Statement
}

/** A function that runs in a transaction: commits when it returns, rolls back when it throws. */
export interface Transaction<Args extends unknown[], Result> {
  (...args: Args): Result
  deferred(...args: Args): Result
  immediate(...args: Args): Result
  exclusive(...args: Args): Result
}

export interface Driver {
  prepare(sql: string): Statement
  /** Runs any number of statements without parameters. */
  exec(sql: string): unknown
  transaction<Args extends unknown[], Result>(body: (...args: Args) => Result): Transaction<Args, Result>
  close(): void
  /** True when what is written does not survive this process (no storage, or none that is safe). */
  readonly volatile: boolean
}
