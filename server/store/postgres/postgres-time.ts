// The time of day as the database has it, asked on a connection of its own.

import { connectionConfig, openSession } from './postgres-connection.ts'

const TIME = `SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS at`

/** Milliseconds since 1970. Rejects where the database cannot be asked. */
export async function databaseTime(url: string): Promise<number> {
  const session = await openSession(connectionConfig(url, 'clock'))
  try {
    const [row] = await session.ask<{ readonly at: number }>(TIME)
    if (row === undefined) throw new Error('the database did not say its time')
    return row.at
  } finally {
    session.end()
  }
}
