// Two questions of whoever runs the server: does the process live, and can it do its work, which is to read and to
// write. The second one really writes, at most once a second however often it is asked.

import type { FastifyInstance } from 'fastify'
import { toPersonId } from '../../domain/ids.ts'
import { instantAt } from '../../domain/time.ts'
import type { Desk } from '../graphql/context.ts'

/** No token has this hash, and nobody this id: the probe opens nothing. */
const PROBE = 'readiness-probe'
const NOBODY = toPersonId('nobody')
const LONG_AGO = instantAt(0)
const ANSWER_HOLDS_MS = 1_000

export function addHealth(app: FastifyInstance, { core, now, log }: Desk): void {
  let lastAnswer: { readonly at: number; readonly isReady: Promise<boolean> } | null = null

  const probe = async (): Promise<boolean> => {
    try {
      await core.sessions.save(PROBE, NOBODY, LONG_AGO)
      await core.sessions.find(PROBE, now())
      await core.sessions.end(PROBE)
      return true
    } catch (error) {
      log.warn({ err: error }, 'not ready: the store does not read and write')
      return false
    }
  }

  app.get('/healthz', async () => ({ alive: true }))
  app.get('/readyz', async (_request, reply) => {
    const isFresh = lastAnswer !== null && performance.now() - lastAnswer.at < ANSWER_HOLDS_MS
    if (!isFresh || lastAnswer === null) lastAnswer = { at: performance.now(), isReady: probe() }
    const ready = await lastAnswer.isReady
    return reply.code(ready ? 200 : 503).send({ ready })
  })
}
