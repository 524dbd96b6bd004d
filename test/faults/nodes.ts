// The nodes of a run and the database that they share. What is done to one of them, and to the database, is written
// down from its beginning to its end, so that the checkers know who could not work when.

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Write } from '../support/faults/history.ts'
import { type OwnServer, ownServer } from '../support/postgres.ts'
import { type FaultyServer, startFaultyServer } from './faulty-server.ts'
import { type Network, type NodeLines, openNetwork } from './node-lines.ts'
import type { NodePlant } from './node-plants.ts'
import type { Random } from './random.ts'

export interface Node {
  readonly name: string
  readonly server: FaultyServer
  readonly lines: NodeLines
}

export interface Nodes {
  readonly all: readonly Node[]
  readonly database: OwnServer
  /** The addresses of those that run. */
  urls(): readonly string[]
  /** Does something to somebody from `invoke` to `ok`. */
  during(who: Node | 'database', what: string, act: () => Promise<void>): Promise<void>
  close(): Promise<void>
}

export interface NodesOptions {
  readonly count: number
  readonly folder: string
  readonly note: Write
  readonly plant?: NodePlant | undefined
}

export async function openNodes({ count, folder, note, plant }: NodesOptions): Promise<Nodes> {
  const network = await openNetwork(count)
  try {
    const database = await ownServer(network.database)
    const all = await startAll(network, { folder, databaseUrl: database.url, plant })
    return {
      all,
      database,
      urls: () => all.filter(({ server }) => server.isUp()).map(({ server }) => server.url),
      async during(who, what, act) {
        const name = who === 'database' ? who : who.name
        note('fault', name, 'invoke', { what })
        try {
          await act()
        } finally {
          note('fault', name, 'ok', { what })
        }
      },
      async close() {
        for (const { server } of all) server.signal('SIGCONT')
        await Promise.all(all.filter(({ server }) => server.isUp()).map(({ server }) => server.kill()))
        await database.stop('crash')
        await network.close()
      },
    }
  } catch (error) {
    await network.close()
    throw error
  }
}

/** All at once, on an empty database. */
function startAll(
  network: Network,
  given: {
    readonly folder: string
    readonly databaseUrl: string
    readonly plant: NodePlant | undefined
  },
): Promise<readonly Node[]> {
  const shared = join(given.folder, 'shared')
  mkdirSync(shared, { recursive: true })
  return Promise.all(
    network.nodes.map(async (lines, index): Promise<Node> => {
      const server = await startFaultyServer({
        folder: join(given.folder, `node-${index}`),
        withDisk: false,
        plant: given.plant,
        node: { lines, databaseUrl: given.databaseUrl, shared },
      })
      return { name: `node/${index}`, server, lines }
    }),
  )
}

/** Any of those that run but this one. */
export const another = (nodes: Nodes, than: Node, random: Random): Node =>
  random.pick(nodes.all.filter((node) => node !== than && node.server.isUp()))
