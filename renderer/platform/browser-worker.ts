// The dedicated worker of a window: joins the other tabs of this person and, when it leads them, opens the replica on
// this browser's storage and this origin's server. The only file of the renderer that knows a replica's inside.

import type { Replica } from '../../replica/api.ts'
import { openReplica } from '../../replica/open.ts'
import { graphqlTransport } from '../../replica/sync/graphql-transport.ts'
import { newId } from './new-id.ts'
import { parseClientMessage } from '../../replica/port/port.ts'
import { joinTabs, type TabMember } from './tab-leadership.ts'
import type { Session } from './session.ts'
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
      member ??= join(data.session, data.origin)
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

function join({ person, token }: Session, origin: string): TabMember {
  return joinTabs({
    tab: newId(),
    personId: person.id,
    token,
    locks: navigator.locks ?? null,
    openChannel: (name) => new BroadcastChannel(name),
    toWindow: (message) => reply({ type: 'port', message }),
    openReplica: (current) => openHere({ person, token: current }, origin),
    newId,
  })
}

async function openHere({ person, token }: Session, origin: string): Promise<Replica> {
  const files = await openReplicaFiles(person.id)
  try {
    const replica = openReplica({
      me: person,
      drivers: files,
      transport: graphqlTransport({
        origin,
        fetch: (url, request) => fetch(url, { ...request, signal: AbortSignal.timeout(REQUEST_WITHIN_MS) }),
        webSocketImpl: WebSocket,
        token: () => token,
        timers,
      }),
      now: () => Date.now(),
      random: () => Math.random(),
      timers,
      newId,
      report: (what, cause) => console.warn(what, cause),
    })
    const close = async () => {
      await replica.close()
      files.release()
    }
    return { ...replica, close }
  } catch (error) {
    files.replica.close()
    files.outbox.close()
    files.release()
    throw error
  }
}
