// One look at a server from outside: its database, read only; its sign of life; and what it answers when asked whether
// it is ready. Nothing here changes anything, and nothing waits for a server that hangs. Where the nodes of a server are
// named, each of them is asked, and the sign of life is what they say of their engines: one that ticks is enough.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Millis } from '../../domain/time.ts'
import { dueStepsInDatabase, dueStepsInFolder } from './due-steps.ts'
import { HEARTBEAT_FILE } from './heartbeat.ts'
import type { Look } from './judge.ts'

export interface Place {
  readonly folder: string
  /** The PostgreSQL of the server; null where its store is in the folder. */
  readonly databaseUrl: string | null
  /** Where the server is reached, without a slash at the end. */
  readonly url: string
  /** The same of every node, where they were named; else empty. */
  readonly nodes: readonly string[]
}

const ANSWER_WITHIN: Millis = 3_000
const PART = /^[a-z]{1,20}$/

/** Never rejects: what cannot be seen is null, or 'unreachable'. */
export async function lookAt({ folder, databaseUrl, url, nodes }: Place): Promise<Look> {
  const [due, answers, written] = await Promise.all([
    databaseUrl === null ? dueStepsInFolder(folder) : dueStepsInDatabase(databaseUrl),
    Promise.all((nodes.length === 0 ? [url] : nodes).map(askReadiness)),
    nodes.length === 0 ? readBeat(folder) : null,
  ])
  const at = performance.now()
  if (nodes.length === 0) return { at, due, beat: written, failing: answers.flat() }
  const ticks = answers.some((parts) => !parts.includes('deadlines') && !parts.includes('unreachable'))
  const failing = answers.flatMap((parts, index) => parts.map((part) => `${hostOf(nodes[index])}/${part}`))
  return { at, due, beat: ticks ? String(at) : null, failing }
}

const hostOf = (node = ''): string => URL.parse(node)?.host ?? node

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
