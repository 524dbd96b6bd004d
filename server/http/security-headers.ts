// What every answer tells the browser: load nothing but this server's own files, frame nothing, sniff nothing, tell
// nobody where one came from. The interface is built so that it needs no exception but WebAssembly (SQLite).

import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'

const SELF = "'self'"
const NONE = "'none'"

export async function addSecurityHeaders(app: FastifyInstance): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [NONE],
        scriptSrc: [SELF, "'wasm-unsafe-eval'"],
        styleSrc: [SELF],
        imgSrc: [SELF, 'data:', 'blob:'],
        fontSrc: [SELF],
        // Not every browser counts the socket of the same host as 'self'.
        connectSrc: [SELF, ({ headers }) => socketOf(headers.host)],
        workerSrc: [SELF],
        manifestSrc: [SELF],
        baseUri: [NONE],
        formAction: [NONE],
        frameAncestors: [NONE],
      },
    },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
  })
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()')
  })
}

const socketOf = (host: string | undefined): string =>
  host !== undefined && /^[A-Za-z0-9.[\]:_-]{1,260}$/.test(host) ? `ws://${host} wss://${host}` : SELF
