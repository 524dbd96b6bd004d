// The dedicated worker of a window: joins the other tabs of this person and, when it leads them, opens the replica on
// this browser's storage and this origin's server. The only file of the renderer that knows a replica's inside.

import type { Replica } from '../../replica/api.ts'
import { openReplica } from '../../replica/open.ts'
import { graphqlTransport } from '../../replica/sync/graphql-transport.ts'
import { newId } from './new-id.ts'
import { Fault } from '../../replica/fault.ts'
import { parseClientMessage } from '../../replica/port/port.ts'
import { joinTabs, type TabMember } from './tab-leadership.ts'
import { askOver } from './session-answers.ts'
import { type AccessToken, NoToken, openSessionToken, type SessionToken } from './session-token.ts'
import { askHere, type Session, sessionIdOf } from './session.ts'
import type { WorkerReply, WorkerRequest } from './worker-contract.ts'
import { openReplicaFiles } from './worker-storage.ts'

/** A request that says nothing for this long is lost; the replica asks again. */
const REQUEST_WITHIN_MS = 30_000

const timers = {
  set: (run: () => void, ms: number) => setTimeout(run, ms),
  clear: (timer: unknown) => clearTimeout(timer as ReturnType<typeof setTimeout>),
}

let member: TabMember | null = null

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  switch (data.type) {
    case 'start':
      member ??= join(data.session, data.access, data.origin)
      return
    case 'port': {
      const message = parseClientMessage(data.message)
      if (message !== null) member?.receive(message)
      return
    }
    case 'leave':
      void leave()
  }
})

async function leave(): Promise<void> {
  try {
    await member?.leave()
  } catch (error) {
    console.error(error)
  }
  reply({ type: 'left' })
}

function reply(message: WorkerReply): void {
  postMessage(message)
}

function join({ person, token }: Session, access: AccessToken | null, origin: string): TabMember {
  return joinTabs({
    tab: newId(),
    personId: person.id,
    token,
    locks: navigator.locks ?? null,
    openChannel: (name) => new BroadcastChannel(name),
    toWindow: (message) => reply({ type: 'port', message }),
    openReplica: (current) =>
      openHere({ person, token: current }, openToken(current, current === token ? access : null), origin),
    newId,
  })
}

async function openHere({ person }: Session, session: WorkerToken, origin: string): Promise<Replica> {
  const files = await openReplicaFiles(person.id)
  try {
    const replica = openReplica({
      me: person,
      drivers: files,
      transport: graphqlTransport({
        origin,
        fetch: (url, request) => fetch(url, { ...request, signal: AbortSignal.timeout(REQUEST_WITHIN_MS) }),
        stream: async (url, request) => {
          const { status, body } = await fetch(url, request)
          return { status, text: body?.pipeThrough(new TextDecoderStream()) ?? null }
        },
        webSocketImpl: WebSocket,
        token: () => session.token(),
        refused: (token) => session.refused(token),
        timers,
      }),
      now: () => Date.now(),
      random: () => Math.random(),
      timers,
      newId,
      report: (what, cause) => console.warn(what, cause),
    })
    // A sign-in in a window makes a newer token; what the server held for want of one goes on with it, and not before.
    session.onRenewed(() => replica.probe())
    const close = async () => {
      session.close()
      await replica.close()
      files.release()
    }
    return { ...replica, close }
  } catch (error) {
    session.close()
    files.replica.close()
    files.outbox.close()
    files.release()
    throw error
  }
}

interface WorkerToken extends Pick<SessionToken, 'token' | 'refused' | 'close'> {
  /** Calls back from now on whenever there is another token. */
  onRenewed(renewed: () => void): void
}

/** The session's tokens in this worker; a demo session has one for all its life. */
function openToken(named: string, first: AccessToken | null): WorkerToken {
  const sessionId = sessionIdOf(named)
  if (sessionId === null)
    return {
      token: async () => named,
      refused: () => false,
      close: () => undefined,
      onRenewed: () => undefined,
    }
  let renewed = (): void => undefined
  const session = openSessionToken({
    sessionId,
    first,
    ask: askOver(askHere),
    locks: navigator.locks ?? null,
    openChannel: (name) => new BroadcastChannel(name),
    now: () => Date.now(),
    setTimer: timers.set,
    clearTimer: timers.clear,
    // The window has a keeper of its own, which hears the same.
    renewed: () => renewed(),
    ended: () => undefined,
  })
  return {
    ...session,
    token: () => session.token().catch((error: unknown) => Promise.reject(faultOf(error))),
    onRenewed: (run) => {
      renewed = run
    },
  }
}

/** As the replica understands it. */
function faultOf(error: unknown): Fault {
  const isOver = error instanceof NoToken && error.why === 'OVER'
  return isOver
    ? new Fault('SIGNED_OUT', 'SIGN_IN', 'the session is over', { cause: error })
    : new Fault('UNREACHABLE', 'LATER', 'no token could be had', { cause: error })
}
