// What the main process itself asks of a server beside sign-in (server-auth.ts): what it is, the demo's people, and the
// content of files. Nothing here rejects; null is "nobody answered".

import { FILE_BYTES_MAX } from '../domain/incident/conversation.ts'
import {
  ADMINISTRATION_DOCUMENTS,
  type AdministrationOperation,
} from '../protocol/administration-operations.ts'
import type { ServerSaid } from '../protocol/desktop.ts'
import { type Ask, bearer, bytesOf, type Json, openAsking, posted } from './server-ask.ts'

export interface ServerDoor {
  said(origin: string): Promise<ServerSaid>
  bringFile(origin: string, token: string, roomId: string, bytes: Uint8Array): Promise<Json | null>
  /** `variables` are JSON. */
  administer(
    origin: string,
    token: string,
    operation: AdministrationOperation,
    variables: string,
  ): Promise<Json | null>
  fetchFile(
    origin: string,
    token: string,
    roomId: string,
    eventId: string,
  ): Promise<{ readonly status: number; readonly bytes: Uint8Array } | null>
}

const FILE_WITHIN_MS = 300_000

export function openServerDoor(ask: Ask): ServerDoor {
  const { answered, json } = openAsking(ask)

  return {
    async said(origin) {
      const [info, people] = await Promise.all([json(`${origin}/info`), json(`${origin}/demo/people`)])
      return { info: bodyOf(info), demoPeople: people?.status === 404 ? [] : bodyOf(people) }
    },
    async bringFile(origin, token, roomId, bytes) {
      const answer = await json(
        filesAt(origin, roomId),
        {
          method: 'POST',
          headers: { ...bearer(token), 'content-type': 'application/octet-stream' },
          body: new Uint8Array(bytes),
        },
        FILE_WITHIN_MS,
      )
      return answer === null ? null : { status: answer.status, body: answer.body }
    },
    async administer(origin, token, operation, variables) {
      const query = ADMINISTRATION_DOCUMENTS[operation]
      const answer = await json(
        `${origin}/graphql`,
        posted({ query, variables: JSON.parse(variables) as unknown }, token),
      )
      return answer === null ? null : { status: answer.status, body: answer.body }
    },
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

const bodyOf = (answer: Json | null): unknown =>
  answer !== null && answer.status === 200 ? answer.body : null
