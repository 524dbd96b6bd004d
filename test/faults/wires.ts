// The lines of nodes where no packet can be lost: proxies that take what they are given and hold it back. A line that
// heals goes on where it stopped, as TCP does when packets come through again.

import { connect, createServer, type Socket } from 'node:net'
import type { Line, Network, NodeLines, Silence } from './node-lines.ts'

interface Wire {
  readonly port: number
  silence(what: Silence | null): void
  close(): Promise<void>
}

export async function openWires(count: number): Promise<Network> {
  const nodes = await Promise.all(Array.from({ length: count }, openNode))
  return {
    nodes,
    database: null,
    close: async () => {
      await Promise.all(nodes.map((lines) => lines.close()))
    },
  }
}

async function openNode(): Promise<NodeLines> {
  let [database, clients] = ['', '']
  // Of the database everything comes from the node, of its clients everything goes to it.
  const wires: Readonly<Record<Line, Wire>> = {
    DATABASE: await openWire(() => database, 'FROM_NODE'),
    CLIENTS: await openWire(() => clients, 'TO_NODE'),
  }
  return {
    within: [],
    host: '127.0.0.1',
    databaseUrl: (url) => {
      database = url
      return through(url, wires.DATABASE)
    },
    clientUrl: (own) => {
      clients = own
      return through(own, wires.CLIENTS).replace(/\/$/, '')
    },
    silence: (line, what) => wires[line].silence(what),
    heal: (line) => wires[line].silence(null),
    close: async () => {
      await Promise.all(Object.values(wires).map((wire) => wire.close()))
    },
  }
}

function through(url: string, wire: Wire): string {
  const address = new URL(url)
  address.hostname = '127.0.0.1'
  address.port = String(wire.port)
  return address.href
}

/** `callers`: the direction in which those who connect send. */
async function openWire(target: () => string, callers: 'TO_NODE' | 'FROM_NODE'): Promise<Wire> {
  const answers = callers === 'TO_NODE' ? 'FROM_NODE' : 'TO_NODE'
  const pairs = new Set<readonly [Socket, Socket]>()
  let silent: Silence | null = null
  const isLost = (direction: Silence): boolean => silent === 'BOTH' || silent === direction
  const holdOrGo = ([caller, called]: readonly [Socket, Socket]): void => {
    if (isLost(callers)) caller.pause()
    else caller.resume()
    if (isLost(answers)) called.pause()
    else called.resume()
  }
  const server = createServer((caller) => {
    const { hostname, port } = new URL(target())
    const called = connect(Number(port), hostname)
    const pair = [caller, called] as const
    pairs.add(pair)
    for (const [from, to] of [pair, [called, caller] as const]) {
      from.on('data', (data) => to.write(data))
      from.on('error', () => to.destroy())
      from.on('close', () => {
        pairs.delete(pair)
        to.destroy()
      })
    }
    holdOrGo(pair)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    silence: (what) => {
      silent = what
      for (const pair of pairs) holdOrGo(pair)
    },
    close: () =>
      new Promise((resolve) => {
        for (const pair of pairs) for (const socket of pair) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
