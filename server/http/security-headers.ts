// What every answer tells the browser: load nothing but this server's own files, frame nothing, sniff nothing, tell
// nobody where one came from, and keep nothing that does not say that it may be kept. The content policy itself is the browser edition's, protocol/content-policy.ts.

import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import { contentDirectives } from '../../protocol/content-policy.ts'

const SELF = "'self'"

export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
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
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store')
  })
}

const socketOf = (host: string | undefined): string =>
  host !== undefined && /^[A-Za-z0-9.[\]:_-]{1,260}$/.test(host) ? `ws://${host} wss://${host}` : SELF
