// Every step of a clock that is due and was not fired, as the database has it: read from outside the server, by a
// connection that is opened for the look and changes nothing.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { instantAt } from '../../domain/time.ts'
import { connectionConfig, openSession } from '../store/postgres/postgres-connection.ts'
import { DATABASE_FILE, openReader } from '../store/sqlite-file.ts'

/** More late steps than this are one alarm all the same. */
const STEPS_MAX = 1_000

/** The embedded store in a folder; null when it cannot be read: locked, damaged or not there yet. */
export function dueStepsInFolder(folder: string): readonly string[] | null {
  if (!existsSync(join(folder, DATABASE_FILE))) return null
  try {
    const reader = openReader(folder)
    try {
      return reader
        .prepare<[string, number], string>(
          `SELECT room_id || ' ' || clock_id || ' ' || step FROM deadline WHERE due_at <= ? LIMIT ?`,
        )
        .pluck()
        .all(instantAt(Date.now()), STEPS_MAX)
    } finally {
      reader.close()
    }
  } catch {
    return null
  }
}

/** PostgreSQL; null when it cannot be reached or asked. */
export async function dueStepsInDatabase(url: string): Promise<readonly string[] | null> {
  try {
    const session = await openSession(connectionConfig(url, 'audit'))
    try {
      const rows = await session.ask<{ readonly dueStep: string }>(DUE, [instantAt(Date.now()), STEPS_MAX])
      return rows.map(({ dueStep }) => dueStep)
    } finally {
      session.end()
    }
  } catch {
    return null
  }
}

const DUE = `SELECT room_id || ' ' || clock_id || ' ' || step AS due_step FROM deadline WHERE due_at <= $1 LIMIT $2`
