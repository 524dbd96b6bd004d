// The database's shape: brought forward by named files and never back, one node at a time, however many start at once.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
const MIGRATIONS = join(import.meta.dirname, 'migrations')
/** The store's advisory locks; they are the database's own, and no other program uses it. */
export const LOCKS = { migrating: 4_241, turn: 4_242 }
export const readMigrations = () =>
  readdirSync(MIGRATIONS)
    .filter((name) => name.endsWith('.sql'))
    .toSorted()
    .map((name) => ({ name, sql: readFileSync(join(MIGRATIONS, name), 'utf8') }))
/**
 * Applies each migration that is not in the database yet, by name and in order, one transaction each.
 * A database that knows a migration which we do not was written by a newer version and is left alone.
 */
export async function migrate(client, migrations, newId) {
  // Another node may be at it for a while, and a migration may take longer than any usual statement.
  await client.query('SET lock_timeout = 0; SET statement_timeout = 0')
  await client.query(`SELECT pg_advisory_lock(${LOCKS.migrating})`)
  try {
    await applyMissing(client, migrations)
    const insert = 'INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING'
    await client.query(insert, ['epoch', newId()])
    await client.query(insert, ['secret', `${newId()}${newId()}`])
  } finally {
    await client.query(`SELECT pg_advisory_unlock(${LOCKS.migrating})`).catch(() => undefined)
  }
}
async function applyMissing(client, migrations) {
  await client.query('CREATE TABLE IF NOT EXISTS migration (name text COLLATE "C" PRIMARY KEY)')
  const { rows } = await client.query('SELECT name FROM migration ORDER BY name')
  const applied = rows.map(({ name }) => name)
  const unknown = applied.filter((name) => !migrations.some((migration) => migration.name === name))
  if (unknown.length > 0)
    throw new Error(
      `The database was written by a newer version of Accord (${unknown.join(', ')}). Start that version, or restore a backup.`,
    )
  for (const { name, sql } of migrations.filter((migration) => !applied.includes(migration.name))) {
    try {
      await client.query('BEGIN')
      await client.query(sql)
      await client.query('INSERT INTO migration (name) VALUES ($1)', [name])
      await client.query('COMMIT')
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined)
      throw error
    }
  }
}
