// A program of somebody else's on the public API alone: questions and commands by HTTP POST, the feed by graphql-ws. It
// shares no code with the replica, keeps every text that came over the wire as it came, and has one person's session.

import { randomUUID } from 'node:crypto'
import { createClient } from 'graphql-ws'
import { expect, vi } from 'vitest'
import { WebSocket } from 'ws'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { FeedPage, RoomPresence } from '../../protocol/feed.ts'
import type { CommandInput } from '../../protocol/graphql.gen.ts'

export interface WireAnswer {
  readonly id: string
  readonly outcome: 'ACCEPTED' | 'REJECTED' | 'RETRY'
  readonly recordedAt: string | null
  readonly rejection: { readonly code: string; readonly facts: Readonly<Record<string, unknown>> } | null
}

export interface Reply {
  readonly status: number
  readonly text: string
  readonly data: Readonly<Record<string, unknown>>
}

export interface HttpReply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
}

export interface Envelope {
  readonly id: string
  readonly roomId: string
  readonly command: CommandInput
}

/** A person at the API. */
export interface ApiPerson {
  readonly id: string
  readonly name: string
  /** One GraphQL request, whatever its answer. */
  ask(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Reply>
  /** One plain HTTP request with this session; date aside, everything that came back. */
  http(path: string, body?: string): Promise<HttpReply>
  submit(envelopes: readonly Envelope[]): Promise<readonly WireAnswer[]>
  /** Hands in one command that must be accepted; its id is made here unless given. */
  does(roomId: string, command: CommandInput, id?: string): Promise<WireAnswer>
  /** Hands in one command that must be rejected, and returns why: the code beside its facts. */
  isRefused(roomId: string, command: CommandInput): Promise<Readonly<Record<string, unknown>>>
  /** Brings content in for a file of the room; what attachFile and attachEvidence then refer to. */
  bring(roomId: string, content: string): Promise<{ readonly sha256: string; readonly size: number }>
  room(id: string): Promise<RoomAnswer>
  follow(from?: { readonly after: string; readonly epoch: string }): Feed
  close(): Promise<void>
}

export interface RoomAnswer {
  readonly phase: string
  readonly ticket: string
  readonly ownerId: string | null
  readonly cadenceMinutes: number | null
  readonly sharedSeq: number
  readonly chainHead: string
  readonly clocks: readonly ClockAnswer[]
  readonly resolutions: readonly ResolutionAnswer[]
}

export interface ClockAnswer {
  readonly id: string
  readonly kind: string
  readonly startedAt: string
  readonly dueAt: string | null
  readonly binding: boolean
  readonly stoppedAt: string | null
  readonly outcome: string
  readonly breachRecordedAt: string | null
}

export interface ResolutionAnswer {
  readonly id: string
  readonly version: number
  readonly outcome: 'ENDED' | 'WORKAROUND'
  readonly statement: string
  readonly unavailabilityEndedAt: string | null
  readonly cause: string | null
  readonly followUp: string | null
  readonly sharedSeq: number
  readonly chainHead: string
  readonly digest: string
  readonly text: string | null
  readonly status: string
  readonly signatures: readonly {
    readonly party: string
    readonly publicKey: string
    readonly signature: string
    readonly protected: string | null
    readonly certificate: string | null
    readonly by: { readonly personId: string | null }
  }[]
}

/** What one subscriber has been told so far. */
export interface Feed {
  readonly pages: readonly FeedPage[]
  readonly presence: readonly RoomPresence[]
  /** Every text that came over this subscriber's socket. */
  readonly frames: readonly string[]
  events(): readonly RecordedEvent[]
  /** Waits for an event of a room that fits; fails when none comes. */
  sees(roomId: string, type: string, fits?: (event: RecordedEvent) => boolean): Promise<RecordedEvent>
  /** Waits until the feed has been read to the head. */
  toHead(): Promise<void>
}

/** Waits until something holds; fails with what did not. Works in hooks too, unlike expect.poll. */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  await vi.waitFor(() => {
    if (!holds()) throw new Error(`not in time: ${what}`)
  }, SOON)
}

const ROOM_FIELDS = `phase ticket ownerId cadenceMinutes sharedSeq chainHead
  clocks { id kind startedAt dueAt binding stoppedAt outcome breachRecordedAt }
  resolutions { id version outcome statement unavailabilityEndedAt cause followUp sharedSeq chainHead digest text status
    signatures { party publicKey signature protected certificate by { personId } } }`

const FEED = `subscription Feed($after: Cursor!, $epoch: String!) {
  feed(after: $after, epoch: $epoch) {
    epoch after cursor atHead digest serverTime
    events { id roomId accountId audience sharedSeq seq recordedAt actor { personId party role name } causedBy hash salt body }
  }
}`
const PRESENCE = 'subscription { presence { roomId people { personId name party activity } } }'
const SUBMIT = `mutation Submit($commands: [SubmitInput!]!) {
  submit(commands: $commands) { answers { id outcome recordedAt rejection { code facts } } }
}`
const SOON = { timeout: 10_000, interval: 10 }

