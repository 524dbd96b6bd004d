// Socket.IO with rooms, WebSocket alone, one message per event.

import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { append, serve } from './job.mjs'

const server = createServer()
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false, serveClient: false })
io.on('connection', (socket) => {
  socket.on('follow', ({ room }) => {
    void socket.join(`room ${room}`)
    socket.emit('events', { events: [] })
  })
})

serve(server, (orders) => {
  for (const order of orders) io.to(`room ${order.room}`).emit('events', { events: [append(order)] })
})
