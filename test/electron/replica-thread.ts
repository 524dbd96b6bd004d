// Runs the replica's process module in a thread of the test: `process.parentPort` is what Electron would have put there.

import { EventEmitter } from 'node:events'
import { type MessagePort, parentPort } from 'node:worker_threads'

/** What the test sends: the main process's message, with the windows' ports. */
interface Letter {
  readonly data: unknown
  readonly ports: readonly MessagePort[]
}

if (parentPort === null) throw new Error('this file runs in a thread')
const thread = parentPort
const events = new EventEmitter()
Object.assign(process, {
  parentPort: Object.assign(events, { postMessage: (message: unknown) => thread.postMessage(message) }),
})

/** A port as Electron's main process and utility processes see one. */
function electronPort(port: MessagePort): EventEmitter {
  const seen = new EventEmitter()
  port.on('close', () => seen.emit('close'))
  return Object.assign(seen, {
    postMessage: (message: unknown) => port.postMessage(message),
    start: () => port.on('message', (data: unknown) => seen.emit('message', { data })),
    close: () => port.close(),
  })
}

thread.on('message', ({ data, ports }: Letter) =>
  events.emit('message', { data, ports: ports.map(electronPort) }),
)
await import('../../electron/replica-process.ts')
