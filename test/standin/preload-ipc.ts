// The preload's `ipcRenderer`, over the one binding that its world alone has. Real message ports of the page are bound
// to ports of the main process by id. Sent into the page as text: it stands alone.

import type { Codec } from './wire.ts'

interface FromMain {
  readonly type: 'event' | 'reply' | 'port' | 'portClosed'
  readonly id: string
  readonly channel: string
  readonly arguments: readonly unknown[]
  readonly ports: readonly string[]
  readonly data: unknown
  readonly fault?: string
}

/** `standinSay` takes what goes out, `standinHear` is called with what comes in. */
export function makeIpcRenderer({ pack, unpack }: Codec) {
  type Listener = (event: unknown, ...given: readonly unknown[]) => void
  const world = globalThis as unknown as {
    standinSay: (text: string) => void
    standinHear: (text: string) => void
  }
  const say = world.standinSay
  const listeners = new Map<string, Listener[]>()
  const calls = new Map<string, { done: (value: unknown) => void; fail: (error: Error) => void }>()
  const ports = new Map<string, MessagePort>()
  let sequence = 0

  const send = (message: object) => say(pack(message))
  const bind = (id: string, port: MessagePort) => {
    ports.set(id, port)
    port.onmessage = ({ data, ports: given }) => send({ type: 'port', id, data, ports: given.map(give) })
    port.addEventListener('close', () => send({ type: 'portClosed', id }))
  }
  const give = (port: MessagePort): string => {
    const id = `p${++sequence}`
    bind(id, port)
    return id
  }
  const take = (id: string): MessagePort => {
    const { port1, port2 } = new MessageChannel()
    bind(id, port1)
    return port2
  }
  world.standinHear = (text) => {
    const message = unpack(text) as FromMain
    if (message.type === 'event') {
      const event = { sender: ipcRenderer, ports: message.ports.map(take) }
      for (const hear of listeners.get(message.channel) ?? []) hear(event, ...message.arguments)
    } else if (message.type === 'reply') {
      const call = calls.get(message.id)
      calls.delete(message.id)
      if (message.fault === undefined) call?.done(message.data)
      else call?.fail(new Error(message.fault))
    } else if (message.type === 'port')
      ports.get(message.id)?.postMessage(message.data, message.ports.map(take))
    else ports.get(message.id)?.close()
  }
  const without = (channel: string, hear: Listener) =>
    listeners.set(
      channel,
      (listeners.get(channel) ?? []).filter((other) => other !== hear),
    )
  const ipcRenderer = {
    send: (channel: string, ...given: unknown[]) =>
      send({ type: 'send', channel, arguments: structuredClone(given), ports: [] }),
    postMessage: (channel: string, message: unknown, transfer: MessagePort[] = []) =>
      send({ type: 'send', channel, arguments: [structuredClone(message)], ports: transfer.map(give) }),
    invoke: (channel: string, ...given: unknown[]) =>
      new Promise((done, fail) => {
        const id = `c${++sequence}`
        const cloned = structuredClone(given)
        calls.set(id, { done, fail })
        send({ type: 'invoke', id, channel, arguments: cloned, ports: [] })
      }),
    on(channel: string, hear: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), hear])
      return ipcRenderer
    },
    once(channel: string, hear: Listener) {
      const first: Listener = (...given) => {
        without(channel, first)
        hear(...given)
      }
      return ipcRenderer.on(channel, first)
    },
    off(channel: string, hear: Listener) {
      without(channel, hear)
      return ipcRenderer
    },
    removeListener: (channel: string, hear: Listener) => ipcRenderer.off(channel, hear),
    removeAllListeners(channel: string) {
      listeners.delete(channel)
      return ipcRenderer
    },
  }
  return ipcRenderer
}
