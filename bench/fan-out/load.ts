// The readers, in the process that publishes: what it sent when, and when the last reader of a room had it. An event says
// in its text which one of its room it is; readers get the events of a room in order, so the last one of a message tells
// of all before it. In the end they are counted: a reader that missed one, or had one twice, ends the run.

import { WebSocket } from 'ws'
import { type BareSocket, openBareSocket } from './bare-socket.ts'
import type { Asking, Dialect } from './dialects.ts'

const CONNECTING = 50
const CHARACTERS = 330

export interface Readers {
  readonly count: number
  /** Notes that an event is being published, meant for `at`; returns its text. */
  announce(room: number, at: number): string
  /** Milliseconds from when they were meant until the last reader had them, of those announced since the last call. */
  take(): readonly number[]
  /** How many announced events have not reached everybody. */
  missing(): number
  /** Called whenever an event has reached everybody. */
  onDelivered: (room: number) => void
  close(): void
}

/** Events of about 600 bytes, with their names, as JSON. */
export const textOf = (mark: string): string =>
  `${'The queue grows again. '.repeat(15).slice(0, CHARACTERS)}@${mark}@`

/** Connects all and resolves when each has heard something. */
export async function connectReaders(
  port: number,
  dialect: Dialect,
  askings: readonly Asking[],
): Promise<Readers> {
  const rooms = new Map<number, { size: number; sent: number[]; left: number[] }>()
  const roomOf = (room: number) => {
    const known = rooms.get(room) ?? { size: 0, sent: [], left: [] }
    rooms.set(room, known)
    return known
  }
  const sockets: BareSocket[] = []
  const all: { readonly room: number; got: number }[] = []
  let waits: number[] = []
  let open = 0
  const readers: Readers = {
    count: askings.length,
    announce(number, at) {
      const room = roomOf(number)
      room.sent.push(at)
      room.left.push(room.size)
      open += 1
      return textOf(String(room.sent.length))
    },
    take() {
      const taken = waits
      waits = []
      return taken
    },
    missing: () => open,
    onDelivered: () => {},
    close() {
      for (const socket of sockets) socket.terminate()
      const wrong = all.find(({ room, got }) => got !== roomOf(room).sent.length)
      if (open === 0 && wrong !== undefined)
        throw new Error(`a reader had ${wrong.got} of ${roomOf(wrong.room).sent.length} events`)
    },
  }
  const delivered = (number: number, index: number): void => {
    const room = roomOf(number)
    const left = (room.left[index] ?? 0) - 1
    room.left[index] = left
    if (left !== 0) return
    waits.push(performance.now() - (room.sent[index] ?? 0))
    open -= 1
    readers.onDelivered(number)
  }
  const connect = async (asking: Asking): Promise<void> => {
    roomOf(asking.room).size += 1
    let had = 0
    const reader = { room: asking.room, got: 0 }
    all.push(reader)
    const socket = await openBareSocket(port, dialect, asking, (events, last) => {
      reader.got += events
      for (; had < last; had++) delivered(asking.room, had)
    })
    sockets.push(socket)
  }
  await forEachAtOnce(askings, connect)
  return readers
}

/** Does something with each, so many at a time as a server takes that comes back from a restart. */
export async function forEachAtOnce<T>(
  all: readonly T[],
  act: (one: T, index: number) => Promise<void>,
): Promise<void> {
  const left = all.entries()
  const work = async (): Promise<void> => {
    for (const [index, one] of left) await act(one, index)
  }
  await Promise.all(Array.from({ length: CONNECTING }, work))
}

/** Resolves once it has heard something that says that it is in. */
export function openSocket(
  port: number,
  dialect: Dialect,
  asking: Asking,
  heard: (data: Buffer) => void,
): Promise<WebSocket> {
  const address = `ws://127.0.0.1:${port}${dialect.path}`
  const options = { perMessageDeflate: false, skipUTF8Validation: true }
  const socket =
    dialect.protocol === null
      ? new WebSocket(address, options)
      : new WebSocket(address, dialect.protocol, options)
  return new Promise((resolve, reject) => {
    let isIn = false
    socket.on('open', () => dialect.hello(socket, asking))
    socket.on('error', reject)
    socket.on('close', (code, reason) => {
      if (!isIn) reject(new Error(`closed with ${code} ${String(reason)}`))
    })
    socket.on('message', (data: Buffer) => {
      if (isIn) return heard(data)
      isIn = dialect.hear(socket, data.toString(), asking)
      if (!isIn) return undefined
      heard(data)
      return resolve(socket)
    })
  })
}
