// A wire to a database that is cut where the test says: at the COMMIT, before it arrives or before its answer does.

import { connect, createServer, type Server, type Socket } from 'node:net'
import { afterEach } from 'vitest'

export interface Wire {
  /** The database's address through this wire. */
  readonly url: string
  /** Cuts the next connection that commits: BEFORE the database hears of it, or AFTER it has, without an answer. */
  cutAtCommit(when: 'BEFORE' | 'AFTER'): void
  readonly cuts: number
}

/** Ends the statement as it does its answer. */
const COMMIT = 'COMMIT\0'

const open: Server[] = []
afterEach(() => {
  for (const server of open.splice(0)) server.close()
})

export async function wireTo(database: string): Promise<Wire> {
  const target = new URL(database)
  let next: 'BEFORE' | 'AFTER' | null = null
  let cuts = 0
  const server = createServer((client) => {
    const behind = connect(Number(target.port), target.hostname)
    let isMute = false
    const cut = (): void => {
      client.destroy()
      behind.destroy()
    }
    client.on('data', (sent) => {
      const isCommit = next !== null && sent.includes(COMMIT)
      if (isCommit) cuts += 1
      if (isCommit && next === 'BEFORE') cut()
      else behind.write(sent)
      isMute ||= isCommit
      if (isCommit) next = null
    })
    behind.on('data', (answer) => {
      if (!isMute) client.write(answer)
      // What was sent with it is answered first.
      else if (answer.includes(COMMIT)) cut()
    })
    end(client, cut)
    end(behind, cut)
  })
  open.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(database)
  url.port = String(typeof address === 'object' && address !== null ? address.port : 0)
  return {
    url: url.href,
    cutAtCommit: (when) => {
      next = when
    },
    get cuts() {
      return cuts
    },
  }
}

function end(socket: Socket, cut: () => void): void {
  socket.on('error', cut)
  socket.on('close', cut)
}
