// What every answer tells the browser: load nothing but this server's own files, frame nothing, sniff nothing, tell
// nobody where one came from, and keep nothing that does not say that it may be kept. The content policy itself is the browser edition's, protocol/content-policy.ts.

import type { OutgoingHttpHeaders } from 'node:http'
import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import { contentDirectives } from '../../protocol/content-policy.ts'

const SELF = "'self'"
/** Hosts whose headers are kept: one and its aliases. Whoever names others has them made for each request. */
const HOSTS_MAX = 100

export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    global: false,
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        ...contentDirectives('browser'),
        // Not every browser counts the socket of the same host as 'self'.
        'connect-src': [SELF, ({ headers }) => socketOf(headers.host)],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  // They depend on the host alone, and making them costs more than a small answer.
  const kept = new Map<string, OutgoingHttpHeaders>()
  app.addHook('onRequest', (request, reply, done) => {
    const host = request.headers.host ?? ''
    const known = kept.get(host)
    if (known === undefined) reply.helmet()
    const headers = known ?? { ...reply.raw.getHeaders() }
    if (kept.size < HOSTS_MAX) kept.set(host, headers)
    // Also when they were just made: else the first answer to a host would spell their names in another way.
    void reply.headers(headers)
    done()
  })
  app.addHook('onSend', (_request, reply, payload, done) => {
    void reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
    done(null, payload)
  })
}

const socketOf = (host: string | undefined): string =>
  host !== undefined && /^[A-Za-z0-9.[\]:_-]{1,260}$/.test(host) ? `ws://${host} wss://${host}` : SELF
