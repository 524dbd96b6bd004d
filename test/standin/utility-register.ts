// Loaded before a utility process's own module: gives it Electron's `process.parentPort`, and the little that
// `electron` is there.

import { EventEmitter } from 'node:events'
import { registerHooks } from 'node:module'
import { type MessagePortMain, PortTable } from './ports.ts'
import type { ChannelMessage } from './utility-process.ts'

const electron = new URL('./utility-electron.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' || specifier === 'electron/utility'
      ? { url: electron, shortCircuit: true }
      : next(specifier, context),
})

const send = (message: ChannelMessage): void => {
  if (process.connected) process.send?.(message, undefined, undefined, () => undefined)
}
const ports = new PortTable('c', send)

class ParentPort extends EventEmitter {
  postMessage(data: unknown, transfer: readonly MessagePortMain[] = []): void {
    send({ type: 'message', data: structuredClone(data), ports: transfer.map(ports.give) })
  }
  start(): void {}
  pause(): void {}
}

const parentPort = new ParentPort()
const early: { readonly data: unknown; readonly ports: readonly MessagePortMain[] }[] = []
parentPort.on('newListener', (event) => {
  if (event !== 'message') return
  setImmediate(() => {
    for (const message of early.splice(0)) parentPort.emit('message', message)
  })
})
process.on('message', (message) => {
  const said = message as ChannelMessage
  if (said.type !== 'message') return ports.hear(said)
  const event = { data: said.data, ports: said.ports.map(ports.take) }
  if (parentPort.listenerCount('message') === 0 || early.length > 0) early.push(event)
  else parentPort.emit('message', event)
})
process.on('disconnect', () => process.exit(0))
Object.defineProperty(process, 'parentPort', { value: parentPort })
