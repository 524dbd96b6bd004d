// Raw `ws`: the usual limit. One message per event and reader; with `--batched`, all events of one turn of the loop are
// committed together and sent as one message. A reader asks with {"room", "after"}; -1 is the end of the room.

import { createServer } from 'node:http'
import process from 'node:process'
import { WebSocketServer } from 'ws'
import { append, appendAll, readAfter, serve } from './job.mjs'

const isBatched = process.argv.includes('--batched')
const server = createServer()
const wss = new WebSocketServer({ server, perMessageDeflate: false })
const rooms = new Map()

wss.on('connection', (socket) => {
  socket.once('message', (text) => {
    const { room, after } = JSON.parse(text)
    rooms.set(room, (rooms.get(room) ?? new Set()).add(socket))
    socket.on('close', () => rooms.get(room).delete(socket))
    if (after >= 0) catchUp(socket, room, after)
    else socket.send('{"events":[]}')
  })
})

function catchUp(socket, room, after) {
  const { events, position } = readAfter(room, after)
  socket.send(JSON.stringify({ events }), () => {
    if (events.length > 0) catchUp(socket, room, position)
  })
}

function send(room, text) {
  for (const socket of rooms.get(room) ?? []) socket.send(text)
}

let waiting = []
function flush() {
  const orders = waiting
  waiting = []
  const byRoom = Map.groupBy(
    appendAll(orders).map((event, at) => ({ event, room: orders[at].room })),
    ({ room }) => room,
  )
  for (const [room, made] of byRoom) send(room, JSON.stringify({ events: made.map(({ event }) => event) }))
}

serve(server, (orders) => {
  if (!isBatched) for (const order of orders) send(order.room, JSON.stringify({ events: [append(order)] }))
  else {
    if (waiting.length === 0) setImmediate(flush)
    waiting.push(...orders)
  }
})
