// How a reader of each kind of server asks for a room, and what it hears.

import { FEED_DOCUMENT } from '../../protocol/operations.ts'

export interface Asking {
  readonly room: number
  /** Everything from the beginning, or what comes from now on. */
  readonly fromStart: boolean
  readonly token: string
}

/** Of a socket that is open. */
interface Speaker {
  send(text: string): void
}

export interface Dialect {
  readonly path: string
  readonly protocol: string | null
  /** Said when the socket has opened. */
  hello(socket: Speaker, asking: Asking): void
  /** Answers what must be answered; true for a message that carries events or says that the reader is in. */
  hear(socket: Speaker, text: string, asking: Asking): boolean
}

const PEER_DOCUMENT = `subscription ($room: Int!, $after: Int!) {
  feed(room: $room, after: $after) {
    events { id roomId accountId audience sharedSeq seq recordedAt causedBy hash body }
  }
}`

const afterOf = ({ fromStart }: Asking): number => (fromStart ? 0 : -1)

const raw: Dialect = {
  path: '/',
  protocol: null,
  hello: (socket, asking) => socket.send(JSON.stringify({ room: asking.room, after: afterOf(asking) })),
  hear: () => true,
}

const socketIo: Dialect = {
  path: '/socket.io/?EIO=4&transport=websocket',
  protocol: null,
  hello: () => {},
  hear(socket, text, { room }) {
    if (text.startsWith('0')) socket.send('40')
    else if (text === '2') socket.send('3')
    else if (text.startsWith('40')) socket.send(`42${JSON.stringify(['follow', { room }])}`)
    return text.startsWith('42')
  },
}

/** `idOf`: of the operation, as the server's own client chooses it. */
const graphql = (payloadOf: (asking: Asking) => object, idOf: () => string): Dialect => ({
  path: '/graphql',
  protocol: 'graphql-transport-ws',
  hello: (socket, { token }) =>
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } })),
  hear(socket, text, asking) {
    if (text.startsWith('{"type":"connection_ack"'))
      socket.send(JSON.stringify({ type: 'subscribe', id: idOf(), payload: payloadOf(asking) }))
    return text.includes('"type":"next"')
  },
})

export const DIALECTS = {
  raw,
  socketIo,
  graphql: graphql(
    (asking) => ({ query: PEER_DOCUMENT, variables: { room: asking.room, after: afterOf(asking) } }),
    () => crypto.randomUUID(),
  ),
  accord: graphql(
    () => ({ query: FEED_DOCUMENT, variables: { after: '', epoch: '' } }),
    () => 'Feed-1',
  ),
} as const

export type DialectName = keyof typeof DIALECTS