/** A fresh session of a demo person. */
export async function signIn(url: string, personId: string): Promise<ApiPerson> {
  const answer = await post(`${url}/demo/sign-in`, { personId })
  const { token, person } = JSON.parse(answer.text) as { token: string; person: { name: string } }
  return personAt(url, token, personId, person.name)
}

function personAt(url: string, token: string, id: string, name: string): ApiPerson {
  const closing = new Set<() => void | Promise<void>>()
  const authorization = `Bearer ${token}`
  const ask: ApiPerson['ask'] = async (query, variables = {}) => {
    const { status, text } = await post(`${url}/graphql`, { query, variables }, { authorization })
    const body = JSON.parse(text) as { readonly data?: Reply['data'] | null }
    return { status, text, data: body.data ?? {} }
  }
  const submit: ApiPerson['submit'] = async (commands) => {
    const { data, text } = await ask(SUBMIT, { commands })
    const result = data['submit'] as { readonly answers: readonly WireAnswer[] } | undefined
    if (result === undefined) throw new Error(`${name} got no answer: ${text}`)
    return result.answers
  }
  const submitOne = async (roomId: string, command: CommandInput, commandId: string): Promise<WireAnswer> => {
    const [answer] = await submit([{ id: commandId, roomId, command }])
    if (answer === undefined) throw new Error('one command has one answer')
    return answer
  }
  return {
    id,
    name,
    ask,
    async http(path, body) {
      const init = body === undefined ? {} : { method: 'POST', body }
      const response = await fetch(`${url}${path}`, { ...init, headers: { authorization } })
      const { date: _, ...headers } = Object.fromEntries(response.headers)
      return { status: response.status, headers, text: await response.text() }
    },
    submit,
    async does(roomId, command, commandId = randomUUID()) {
      const answer = await submitOne(roomId, command, commandId)
      const { outcome, rejection } = answer
      expect({ outcome, rejection }, `${name} asks for ${Object.keys(command)[0]}`).toEqual({
        outcome: 'ACCEPTED',
        rejection: null,
      })
      return answer
    },
    async isRefused(roomId, command) {
      const { outcome, rejection } = await submitOne(roomId, command, randomUUID())
      expect(outcome, `${name} asks for ${Object.keys(command)[0]}`).toBe('REJECTED')
      return { code: rejection?.code, ...rejection?.facts }
    },
    async bring(roomId, content) {
      const headers = { authorization, 'content-type': 'application/octet-stream' }
      const response = await fetch(`${url}/rooms/${roomId}/files`, { method: 'POST', headers, body: content })
      expect(response.status, `${name} brings a file`).toBe(200)
      return (await response.json()) as { sha256: string; size: number }
    },
    async room(roomId) {
      const { data, text } = await ask(`query Room($id: ID!) { room(id: $id) { ${ROOM_FIELDS} } }`, {
        id: roomId,
      })
      if (data['room'] == null) throw new Error(`${name} sees no room ${roomId}: ${text}`)
      return data['room'] as RoomAnswer
    },
    follow: (from = { after: '', epoch: '' }) => openFeed(url, authorization, from, closing),
    async close() {
      for (const end of closing) await end()
    },
  }
}

function openFeed(
  url: string,
  authorization: string,
  from: { readonly after: string; readonly epoch: string },
  closing: Set<() => void | Promise<void>>,
): Feed {
  const pages: FeedPage[] = []
  const presence: RoomPresence[] = []
  const frames: string[] = []
  let streams = 0
  class ListeningSocket extends WebSocket {
    constructor(address: string | URL, protocols?: string | string[]) {
      super(address, protocols)
      this.on('message', (text: Buffer) => frames.push(text.toString('utf8')))
    }
  }
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: ListeningSocket,
    connectionParams: { authorization },
    retryAttempts: 0,
    lazy: false,
    onNonLazyError: () => undefined,
    generateID: () => `stream-${streams++}`,
  })
  closing.add(() => client.dispose())
  const stream = (query: string, variables: Record<string, unknown>, take: (data: object) => void): void => {
    client.subscribe<Record<string, unknown>>(
      { query, variables },
      {
        next: ({ data }) => data != null && take(data),
        error: () => undefined,
        complete: () => undefined,
      },
    )
  }
  stream(FEED, { ...from }, (data) => pages.push((data as { readonly feed: FeedPage }).feed))
  stream(PRESENCE, {}, (data) =>
    presence.push(...(data as { readonly presence: readonly RoomPresence[] }).presence),
  )
  const events = (): readonly RecordedEvent[] => pages.flatMap((page) => page.events)
  return {
    pages,
    presence,
    frames,
    events,
    sees: (roomId, type, fits = () => true) =>
      vi.waitFor(() => {
        const isIt = (event: RecordedEvent): boolean =>
          event.roomId === roomId && event.body.type === type && fits(event)
        const found = events().find(isIt)
        if (found === undefined) throw new Error(`no ${type} came in this room`)
        return found
      }, SOON),
    toHead: () => eventually(() => pages.at(-1)?.atHead === true, 'the feed came to its head'),
  }
}

async function post(
  url: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ readonly status: number; readonly text: string }> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
  return { status: response.status, text: await response.text() }
}
