// A small load balancer, as docs/operating.md asks for one: every request and every socket goes to a node of chance among
// those that say they are ready, and it can lose an answer or cut everybody off. It never sends anything twice by itself:
// those who use the nodes do that, and then come to whichever node chance gives them.

import { Agent, createServer, type IncomingMessage, request as ask, type ServerResponse } from 'node:http'
import { connect, type Socket } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from './random.ts'

export interface Balancer {
  readonly url: string
  /** The addresses of nodes that were ready at the last look; all of them when none was. */
  ready(): readonly string[]
  /** Ends every connection. */
  cut(): void
  /** Of the answers to requests, this share (0 to 1) is lost, and the connection with it. */
  dropReplies(share: number): void
  readonly dropped: () => number
  /** Of the next download that is longer than this no more than so many bytes pass; returns what ends its line. */
  readonly holdDownload: (afterBytes: number) => () => void
  close(): Promise<void>
}

const LOOK_EVERY_MS = 250
const READY_WITHIN_MS = 1_000

export async function openBalancer(nodes: () => readonly string[], random: Random): Promise<Balancer> {
  const sockets = new Set<Socket>()
  const agent = new Agent({ keepAlive: true })
  let ready = nodes()
  let isClosed = false
  let share = 0
  let dropped = 0
  let holdAfter = Number.POSITIVE_INFINITY
  let endHeld = (): void => {}
  const place = (): URL => new URL(random.pick(ready))

  const passDownload = (answer: IncomingMessage, reply: ServerResponse): void => {
    let passed = 0
    answer.on('data', (piece: Buffer) => {
      const part = piece.subarray(0, Math.max(0, holdAfter - passed))
      passed += part.length
      reply.write(part)
      if (part.length === piece.length) return
      holdAfter = Number.POSITIVE_INFINITY
      answer.pause()
      endHeld = () => reply.destroy()
    })
    answer.on('end', () => reply.end())
  }
  const pass = (request: IncomingMessage, reply: ServerResponse): void => {
    const { hostname, port } = place()
    const { method, headers, url: path } = request
    const given = { hostname, port, path, method, headers, agent }
    const asked = ask(given, (answer) => {
      if (method === 'POST' && random.below(1_000) < share * 1_000) {
        dropped += 1
        answer.destroy()
        request.socket.destroy()
        return
      }
      reply.writeHead(answer.statusCode ?? 502, answer.headers)
      if (path === '/feed') passDownload(answer, reply)
      else answer.pipe(reply)
      answer.on('error', () => reply.destroy())
    })
    asked.on('error', () => request.socket.destroy())
    reply.on('close', () => asked.destroy())
    request.pipe(asked)
  }
  const passSocket = (request: IncomingMessage, caller: Socket, first: Buffer): void => {
    const { hostname, port } = place()
    const called = connect(Number(port), hostname)
    sockets.add(called)
    const head = request.rawHeaders.flatMap((name, index, all) =>
      index % 2 === 0 ? [`${name}: ${all[index + 1]}\r\n`] : [],
    )
    called.write(`GET ${request.url} HTTP/1.1\r\n${head.join('')}\r\n`)
    called.write(first)
    for (const [from, to] of [[caller, called] as const, [called, caller] as const]) {
      from.pipe(to)
      from.on('error', () => to.destroy())
      from.on('close', () => {
        sockets.delete(called)
        to.destroy()
      })
    }
  }
  const server = createServer(pass)
  server.on('upgrade', (request, socket, first) => passSocket(request, socket as Socket, first))
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
  })
  const looking = (async () => {
    while (!isClosed) {
      const all = nodes()
      const good = await Promise.all(all.map(isReady))
      const found = all.filter((_url, index) => good[index])
      ready = found.length > 0 ? found : all
      await pause(LOOK_EVERY_MS)
    }
  })()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const cut = (): void => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    ready: () => ready,
    cut,
    dropReplies: (of) => {
      share = of
    },
    dropped: () => dropped,
    holdDownload: (afterBytes) => {
      holdAfter = afterBytes
      return () => endHeld()
    },
    close: async () => {
      isClosed = true
      cut()
      agent.destroy()
      await new Promise((resolve) => server.close(resolve))
      await looking
    },
  }
}

const isReady = async (url: string): Promise<boolean> => {
  try {
    const { status } = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(READY_WITHIN_MS) })
    return status === 200
  } catch {
    return false
  }
}
