// One look at a server from outside: its database, read only; its sign of life; and what it answers when asked whether
// it is ready. Nothing here changes anything, and nothing waits for a server that hangs.

import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { instantAt, type Millis } from '../../domain/time.ts'
import { DATABASE_FILE, openReader } from '../store/sqlite-file.ts'
import { HEARTBEAT_FILE } from './heartbeat.ts'
import type { Look } from './judge.ts'

export interface Place {
  readonly folder: string
  /** Where the server is reached, without a slash at the end. */
  readonly url: string
}

const ANSWER_WITHIN: Millis = 3_000
/** More late steps than this are one alarm all the same. */
const STEPS_MAX = 1_000
const PART = /^[a-z]{1,20}$/

/** Never rejects: what cannot be seen is null, or 'unreachable'. */
export async function lookAt({ folder, url }: Place): Promise<Look> {
  const [beat, failing] = await Promise.all([readBeat(folder), askReadiness(url)])
  return { at: performance.now(), due: dueSteps(folder), beat, failing }
}

function dueSteps(folder: string): readonly string[] | null {
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
    // Locked, damaged or not there yet: which of them is for the server's own log to say.
    return null
  }
}

const readBeat = (folder: string): Promise<string | null> =>
  readFile(join(folder, HEARTBEAT_FILE), 'utf8').catch(() => null)

/** The codes of what is wrong; a server that does not answer is 'unreachable'. */
async function askReadiness(url: string): Promise<readonly string[]> {
  try {
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(ANSWER_WITHIN) })
    if (answer.ok) return []
    const body: unknown = await answer.json().catch(() => null)
    const parts = typeof body === 'object' && body !== null && 'failing' in body ? body.failing : null
    const named = Array.isArray(parts)
      ? parts.filter((part) => typeof part === 'string' && PART.test(part))
      : []
    return named.length > 0 ? named : ['unknown']
  } catch {
    return ['unreachable']
  }
}
