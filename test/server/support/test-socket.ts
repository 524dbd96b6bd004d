// A client of the WebSocket protocol (graphql-transport-ws) without any library of ours or others, so that a test sees
// every frame as it is.

import { WebSocket } from 'ws'
import type { WireError } from './running-server.ts'

export interface SocketSettings {
  readonly token?: string
  readonly origin?: string
  /** Sent instead of the usual one; null sends none. */
  readonly init?: Record<string, unknown> | null
  readonly path?: string
}

export interface Frame {
  readonly type: string
  readonly id?: string
  readonly payload?: unknown
}

export interface TestSocket {
  subscribe(id: string, query: string, variables?: Record<string, unknown>): void
  send(message: unknown): void
  /** The next frame of an operation that has not been taken yet; waits for it. */
  next(id: string): Promise<Frame>
  /** `data` of the next frame of an operation; fails when that is not a `next` frame without errors. */
  data(id: string): Promise<Record<string, unknown>>
  /** The errors of the next frame of an operation, whichever way they came. */
  errors(id: string): Promise<readonly WireError[]>
  /** Frames of an operation that came and were not taken. */
  pending(id: string): readonly Frame[]
  readonly closed: Promise<{ readonly code: number; readonly reason: string }>
  readonly isOpen: () => boolean
  close(): void
}

/** Rejects with the HTTP status when the upgrade is refused. */
export async function openTestSocket(url: string, settings: SocketSettings): Promise<TestSocket> {
  const { token, origin, path = '/graphql' } = settings
  const options = origin === undefined ? {} : { origin }
  const socket = new WebSocket(url.replace('http', 'ws') + path, 'graphql-transport-ws', options)
  const client = clientOn(socket)
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
    socket.once('unexpected-response', (_request, response) => {
      socket.terminate()
      reject(new Error(`refused with ${response.statusCode}`))
    })
  })
  const init =
    settings.init === undefined && token !== undefined ? { authorization: `Bearer ${token}` } : settings.init
  if (init == null) return client
  client.send({ type: 'connection_init', payload: init })
  await Promise.race([client.next(''), client.closed])
  return client
}

function clientOn(socket: WebSocket): TestSocket {
  const frames = new Map<string, Frame[]>()
  const waiting = new Map<string, (frame: Frame) => void>()
  const closed = new Promise<{ code: number; reason: string }>((resolve) => {
    socket.on('close', (code, reason) => resolve({ code, reason: String(reason) }))
  })
  socket.on('error', () => {})
  socket.on('message', (text: Buffer) => {
    const frame = JSON.parse(text.toString()) as Frame
    const id = frame.id ?? ''
    const wake = waiting.get(id)
    waiting.delete(id)
    if (wake === undefined) frames.set(id, [...(frames.get(id) ?? []), frame])
    else wake(frame)
  })
  const next = (id: string): Promise<Frame> => {
    const [frame, ...rest] = frames.get(id) ?? []
    frames.set(id, rest)
    return frame === undefined ? new Promise((resolve) => waiting.set(id, resolve)) : Promise.resolve(frame)
  }
  const send = (message: unknown) => socket.send(JSON.stringify(message))
  return {
    send,
    next,
    closed,
    subscribe: (id, query, variables = {}) => send({ type: 'subscribe', id, payload: { query, variables } }),
    async data(id) {
      const { type, payload } = await next(id)
      const { data, errors } = payload as { data?: Record<string, unknown>; errors?: unknown }
      if (type !== 'next' || data == null || errors !== undefined)
        throw new Error(`not data: ${JSON.stringify({ type, payload })}`)
      return data
    },
    async errors(id) {
      const { payload } = await next(id)
      return Array.isArray(payload)
        ? (payload as WireError[])
        : ((payload as { errors?: WireError[] }).errors ?? [])
    },
    pending: (id) => frames.get(id) ?? [],
    isOpen: () => socket.readyState === WebSocket.OPEN,
    close: () => socket.close(1000),
  }
}
