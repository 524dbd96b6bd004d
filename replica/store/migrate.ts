// Migrations: SQL texts applied once each, by name, in the order of the list. Names carry their date and never a
// running number, so that two branches can add one each. A file that knows a name which this code does not was
// written by newer code.

import type { Driver } from './driver.ts'

export interface Migration {
  /** "2026-11-23-slug" */
  readonly name: string
  readonly sql: string
  /** A query that has a row when the file holds more than this can be done to while somebody waits. */
  readonly isTooMuch?: string
}

/** Brings a file up to date; false when it is newer than this code, or holds too much for that. */
export function migrate(driver: Driver, migrations: readonly Migration[]): boolean {
  driver.exec('create table if not exists migrations (name text primary key not null) without rowid')
  const applied = new Set(
    driver
      .prepare('select name from migrations')
      .all()
      .map((row) => String((row as { readonly name: unknown }).name)),
  )
  const known = new Set(migrations.map(({ name }) => name))
  if ([...applied].some((name) => !known.has(name))) return false
  for (const migration of migrations) {
    if (applied.has(migration.name)) continue
    const { isTooMuch } = migration
    if (isTooMuch !== undefined && driver.prepare(isTooMuch).get() !== undefined) return false
    apply(driver, migration)
  }
  return true
}

/** Drops every table: only ever for the cache. */
export function dropEverything(driver: Driver): void {
  // Virtual tables first: they take the tables that stand behind them along.
  const tables = driver
    .prepare(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite\\_%' escape '\\' order by sql like 'create virtual%' desc`,
    )
    .all()
    .map((row) => String((row as { readonly name: unknown }).name))
  driver
    .transaction(() => {
      for (const table of tables) driver.exec(`drop table if exists "${table.replaceAll('"', '""')}"`)
    })
    .immediate()
}

function apply(driver: Driver, { name, sql }: Migration): void {
  driver
    .transaction(() => {
      driver.exec(sql)
      driver.prepare('insert into migrations (name) values (?)').run(name)
    })
    .immediate()
}
