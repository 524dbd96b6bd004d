// Files of a room over HTTP: bring one in, and fetch one that an entry refers to. What comes before either is the same
// as for GraphQL, in the gate of server/policy/: origin, session, room. Whatever is not this person's to have is answered like what is not there,
// byte for byte (I19): a foreign room, a closed one, an internal entry, an entry without a file.
//
//   POST /rooms/:roomId/files            body: the bytes themselves ─▶ { sha256, size }, for attachFile or attachEvidence
//   GET  /rooms/:roomId/files/:eventId   ─▶ the bytes, as a download

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { toEventId, toRoomId } from '../../domain/ids.ts'
import { FILE_BYTES_MAX } from '../../domain/incident/conversation.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { isPermitted } from '../../domain/incident/permissions.ts'
import { phaseOf } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import type { Desk } from '../graphql/context.ts'
import { type MaskError, PublicError, signInFirst } from '../graphql/errors.ts'
import { sendNotFound } from '../http/pages.ts'
import { downloadHeaders } from './download-headers.ts'
import { type FileOwner, type FileStore, FileTooLarge } from './file-store.ts'
import { openQuota } from './quota.ts'

export interface FileRoutesOptions {
  readonly desk: Desk
  readonly files: FileStore
  readonly mask: MaskError
}

const UPLOADS_PER_MINUTE = 20
const DOWNLOADS_PER_MINUTE = 120

/** What an entry says of the file that it refers to. */
interface FileReference {
  readonly name: string
  readonly mediaType: string
  readonly sha256: string
}

export async function addFileRoutes(app: FastifyInstance, options: FileRoutesOptions): Promise<void> {
  const { desk, files, mask } = options
  const takeQuota = openQuota(desk.pace.fileQuota)
  await app.register(async (scope) => {
    // Any content type is taken as plain bytes; nothing of them is read before the room is known.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
    scope.post<{ Params: { roomId: string } }>(
      '/rooms/:roomId/files',
      { config: { rateLimit: perPerson(UPLOADS_PER_MINUTE) } },
      async (request, reply) => {
        const owner = await ownerFor(personOf(request), request.params.roomId)
        if (owner === null) return sendNotFound(reply)
        const wait = takeQuota(personOf(request).id, owner, sizeSaid(request))
        if (wait > 0) return refuse(reply, 429, tooMuch(wait))
        return receive(request, reply, owner)
      },
    )
    scope.get<{ Params: { roomId: string; eventId: string } }>(
      '/rooms/:roomId/files/:eventId',
      { config: { rateLimit: perPerson(DOWNLOADS_PER_MINUTE) } },
      async (request, reply) => {
        const { roomId, eventId } = request.params
        return hand(reply, await desk.core.event(personOf(request), toRoomId(roomId), toEventId(eventId)))
      },
    )
  })

  const refuse = (reply: FastifyReply, status: number, error: PublicError): FastifyReply =>
    reply.code(status).send({ errors: [mask(error)] })

  /** Null where this person could not attach anything now. */
  async function ownerFor(person: Person, roomId: string): Promise<FileOwner | null> {
    const room = await desk.core.room(person, toRoomId(roomId))
    if (room === null || !isPermitted('attachFile', person.role, phaseOf(room))) return null
    return { accountId: room.accountId, party: person.party }
  }

  async function receive(request: FastifyRequest, reply: FastifyReply, owner: FileOwner): Promise<unknown> {
    if (sizeSaid(request) > FILE_BYTES_MAX) return refuse(reply, 413, tooLarge())
    try {
      const file = await files.receive(owner, request.raw)
      return await reply.send(file)
    } catch (error) {
      if (error instanceof FileTooLarge) return refuse(reply, 413, tooLarge())
      // The sender is gone: there is nobody to answer.
      if (request.raw.destroyed && !request.raw.complete) return reply.hijack()
      if (!isDiskFull(error)) throw error
      desk.log.error({ err: error }, 'a file could not be kept')
      return refuse(
        reply,
        503,
        new PublicError('UNAVAILABLE', 'The file could not be kept. Try again later.'),
      )
    }
  }

  async function hand(reply: FastifyReply, event: RecordedEvent | null): Promise<FastifyReply> {
    const file = event === null ? null : referenceIn(event)
    if (event === null || file === null || event.actor.party === 'SYSTEM') return sendNotFound(reply)
    const content = await files.read({ accountId: event.accountId, party: event.actor.party }, file.sha256)
    if (content === null) {
      desk.log.warn(
        { roomId: event.roomId, eventId: event.id },
        'the content of an attached file is not here',
      )
      return sendNotFound(reply)
    }
    return reply.headers(downloadHeaders(file.name, file.mediaType, content.size)).send(content.bytes)
  }
}

/** No header says how many are left: it would make answers differ that must be equal byte for byte (I19). */
const UNSAID = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false }

/** Counted per person and not per address: behind a company's one address there are many people. */
const perPerson = (max: number) => ({
  max,
  timeWindow: 60_000,
  hook: 'preHandler' as const,
  keyGenerator: (request: FastifyRequest) => personOf(request).id,
  addHeadersOnExceeding: UNSAID,
})

function personOf({ viewer }: FastifyRequest): Person {
  if (viewer === null) throw signInFirst()
  return viewer.person
}

function referenceIn({ body }: RecordedEvent): FileReference | null {
  if (body.type === 'FileAttached') return body
  if (body.type !== 'EvidenceAttached') return null
  return { name: body.fileName, mediaType: 'text/plain', sha256: body.sha256 }
}

const tooLarge = () => new PublicError('TOO_LARGE', `A file may have ${FILE_BYTES_MAX} bytes.`)

const isDiskFull = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT')

/** In bytes. Every body says its length: what does not is not read (http/connection-guard.ts). */
const sizeSaid = ({ headers }: FastifyRequest): number => Number(headers['content-length'] ?? 0)

const tooMuch = (wait: number): PublicError =>
  new PublicError('TOO_MANY', `So much was brought in today. Wait ${Math.ceil(wait / 60)} min.`)
