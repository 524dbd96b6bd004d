// The process that one person's replica lives in, apart from main process and windows: SQLite's writes block nobody's
// clicks, and a crash here closes no window. It hears the main process (replica-messages.ts) and is handed each
// window's port; the windows speak the replica's port over it.

import { openPersonReplica, type PersonReplica } from './person-replica.ts'
import type { FromReplicaProcess, ToReplicaProcess } from './replica-messages.ts'

const { parentPort } = process
const say = (message: FromReplicaProcess): void => parentPort.postMessage(message)

let replica: PersonReplica | null = null

parentPort.on('message', ({ data, ports }) => {
  const message = data as ToReplicaProcess
  switch (message.type) {
    case 'start':
      replica ??= openPersonReplica({
        person: message.person,
        session: message.session,
        origin: message.origin,
        folder: message.folder,
        askToken: (refused) => say({ type: 'askToken', refused }),
        opened: () => say({ type: 'opened' }),
        unusable: (code) => say({ type: 'unusable', code }),
      })
      return
    case 'window': {
      const [port] = ports
      if (port !== undefined) replica?.addWindow(message.window, port)
      return
    }
    case 'session':
      return replica?.renew(message.session)
    case 'token':
      return replica?.answerToken(message.answer)
    case 'ask':
      return say({ type: 'alive' })
    case 'close':
      void close()
  }
})

async function close(): Promise<void> {
  try {
    await replica?.close()
  } catch (error) {
    console.error(error)
  }
  say({ type: 'closed' })
}
