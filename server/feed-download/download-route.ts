// A copy that is far behind fetches its feed in one packed answer, and the tail by the subscription (decision 0035).
// What comes before is the gate's: origin, session, pace. Everything here is the asker's own channel and nothing else:
// bytes, count and pages follow from it alone (I20).
//
//   POST /feed { after, epoch }  ─▶ 200 lines of pages | 204 near enough, read the feed | 503 no place, read the feed

import { pipeline, Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { FROM_START } from '../../protocol/feed.ts'
import { isFields } from '../../protocol/fields.ts'
import type { Viewer } from '../auth/session-desk.ts'
import type { Desk, Outlet } from '../graphql/context.ts'
import { type MaskError, PublicError, signInFirst } from '../graphql/errors.ts'
import { type DownloadFrom, downloadLines, SessionOver, startOf } from './download-lines.ts'
import { packer, packingFor } from './pack.ts'
import { openPlaces, type Places } from './places.ts'

export interface DownloadRouteOptions {
  readonly desk: Desk
  readonly mask: MaskError
  readonly places?: Places | undefined
  /** How long one download may take; milliseconds. */
  readonly withinMs?: number | undefined
}

/** Entries: with fewer to come, the feed's own pages are as quick. An empty copy is always served. */
export const FAR_BEHIND = 2_000
/** A copy asks once for each time it has been away. */
const DOWNLOADS_PER_MINUTE = 30
/**
 * Two years of fifty accounts over a slow line; who needs longer goes on from the last cursor. Else two people who take a
 * line now and then would hold every place for hours.
 */
const WITHIN_MS = 10 * 60_000
/** What waits between the store and the packer; a page is made whenever there is less. */
const WAITING_BYTES = 64 * 1024
const TEXT_MAX = 200

export function addDownloadRoute(app: FastifyInstance, options: DownloadRouteOptions): void {
  const { desk, mask, places = openPlaces(), withinMs = WITHIN_MS } = options
  const open = new Set<() => void>()
  // Else a server that stops would wait for the slowest of them.
  app.addHook('preClose', async () => {
    for (const end of open) end()
  })
  const refuse = (reply: FastifyReply, status: number, error: PublicError): FastifyReply =>
    reply.code(status).send({ errors: [mask(error)] })

  app.post('/feed', { config: { rateLimit: perPerson(DOWNLOADS_PER_MINUTE) } }, async (request, reply) => {
    const viewer = viewerOf(request)
    const from = fromOf(request.body)
    if (from === null) return refuse(reply, 400, new PublicError('BAD_REQUEST', ASK_LIKE_THIS))
    const giveBack = places.take(viewer.person.id)
    if (giveBack === null) return refuse(reply.header('retry-after', 10), 503, noPlace())
    const end = endOnce(giveBack)
    const detach = desk.sessions.attach(viewer, end.now)
    if (detach === null) {
      end.now()
      return refuse(reply.header('retry-after', 10), 503, noPlace())
    }
    end.after(detach)
    try {
      const context = { ...desk, viewer, outlet: outletOf(end.now) }
      const start = await startOf(context, from)
      if (start.count < FAR_BEHIND && from.after !== FROM_START) {
        end.now()
        return await reply.code(204).send()
      }
      open.add(end.now)
      end.after(() => open.delete(end.now))
      const late = setTimeout(end.now, withinMs)
      end.after(() => clearTimeout(late))
      return await send(request, reply, downloadLines(context, start), end)
    } catch (error) {
      end.now()
      throw error
    }
  })

  function send(
    request: FastifyRequest,
    reply: FastifyReply,
    lines: AsyncGenerator<Buffer>,
    end: Ending,
  ): FastifyReply {
    const packing = packingFor(request.headers['accept-encoding'])
    const source = Readable.from(watched(lines, desk.pace.patienceMs, end.now), {
      objectMode: false,
      highWaterMark: WAITING_BYTES,
    })
    const through = packer(packing)
    const body = through ?? source
    // Cutting the line is the one way to say, after the first byte, that this is not all.
    end.after(() => source.destroy())
    const done = (error: Error | null | undefined): void => {
      const isOurs = error != null && !(error instanceof SessionOver) && !isCut(error)
      if (isOurs) desk.log.error({ err: error }, 'a download of a feed failed')
      end.now()
    }
    if (through === null) source.once('close', () => done(source.errored))
    else pipeline(source, through, done)
    reply.raw.once('close', end.now)
    void reply
      .header('content-type', 'application/x-ndjson')
      .header('cache-control', 'no-store, no-transform')
      .header('vary', 'accept-encoding')
      .header('x-accel-buffering', 'no')
    if (packing !== 'identity') void reply.header('content-encoding', packing)
    return reply.send(body)
  }
}

/** Ends by itself where nobody asks for the next line for so long: a dead reader must not hold a place (I10). */
async function* watched(
  lines: AsyncGenerator<Buffer>,
  patienceMs: number,
  end: () => void,
): AsyncGenerator<Buffer, void, void> {
  for await (const line of lines) {
    const impatient = setTimeout(end, patienceMs)
    try {
      yield line
    } finally {
      clearTimeout(impatient)
    }
  }
}

interface Ending {
  /** Runs what was put down, once. */
  readonly now: () => void
  /** Runs it at the end, or at once where that is past. */
  after(run: () => void): void
}

function endOnce(first: () => void): Ending {
  let runs: (() => void)[] | null = [first]
  return {
    now: () => {
      const due = runs ?? []
      runs = null
      for (const run of due) run()
    },
    after: (run) => {
      if (runs === null) run()
      else runs.push(run)
    },
  }
}

const outletOf = (end: () => void): Outlet => ({
  drained: () => Promise.resolve(),
  isFull: () => false,
  end,
})

const ASK_LIKE_THIS = 'Send { "after": cursor, "epoch": text }; both are "" for a copy that holds nothing.'

function fromOf(body: unknown): DownloadFrom | null {
  if (!isFields(body)) return null
  const { after, epoch } = body
  return isShortText(after) && isShortText(epoch) ? { after, epoch } : null
}

const isShortText = (value: unknown): value is string => typeof value === 'string' && value.length <= TEXT_MAX

function viewerOf({ viewer }: FastifyRequest): Viewer {
  if (viewer === null) throw signInFirst()
  return viewer
}

const noPlace = (): PublicError =>
  new PublicError('UNAVAILABLE', 'No place for a download now. Read the feed page by page.')

/** The reader went, or the download was ended from here. */
const isCut = (error: Error): boolean =>
  'code' in error && (error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ABORT_ERR')

const perPerson = (max: number) => ({
  max,
  timeWindow: 60_000,
  hook: 'preHandler' as const,
  keyGenerator: (request: FastifyRequest) => viewerOf(request).person.id,
})
