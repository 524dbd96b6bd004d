// Where metrics are read: a listener of its own on the loopback, so that nobody who reaches the product reaches them.
// Off unless a port is set. A collector on another machine comes through whatever the operator puts before it.

import Fastify from 'fastify'
import type { AddressInfo } from 'node:net'
import { StartError } from '../start-error.ts'
import type { Metrics } from './metrics.ts'

export interface MetricsPort {
  /** "http://127.0.0.1:9464/metrics", or null when it is off. */
  readonly url: string | null
  close(): Promise<void>
}

const LOOPBACK = '127.0.0.1'

/** Listens when there is a port; throws a StartError when it cannot be had. */
export async function openMetricsPort(
  port: number | null,
  metrics: Pick<Metrics, 'contentType' | 'read'>,
): Promise<MetricsPort> {
  if (port === null) return { url: null, close: async () => {} }
  const app = Fastify()
  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.read()))
  try {
    await app.listen({ host: LOOPBACK, port })
  } catch (error) {
    await app.close()
    throw new StartError(
      `Metrics cannot be offered at ${LOOPBACK}, port ${port}: choose a free one with ACCORD_METRICS_PORT, or for the auditor ACCORD_AUDIT_PORT.`,
      error,
    )
  }
  const address = app.server.address() as AddressInfo
  return { url: `http://${LOOPBACK}:${address.port}/metrics`, close: () => app.close() }
}
