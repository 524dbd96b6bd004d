// One person's replica inside its process: opened once on this computer's disk, answering any number of windows, each
// over a port of its own. When the server has ended its session, it goes on with the next one of the same person.

import { hash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Person } from '../domain/people.ts'
import { uuidV7 } from '../protocol/uuid.ts'
import type { Replica } from '../replica/api.ts'
import { Fault } from '../replica/fault.ts'
import { openReplica } from '../replica/open.ts'
import { openLeader } from '../replica/port/leader.ts'
import { makeLeading } from '../replica/port/leading.ts'
import { type HostMessage, parseClientMessage } from '../replica/port/port.ts'
import { graphqlTransport } from '../replica/sync/graphql-transport.ts'
import type { AccessAnswer } from './access-tokens.ts'
import { NoAccess, openReplicaAccess, type ReplicaAccess } from './replica-access.ts'
import { openSqliteDriver } from './sqlite-driver.ts'

/** A window's end of a message channel: Electron's MessagePortMain, in the shape that is used of it. */
export interface WindowPort {
  postMessage(message: unknown): void
  on(event: 'message', hear: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', hear: () => void): unknown
  start(): void
  close(): void
}

export interface PersonReplicaOptions {
  readonly person: Person
  /** The session's id. */
  readonly session: string
  readonly origin: string
  readonly folder: string
  /** Asks the main process for a token; `answerToken` brings it. */
  readonly askToken: (refused: string | null) => void
  readonly opened: () => void
  readonly unusable: (code: string) => void
}

export interface PersonReplica {
  addWindow(window: string, port: WindowPort): void
  /** The person has signed in anew. */
  renew(session: string): void
  answerToken(answer: AccessAnswer): void
  /** Waits a moment for windows that are going, since their last words may be drafts; then closes the files. */
  close(): Promise<void>
}

const REQUEST_WITHIN_MS = 30_000
const LAST_WORDS_WITHIN_MS = 1_000

const timers = {
  set: (run: () => void, ms: number): unknown => setTimeout(run, ms),
  clear: (timer: unknown): void => clearTimeout(timer as NodeJS.Timeout),
}
const random = (): number => {
  const [word = 0] = crypto.getRandomValues(new Uint32Array(1))
  return word / 2 ** 32
}
const newId = (): string => uuidV7(Date.now(), random)

export function openPersonReplica(options: PersonReplicaOptions): PersonReplica {
  const ports = new Map<string, WindowPort>()
  const gone = new Map<string, () => void>()
  let ended: string | null = null
  let allGone: () => void = () => undefined
  const access = openReplicaAccess(options.askToken)
  const say = (window: string, message: HostMessage) => ports.get(window)?.postMessage(message)

  const leading = makeLeading({
    // What tells one session from the next: its id.
    token: options.session,
    open: async () =>
      openLeader({
        replica: openHere(options, access),
        id: newId(),
        say,
        whenGone: (window, drop) => gone.set(window, drop),
        linkChanged: (link) => leading.linkChanged(link),
        report: (error) => console.error(error),
      }),
    opened: ({ id }) => {
      for (const window of ports.keys()) say(window, { type: 'ready', host: id })
      options.opened()
    },
    failed: (error) => {
      console.error(error)
      const code = error instanceof Error && 'code' in error ? String(error.code) : 'BUG'
      ended = code
      for (const window of ports.keys()) say(window, { type: 'unusable', code })
      options.unusable(code)
    },
  })
  leading.begin()

  /** A window that was reloaded has a new port by the time its old one closes. */
  function remove(window: string, port: WindowPort | undefined): void {
    if (port === undefined || ports.get(window) !== port) return
    ports.delete(window)
    gone.get(window)?.()
    gone.delete(window)
    if (ports.size === 0) allGone()
  }

  return {
    addWindow(window, port) {
      const before = ports.get(window)
      remove(window, before)
      before?.close()
      ports.set(window, port)
      port.on('message', ({ data }) => {
        const message = parseClientMessage(data)
        if (message !== null && ports.get(window) === port) leading.leader()?.receive(window, message)
      })
      port.on('close', () => remove(window, port))
      port.start()
      const leader = leading.leader()
      if (leader !== null) say(window, { type: 'ready', host: leader.id })
      if (ended !== null) say(window, { type: 'unusable', code: ended })
    },
    renew(session) {
      access.reset()
      leading.offerToken(session)
    },
    answerToken: (answer) => access.answer(answer),
    async close() {
      const quiet = new Promise<void>((resolve) => {
        allGone = resolve
        if (ports.size === 0) resolve()
        else setTimeout(resolve, LAST_WORDS_WITHIN_MS)
      })
      await quiet
      await leading.end()
      for (const port of ports.values()) port.close()
    },
  }
}

function openHere({ person, origin, folder }: PersonReplicaOptions, access: ReplicaAccess): Replica {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const outbox = openSqliteDriver(join(folder, 'outbox.db'), 'outbox')
  try {
    const replica = openSqliteDriver(join(folder, 'replica.db'), 'replica')
    return openReplica({
      me: person,
      drivers: { replica, outbox },
      transport: graphqlTransport({
        origin,
        fetch: (url, request) =>
          fetch(url, {
            ...request,
            redirect: 'error',
            credentials: 'omit',
            signal: AbortSignal.timeout(REQUEST_WITHIN_MS),
          }),
        stream: async (url, request) => {
          const { status, body } = await fetch(url, { ...request, redirect: 'error', credentials: 'omit' })
          return { status, text: body?.pipeThrough(new TextDecoderStream()) ?? null }
        },
        webSocketImpl: WebSocket,
        token: () => access.token().catch((error: unknown) => Promise.reject(faultOf(error))),
        refused: (token) => access.refused(token),
        timers,
      }),
      now: () => Date.now(),
      random,
      sha256: (text) => hash('sha256', text),
      timers,
      newId,
      report: (what, cause) => console.warn(what, cause),
    })
  } catch (error) {
    outbox.close()
    throw error
  }
}

/** As the replica understands it. */
function faultOf(cause: unknown): Fault {
  return cause instanceof NoAccess && cause.why === 'OVER'
    ? new Fault('SIGNED_OUT', 'SIGN_IN', 'the session is over', { cause })
    : new Fault('UNREACHABLE', 'LATER', 'no token could be had', { cause })
}
