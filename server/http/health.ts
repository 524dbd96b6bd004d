// Two questions of whoever runs the server: does the process live, and can it do its work, which is to read, to write
// and to fire deadlines. The second one really writes, at most once a second however often it is asked, and names what
// fails by a code alone: store, database, disk or deadlines. A server that is not ready goes on serving what it can.

import type { FastifyInstance } from 'fastify'
import type { Millis } from '../../domain/time.ts'
import type { Desk } from '../graphql/context.ts'
import { type FailingStore, failingStore } from '../store/store-trouble.ts'

/** What fails of the store, as store-trouble.ts has it, or `deadlines`: the engine has not gone through for half a minute. */
export type FailingPart = FailingStore | 'deadlines'

/** What is known of the deadline engine. */
export interface EngineLife {
  /** How long ago a tick last went through. */
  silentFor(): Millis
}

const ANSWER_HOLDS_MS = 1_000
/** A database that does not answer leaves who asks no better off than one that is gone. */
const PROBE_WITHIN_MS = 2_000
const ENGINE_SILENT_MAX: Millis = 30_000

/** `silence`: what fails where the store does not answer in time. */
export function addHealth(
  app: FastifyInstance,
  desk: Desk,
  engine: EngineLife,
  silence: FailingStore = 'store',
): void {
  const probe = openProbe(desk, silence)
  let lastAnswer: { readonly at: number; readonly failing: Promise<readonly FailingPart[]> } | null = null

  const look = async (): Promise<readonly FailingPart[]> => {
    const store = await probe()
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

/** One look at the store at a time, however long that takes; answers in time with what is known by then. */
function openProbe({ core, log }: Desk, silence: FailingStore): () => Promise<FailingStore | null> {
  let running: Promise<FailingStore | null> | null = null
  const probe = async (): Promise<FailingStore | null> => {
    try {
      await core.probe()
      return null
    } catch (error) {
      const part = failingStore(error)
      log.warn({ part, err: error }, 'not ready: the store does not read and write')
      return part
    } finally {
      running = null
    }
  }
  return async () => {
    const { promise: late, resolve } = Promise.withResolvers<FailingStore>()
    const timer = setTimeout(() => {
      log.warn({ part: silence }, 'not ready: the store has not answered in time')
      resolve(silence)
    }, PROBE_WITHIN_MS)
    running ??= probe()
    const answer = await Promise.race([running, late])
    clearTimeout(timer)
    return answer
  }
}
