// Two questions of whoever runs the server: does the process live, and can it do its work, which is to read, to write
// and to fire deadlines. The second one really writes, at most once a second however often it is asked, and names what
// fails by a code alone: store, disk or deadlines.

import type { FastifyInstance } from 'fastify'
import type { Millis } from '../../domain/time.ts'
import type { Desk } from '../graphql/context.ts'
import { isDiskTrouble } from '../store/sqlite-fault.ts'

/**
 * - store: the database does not read and write (a lock, damage).
 * - disk: it does not because the disk is full or fails.
 * - deadlines: the engine has not gone through for half a minute.
 */
export type FailingPart = 'store' | 'disk' | 'deadlines'

/** What is known of the deadline engine. */
export interface EngineLife {
  /** How long ago a tick last went through. */
  silentFor(): Millis
}

const ANSWER_HOLDS_MS = 1_000
const ENGINE_SILENT_MAX: Millis = 30_000

export function addHealth(app: FastifyInstance, desk: Desk, engine: EngineLife): void {
  let lastAnswer: { readonly at: number; readonly failing: Promise<readonly FailingPart[]> } | null = null

  const look = async (): Promise<readonly FailingPart[]> => {
    const store = await probeStore(desk)
    const isSilent = engine.silentFor() >= ENGINE_SILENT_MAX
    if (isSilent) desk.log.warn({ part: 'deadlines' }, 'not ready: the deadline engine is silent')
    return [...(store === null ? [] : [store]), ...(isSilent ? (['deadlines'] as const) : [])]
  }

  app.get('/healthz', async () => ({ alive: true }))
  app.get('/readyz', async (_request, reply) => {
    const isFresh = lastAnswer !== null && performance.now() - lastAnswer.at < ANSWER_HOLDS_MS
    if (!isFresh || lastAnswer === null) lastAnswer = { at: performance.now(), failing: look() }
    const failing = await lastAnswer.failing
    const ready = failing.length === 0
    return reply.code(ready ? 200 : 503).send(ready ? { ready } : { ready, failing })
  })
}

async function probeStore({ core, log }: Desk): Promise<'store' | 'disk' | null> {
  try {
    await core.probe()
    return null
  } catch (error) {
    const part = isDiskTrouble(error) ? 'disk' : 'store'
    log.warn({ part, err: error }, 'not ready: the store does not read and write')
    return part
  }
}
