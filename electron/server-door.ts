// What the main process itself asks of a server: what it is, the demo's people, sign-in and sign-out, and the content
// of files. Requests go through the system's proxy and certificates, carry no cookie and follow no redirect: an answer
// from elsewhere is no answer. Nothing here rejects; null is "nobody answered".

import { type Person } from '../domain/people.ts'
import { FILE_BYTES_MAX } from '../domain/incident/conversation.ts'
import type { DesktopSignIn, ServerSaid } from '../protocol/desktop.ts'
import { SIGN_OUT_DOCUMENT } from '../protocol/operations.ts'
import { parsePerson } from '../protocol/person.ts'

/** The part of `fetch` that is used: Electron's own in the program, Node's in tests. */
export type Ask = (url: string, request: RequestInit) => Promise<Response>

export interface ServerDoor {
  said(origin: string): Promise<ServerSaid>
  signInToDemo(
    origin: string,
    personId: string,
  ): Promise<{ readonly answer: DesktopSignIn; readonly token: string }>
  signOut(origin: string, token: string): Promise<void>
  bringFile(origin: string, token: string, roomId: string, bytes: Uint8Array): Promise<Json | null>
  fetchFile(
    origin: string,
    token: string,
    roomId: string,
    eventId: string,
  ): Promise<{ readonly status: number; readonly bytes: Uint8Array } | null>
}

/** A status and the JSON that came with it, unjudged; null where it was none. */
export interface Json {
  readonly status: number
  readonly body: unknown
}

const ANSWER_WITHIN_MS = 10_000
const FILE_WITHIN_MS = 300_000
const JSON_BYTES_MAX = 1_000_000
const NOBODY = { answer: { outcome: 'UNREACHABLE' }, token: '' } as const

export function openServerDoor(ask: Ask): ServerDoor {
  async function answered(url: string, request: RequestInit, withinMs: number): Promise<Response | null> {
    try {
      return await ask(url, {
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
        signal: AbortSignal.timeout(withinMs),
        ...request,
      })
    } catch {
      return null
    }
  }
  async function json(
    url: string,
    request: RequestInit = {},
    withinMs = ANSWER_WITHIN_MS,
  ): Promise<Json | null> {
    const response = await answered(url, request, withinMs)
    if (response === null) return null
    try {
      const text = Buffer.from(await bytesOf(response, JSON_BYTES_MAX)).toString('utf8')
      return { status: response.status, body: JSON.parse(text) }
    } catch {
      return { status: response.status, body: null }
    }
  }

  return {
    async said(origin) {
      const [info, people] = await Promise.all([json(`${origin}/info`), json(`${origin}/demo/people`)])
      return { info: bodyOf(info), demoPeople: people?.status === 404 ? [] : bodyOf(people) }
    },
    async signInToDemo(origin, personId) {
      const answer = await json(`${origin}/demo/sign-in`, posted({ personId }))
      if (answer === null || answer.status >= 500 || answer.status === 429) return NOBODY
      const session = answer.status === 200 ? sessionIn(answer.body) : null
      if (session === null) return { answer: { outcome: 'REFUSED' }, token: '' }
      return { answer: { outcome: 'SIGNED_IN', person: session.person }, token: session.token }
    },
    async signOut(origin, token) {
      const request = posted({ query: SIGN_OUT_DOCUMENT })
      await json(`${origin}/graphql`, { ...request, headers: { ...request.headers, ...bearer(token) } })
    },
    bringFile: (origin, token, roomId, bytes) =>
      json(
        filesAt(origin, roomId),
        {
          method: 'POST',
          headers: { ...bearer(token), 'content-type': 'application/octet-stream' },
          body: new Uint8Array(bytes),
        },
        FILE_WITHIN_MS,
      ),
    async fetchFile(origin, token, roomId, eventId) {
      const url = `${filesAt(origin, roomId)}/${encodeURIComponent(eventId)}`
      const response = await answered(url, { headers: bearer(token) }, FILE_WITHIN_MS)
      if (response === null) return null
      try {
        const bytes = response.ok ? await bytesOf(response, FILE_BYTES_MAX) : new Uint8Array()
        return { status: response.status, bytes }
      } catch {
        return null
      }
    },
  }
}

const filesAt = (origin: string, roomId: string): string =>
  `${origin}/rooms/${encodeURIComponent(roomId)}/files`

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

const posted = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

const bodyOf = (answer: Json | null): unknown =>
  answer !== null && answer.status === 200 ? answer.body : null

function sessionIn(body: unknown): { readonly person: Person; readonly token: string } | null {
  if (typeof body !== 'object' || body === null || !('token' in body) || !('person' in body)) return null
  const person = parsePerson(body.person)
  const { token } = body
  return person !== null && typeof token === 'string' && token !== '' ? { person, token } : null
}

/** Reads no more than `max` bytes. Rejects when there are more. */
async function bytesOf(response: Response, max: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.byteLength
    if (length > max) throw new RangeError('the answer is larger than it may be')
    parts.push(part)
  }
  return Buffer.concat(parts)
}
