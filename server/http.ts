// The HTTP side: one Fastify server with the interface's files, GraphQL by POST and by WebSocket on one path, health,
// and what the interface must know before anybody is signed in.

import { join } from 'node:path'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyError, type FastifyInstance, type FastifyReply } from 'fastify'
import { addOutsideWays } from './auth/oidc/outside-ways.ts'
import { addSignInRoutes } from './auth/sign-in-routes.ts'
import type { Config } from './config.ts'
import { addDemoSignIn } from './demo/sign-in.ts'
import { addDownloadRoute } from './feed-download/download-route.ts'
import { addFileRoutes } from './files/file-routes.ts'
import type { FileStore } from './files/file-store.ts'
import type { Desk } from './graphql/context.ts'
import { type MaskError, openMask, PublicError } from './graphql/errors.ts'
import { openGuard } from './graphql/guard.ts'
import { addGraphqlRoute } from './graphql/http-route.ts'
import { loadSchema } from './graphql/schema.ts'
import { trustedTexts } from './graphql/trusted-documents.ts'
import { openSocketServer } from './graphql/socket-server.ts'
import { openGuardedServer } from './http/connection-guard.ts'
import { addHealth, type EngineLife } from './http/health.ts'
import { readJsonBodies, UnreadBody } from './http/json-body.ts'
import { openOriginPolicy } from './http/origin.ts'
import { addPages } from './http/pages.ts'
import { addSecurityHeaders } from './http/security-headers.ts'
import { sendFailure } from './http/send-error.ts'
import { openSenders, senderOf } from './http/sender.ts'
import { openPaces, PERSON_PACE, pointsOfBytes, UNLIMITED } from './policy/paces.ts'
import { addRouteGate } from './policy/route-gate.ts'

export interface HttpServer {
  readonly app: FastifyInstance
  /** How many WebSockets are open. */
  readonly sockets: () => number
  /** Ends sockets first, so that their clients come back elsewhere; then lets requests under way finish. */
  close(): Promise<void>
}

/** Twenty commands at the longest texts the domain allows. */
const BODY_BYTES_MAX = 4 * 1024 * 1024
/** A file of 25 MiB over a line of 2 Mbit/s. Headers have Node's own 60 s. */
const REQUEST_WITHIN_MS = 120_000
const DRAIN_WITHIN_MS = 5_000
const BUILT_PAGES = join(import.meta.dirname, '..', 'out', 'renderer')

/** Not listening yet. `pagesFolder` is another build than the usual one. */
export async function openHttp(
  config: Config,
  desk: Desk,
  files: FileStore,
  engine: EngineLife,
  pagesFolder = BUILT_PAGES,
): Promise<HttpServer> {
  const mask = openMask(desk.log)
  const schema = loadSchema()
  const mayConnect = openOriginPolicy(config)
  const guard = openGuard(schema, { free: config.freeQueries, trusted: trustedTexts() })
  const paces = openPaces(config.loadTest ? UNLIMITED : PERSON_PACE)
  const app = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    serverFactory: (handle) =>
      openGuardedServer(handle, {
        requestTimeout: REQUEST_WITHIN_MS,
        refuseUnsized: (response) => {
          const text = JSON.stringify(bareError(mask, 411))
          response.writeHead(411, { ...BARE_HEADERS, 'content-length': Buffer.byteLength(text) }).end(text)
        },
      }),
    // What no route can be looked for: Fastify's own answer would repeat it, without our headers.
    frameworkErrors: (_error, _request, reply) => void sendUnroutable(reply, mask),
    // Else everybody behind the proxy would be one sender, who could keep all others from signing in.
    trustProxy: [...config.proxies],
  })
  readJsonBodies(app, ({ viewer }, bytes) => {
    if (viewer !== null) paces.owe(viewer.person.id, pointsOfBytes(bytes))
  })
  answerErrors(app, mask)

  await addSecurityHeaders(app)
  addRouteGate(app, { desk, mask, mayConnect, paces })
  await app.register(rateLimit, { global: false, keyGenerator: ({ ip }) => senderOf(ip) })
  addHealth(app, desk, engine, config.databaseUrl === null ? 'store' : 'database')
  const { demo, hotline, oldestClient, provider, publicUrl } = config
  app.get('/info', async () => {
    const rootFingerprint = desk.keys.rootFingerprint()
    const oldest = oldestClient === null ? {} : { oldestClient }
    const own = publicUrl === null ? {} : { publicUrl }
    // A fact of this server and of nobody's address: without it the form offers other ways in.
    const mail = config.smtpUrl !== null
    return { product: 'Accord', provider, hotline, demo, mail, rootFingerprint, ...oldest, ...own }
  })
  addOutsideWays(app, { config, desk })
  addSignInRoutes(app, { config, desk, wakeOutbox: desk.outbox.wake })
  if (demo) addDemoSignIn(app, { desk, provider, isPaced: !config.loadTest })
  await addGraphqlRoute(app, { desk, schema, guard, mask, paces })
  addDownloadRoute(app, { desk, mask })
  await addFileRoutes(app, { desk, files, mask })
  await addPages(app, pagesFolder)

  const sockets = openSocketServer({
    desk,
    schema,
    guard,
    mask,
    paces,
    mayConnect: ({ headers }) => mayConnect(headers),
    senderOf: openSenders(config.proxies),
  })
  app.server.on('upgrade', sockets.upgrade)

  return {
    app,
    sockets: sockets.count,
    async close() {
      await sockets.close()
      const late = setTimeout(() => app.server.closeAllConnections(), DRAIN_WITHIN_MS)
      await app.close()
      clearTimeout(late)
    },
  }
}

/** Of an answer that is made before there is a route. */
const BARE_HEADERS = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'",
}

const bareError = (mask: MaskError, status: number) => ({
  errors: [mask(new PublicError('BAD_REQUEST', sentenceFor(status)))],
})

const sendUnroutable = (reply: FastifyReply, mask: MaskError): FastifyReply =>
  reply.code(400).headers(BARE_HEADERS).send(bareError(mask, 400))

/** What Fastify refuses is told by its kind alone; everything else is a bug of ours and masked. */
function answerErrors(app: FastifyInstance, mask: MaskError): void {
  app.setErrorHandler(async (error: FastifyError, _request, reply) => {
    const status = error.statusCode ?? 500
    if (status >= 500) return sendFailure(reply, mask(error))
    const sentence = error instanceof UnreadBody ? error.message : sentenceFor(status)
    return reply.code(status).send({ errors: [mask(new PublicError(codeFor(status), sentence))] })
  })
}

const codeFor = (status: number) =>
  status === 413 ? 'TOO_LARGE' : status === 429 ? 'TOO_MANY' : 'BAD_REQUEST'

function sentenceFor(status: number): string {
  if (status === 411) return 'Send the length of the body with it (Content-Length).'
  if (status === 413) return `A request may have ${BODY_BYTES_MAX} bytes.`
  if (status === 415) return 'Send JSON, with the content type application/json.'
  if (status === 429) return 'Too many tries. Wait a minute.'
  return 'The request could not be understood.'
}
