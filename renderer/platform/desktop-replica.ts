// How a window of the desktop edition reaches its person's replica: over a port into the replica's process, handed over
// by the main process as a message of this window to itself. When that process was started again another port comes,
// and what has no answer yet is sent once more (replica/port/port-client.ts); what is typed stays in the window anyway.

import { toCommandId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { type DesktopBridge, REPLICA_PORT } from '../../protocol/desktop.ts'
import type { Replica } from '../../replica/api.ts'
import { parseHostMessage, ReplicaFault } from '../../replica/port/port.ts'
import { openPortClient } from '../../replica/port/port-client.ts'
import { beforeLeaving } from './before-leaving.ts'
import { copyBecame } from './copy-state.ts'
import { newId } from './new-id.ts'
import { probeWhenItHelps } from './probe-when-it-helps.ts'

type ReplicaBridge = Pick<DesktopBridge, 'openReplica' | 'closeReplica' | 'onEvent'>

/** Resolves once the replica answers. Rejects with a `ReplicaFault` when there can be none, or the session has gone. */
export async function connectDesktopReplica(bridge: ReplicaBridge, person: Person): Promise<Replica> {
  let port: MessagePort | null = null
  const unanswered = openUnanswered()
  const listening = new AbortController()
  const { signal } = listening

  function drop(): void {
    listening.abort()
    port?.close()
    port = null
  }

  const client = openPortClient({
    me: person,
    send(message) {
      if (message.type === 'call') unanswered.add(message.id)
      port?.postMessage(message)
    },
    newId,
    newCommandId: () => toCommandId(newId()),
    end: async () => {
      drop()
      await bridge.closeReplica()
    },
  })

  function use(given: MessagePort): void {
    port?.close()
    port = given
    given.onmessage = ({ data }) => {
      const message = given === port ? parseHostMessage(data) : null
      if (message === null) return
      if (message.type === 'answer' || message.type === 'fault') unanswered.remove(message.id)
      if (message.type === 'ready') copyBecame('RUNNING')
      if (message.type === 'unusable') copyBecame('LOST')
      client.receive(message)
    }
  }
  const hear = ({ source, data, ports }: MessageEvent): void => {
    const [given] = ports
    if (source === window && data === REPLICA_PORT && given !== undefined) use(given)
  }
  addEventListener('message', hear, { signal })

  try {
    if ((await bridge.openReplica(person.id)) === 'NO_SESSION') throw new ReplicaFault('SIGNED_OUT')
    await client.ready
  } catch (fault) {
    drop()
    copyBecame('RUNNING')
    throw fault
  }
  probeWhenItHelps(client.replica, signal)
  const stop = bridge.onEvent((event) => {
    if (event.type === 'probe') client.replica.probe()
    if (event.type === 'replicaStopped') copyBecame('STOPPED')
  })
  const stay = beforeLeaving(() => unanswered.settled())
  signal.addEventListener('abort', () => {
    stop()
    stay()
    copyBecame('RUNNING')
  })
  return client.replica
}

/** The calls that are on their way: what a window must wait for before it may go. */
function openUnanswered() {
  const ids = new Set<string>()
  let allAnswered: (() => void)[] = []
  return {
    add: (id: string) => ids.add(id),
    remove(id: string): void {
      ids.delete(id)
      if (ids.size > 0) return
      for (const done of allAnswered) done()
      allAnswered = []
    },
    async settled(): Promise<void> {
      // Drafts that are said at the same time come first.
      await Promise.resolve()
      if (ids.size > 0) await new Promise<void>((done) => allAnswered.push(done))
    },
  }
}
