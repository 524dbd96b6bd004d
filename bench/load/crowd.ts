// The readers of a load, over graphql-ws: each follows its person's feed from now on, and what it hears is checked. All
// readers of a room must hear the same events, each once, in one order, and none may be missing at the end.

import type { WebSocket } from 'ws'
import { FEED_DOCUMENT } from '../../protocol/operations.ts'
import { DIALECTS, type Dialect } from '../fan-out/dialects.ts'
import { forEachAtOnce, openSocket } from '../fan-out/load.ts'
import type { Target } from './target.ts'

/** As our own clients call their first subscription to the feed. */
const OPERATION = 'Feed-1'
const MARK = '@'.charCodeAt(0)

/** Where readers of one room begin. */
export interface FeedEnd {
  readonly after: string
  readonly epoch: string
}

export interface Faults {
  /** Events that a reader heard again. */
  repeated: number
  /** Events that a reader heard elsewhere in the order than others did. */
  misplaced: number
  /** Connections that ended by themselves. */
  closed: number
}

export interface Crowd {
  readonly faults: Faults
  /** Deliveries so far. */
  delivered(): number
  /** Says that an event is being sent; when it counts as sent is `at`. Returns its mark. */
  announce(room: number, at: number): string
  /** Milliseconds from then until the last reader of its room had it, of those since the last call. */
  take(): readonly number[]
  /** Events that have not reached everybody. */
  missing(): number
  onDelivered: (room: number) => void
  close(): void
}

export interface Reader {
  readonly room: number
  readonly token: string
  readonly from: FeedEnd
}

interface RoomCount {
  size: number
  readonly sent: number[]
  readonly left: number[]
  /** Marks in the order in which the room's first reader heard them. */
  readonly order: number[]
}

/** Connects all, spread over the addresses, and resolves when each has heard that it is in. */
export async function connectCrowd(target: Target, readers: readonly Reader[]): Promise<Crowd> {
  const rooms: RoomCount[] = []
  const sockets: WebSocket[] = []
  const faults: Faults = { repeated: 0, misplaced: 0, closed: 0 }
  let [isOver, count, open] = [false, 0, 0]
  let waits: number[] = []
  const roomOf = (room: number): RoomCount => (rooms[room] ??= { size: 0, sent: [], left: [], order: [] })
  const crowd: Crowd = {
    faults,
    delivered: () => count,
    announce(number, at) {
      const room = roomOf(number)
      open += 1
      room.left.push(room.size)
      return String(room.sent.push(at))
    },
    take() {
      const taken = waits
      waits = []
      return taken
    },
    missing: () => open,
    onDelivered: () => {},
    close() {
      isOver = true
      for (const socket of sockets) socket.terminate()
    },
  }
  const heard = (number: number, room: RoomCount, position: number, mark: number): boolean => {
    const expected = room.order[position]
    if (expected !== undefined && expected !== mark) {
      if (room.order.indexOf(mark) < position) faults.repeated += 1
      else faults.misplaced += 1
      return false
    }
    if (expected === undefined) room.order.push(mark)
    count += 1
    const left = (room.left[mark - 1] ?? 0) - 1
    room.left[mark - 1] = left
    if (left !== 0) return true
    waits.push(performance.now() - (room.sent[mark - 1] ?? 0))
    open -= 1
    crowd.onDelivered(number)
    return true
  }
  const connect = async ({ room: number, token, from }: Reader, turn: number): Promise<void> => {
    const room = roomOf(number)
    room.size += 1
    let position = 0
    const port = Number(target.urls[turn % target.urls.length]?.port)
    const socket = await openSocket(
      port,
      following(from),
      { room: number, fromStart: false, token },
      (data) => {
        for (const mark of marksOf(data)) if (heard(number, room, position, mark)) position += 1
      },
    )
    socket.on('close', () => {
      if (!isOver) faults.closed += 1
    })
    sockets.push(socket)
  }
  await forEachAtOnce(readers, connect)
  return crowd
}

/** Where a person's feed ends now; several pages away when much has happened. */
export async function endOfFeed(target: Target, token: string): Promise<FeedEnd> {
  const end = Promise.withResolvers<FeedEnd>()
  const port = Number(target.urls[0]?.port)
  const socket = await openSocket(
    port,
    following({ after: '', epoch: '' }),
    { room: 0, fromStart: true, token },
    (data) => {
      const { feed } = (
        JSON.parse(String(data)) as {
          payload: { data: { feed: { cursor: string; epoch: string; atHead: boolean } } }
        }
      ).payload.data
      if (feed.atHead) end.resolve({ after: feed.cursor, epoch: feed.epoch })
    },
  )
  try {
    return await end.promise
  } finally {
    socket.terminate()
  }
}

const following = (from: FeedEnd): Dialect => ({
  ...DIALECTS.accord,
  hear(socket, text) {
    const payload = { query: FEED_DOCUMENT, variables: from }
    if (text.startsWith('{"type":"connection_ack"'))
      socket.send(JSON.stringify({ type: 'subscribe', id: OPERATION, payload }))
    return text.includes('"type":"next"')
  },
})

/** The marks of a message in their order, each between two signs. */
function* marksOf(data: Buffer): Generator<number> {
  for (let from = data.indexOf(MARK); from !== -1; ) {
    const to = data.indexOf(MARK, from + 1)
    if (to === -1) return
    yield Number(data.toString('latin1', from + 1, to))
    from = data.indexOf(MARK, to + 1)
  }
}
