// Bugs that are planted in the real server of a run, to show that the checkers see them. Each is put under the server,
// into the library it stores with, so that nothing of the product knows of it.

import Database from 'better-sqlite3'

export const PLANTS = ['NORMAL_SYNC', 'RECEIPT_LATER', 'RECEIPTS_FORGOTTEN', 'STEP_FORGOTTEN'] as const
/**
 * - NORMAL_SYNC: commits are not on the disk when they are acknowledged, and the pragma claims that they are.
 * - RECEIPT_LATER: receipts are stored a moment after what they are for, in a transaction of their own.
 * - RECEIPTS_FORGOTTEN: a restart finds no receipts, as if they were kept for an hour and the hour were over.
 * - STEP_FORGOTTEN: deadlines live in memory: a restart finds none.
 */
export type Plant = (typeof PLANTS)[number]

const LATER_MS = 60

type Run = (...values: readonly unknown[]) => unknown
type Prepare = (this: Database.Database, source: string) => Database.Statement
type Pragma = (this: Database.Database, source: string, options?: Database.PragmaOptions) => unknown

const methodOf = (of: object, name: string): unknown => Reflect.get(of, name)
const replace = (name: 'prepare', by: Prepare): unknown => Reflect.set(Database.prototype, name, by)

export function plant(bug: Plant): void {
  if (bug === 'NORMAL_SYNC') claimFull()
  if (bug === 'RECEIPT_LATER') storeReceiptsLater()
  if (bug === 'RECEIPTS_FORGOTTEN') emptyAtStart('receipt')
  if (bug === 'STEP_FORGOTTEN') emptyAtStart('deadline')
}

function claimFull(): void {
  const pragma = methodOf(Database.prototype, 'pragma') as Pragma
  const claimed: Pragma = function (source, options) {
    if (source === 'synchronous = FULL') return pragma.call(this, 'synchronous = NORMAL', options)
    return source === 'synchronous' ? 2 : pragma.call(this, source, options)
  }
  Reflect.set(Database.prototype, 'pragma', claimed)
}

function storeReceiptsLater(): void {
  const prepare = methodOf(Database.prototype, 'prepare') as Prepare
  replace('prepare', function (source) {
    const statement = prepare.call(this, source)
    if (!/^insert into "?receipt\b/i.test(source)) return statement
    const run = methodOf(statement, 'run') as Run
    return Object.assign(statement, {
      run: (...values: readonly unknown[]) => {
        setTimeout(() => Reflect.apply(run, statement, values), LATER_MS)
        return { changes: 1, lastInsertRowid: 0 }
      },
    })
  })
}

/** Takes the first chance after the tables are there: the server's mark of having opened its file. */
function emptyAtStart(table: string): void {
  const prepare = methodOf(Database.prototype, 'prepare') as Prepare
  let isDone = false
  replace('prepare', function (source) {
    if (!isDone && source.startsWith('INSERT OR REPLACE INTO meta')) {
      isDone = true
      this.exec(`DELETE FROM ${table}`)
    }
    return prepare.call(this, source)
  })
}
