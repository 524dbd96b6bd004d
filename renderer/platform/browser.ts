// How a window of the browser edition reaches its replica: it starts a worker, speaks the port with it, and tells it
// when trying the network is likely to help. A window that closes need not say so: the browser lets its locks go.

import { toCommandId } from '../../domain/ids.ts'
import type { Replica } from '../../replica/api.ts'
import { newId } from './new-id.ts'
import { probeWhenItHelps } from './probe-when-it-helps.ts'
import { type HostMessage, parseHostMessage } from '../../replica/port/port.ts'
import { openPortClient } from '../../replica/port/port-client.ts'
import type { AccessToken } from './session-token.ts'
import type { Session } from './session.ts'
import { replicaWorkerAddress } from './trusted-urls.ts'
import type { WorkerReply, WorkerRequest } from './worker-contract.ts'

const CLOSE_WITHIN_MS = 3_000
const RELOADED = 'accord.reloaded'

/**
 * Opens the person's replica; several windows of one browser share it. Resolves once it answers (from its copy, with
 * or without network). `access`: the session's token of now, if it is known. Rejects with a `ReplicaFault` when this browser cannot run one, or its outbox is unreadable.
 */
export async function connectReplica(session: Session, access: AccessToken | null): Promise<Replica> {
  const worker = new Worker(replicaWorkerAddress(), {
    type: 'module',
    name: 'replica',
  })
  const post = (request: WorkerRequest) => worker.postMessage(request)
  const listening = new AbortController()

  const client = openPortClient({
    me: session.person,
    send: (message) => post({ type: 'port', message }),
    newId,
    newCommandId: () => toCommandId(newId()),
    end: async () => {
      listening.abort()
      await closed(worker, post)
      worker.terminate()
    },
  })
  worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => {
    if (data.type !== 'port') return
    const message = parseHostMessage(data.message)
    if (message === null) return
    reloadIfOutdated(message)
    client.receive(message)
  })
  // Before anything answered, an error means that its script could not be loaded: nothing will ever answer.
  const cannotStart = () => client.receive({ type: 'unusable', code: 'NO_WORKER' })
  worker.addEventListener('error', cannotStart)
  post({ type: 'start', session, access, origin: location.origin })
  try {
    await client.ready
  } catch (fault) {
    worker.terminate()
    throw fault
  }
  worker.removeEventListener('error', cannotStart)
  sessionStorage.removeItem(RELOADED)
  probeWhenItHelps(client.replica, listening.signal)
  return client.replica
}

/** Another tab runs a newer build: this one fetches it too. Once only: if that does not help, another time will not either. */
function reloadIfOutdated(message: HostMessage): void {
  if (message.type !== 'unusable' || message.code !== 'OUTDATED') return
  if (sessionStorage.getItem(RELOADED) !== null) return
  sessionStorage.setItem(RELOADED, 'yes')
  location.reload()
}

function closed(worker: Worker, post: (request: WorkerRequest) => void): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, CLOSE_WITHIN_MS)
    worker.addEventListener('message', ({ data }: MessageEvent<WorkerReply>) => {
      if (data.type === 'left') resolve()
    })
    post({ type: 'leave' })
  })
}
