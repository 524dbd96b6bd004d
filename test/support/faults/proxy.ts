// A line between clients and a server on which everything can go wrong that goes wrong with TCP: cut, reset, silence in
// both directions, delay, and a reply that never arrives although the request did.

import { connect, createServer, type Socket } from 'node:net'

export interface Proxy {
  readonly url: string
  /** Ends every connection as a line that goes down ends it. */
  cut(): void
  /** Ends every connection with RST. */
  reset(): void
  /** Until it is off again nothing passes, and nobody is told. */
  blackhole(isOn: boolean): void
  /** Every piece takes this long. */
  delay(ms: number): void
  /** Of the answers to requests, this share (0 to 1) is lost, and the connection with it. */
  dropReplies(share: number): void
  /** How many answers were dropped so far. */
  readonly dropped: () => number
  /** Of the next download that is longer than this no more than so many bytes pass; returns what ends its line. */
  readonly holdDownload: (afterBytes: number) => () => void
  close(): Promise<void>
}

interface Pair {
  readonly client: Socket
  readonly server: Socket
}

/** `random` decides which answers are lost. */
export async function openProxy(port: number, random: () => number): Promise<Proxy> {
  const pairs = new Set<Pair>()
  let isSilent = false
  let delayMs = 0
  let share = 0
  let dropped = 0
  let holdAfter = Number.POSITIVE_INFINITY
  let endHeld = (): void => {}

  const pass = (from: Socket, to: Socket, judge: (data: Buffer) => boolean): void => {
    from.on('data', (data: Buffer) => {
      if (!judge(data)) return
      const write = (): void => {
        if (!to.destroyed && !isSilent) to.write(data)
      }
      if (delayMs > 0) setTimeout(write, delayMs)
      else write()
    })
    from.on('error', () => to.destroy())
    from.on('close', () => to.destroy())
  }
  const listener = createServer((client) => {
    const server = connect(port, '127.0.0.1')
    const pair = { client, server }
    pairs.add(pair)
    client.on('close', () => pairs.delete(pair))
    let isRequest = false
    let downloaded: number | null = null
    // What a silent line swallowed would be missing in the middle of a stream: such a connection is of no use again.
    const isLost = (): boolean => {
      if (isSilent) deaf.add(pair)
      return deaf.has(pair)
    }
    pass(client, server, (data) => {
      if (data.subarray(0, 5).toString('latin1') === 'POST ') {
        isRequest = true
        downloaded = data.subarray(0, 11).toString('latin1') === 'POST /feed ' ? 0 : null
      }
      return !isLost()
    })
    pass(server, client, (data) => {
      if (isLost()) return false
      if (downloaded !== null) {
        const left = Math.max(0, holdAfter - downloaded)
        downloaded += data.length
        if (data.length > left) {
          holdAfter = Number.POSITIVE_INFINITY
          server.pause()
          client.write(data.subarray(0, left))
          endHeld = () => client.destroy()
          return false
        }
      }
      if (!isRequest || random() >= share) return true
      dropped += 1
      client.destroy()
      server.destroy()
      return false
    })
  })
  const deaf = new Set<Pair>()
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve))
  const address = listener.address()
  const ownPort = typeof address === 'object' && address !== null ? address.port : 0
  const end = (how: (socket: Socket) => void): void => {
    for (const { client, server } of pairs) {
      how(client)
      how(server)
    }
  }
  return {
    url: `http://127.0.0.1:${ownPort}`,
    cut: () => end((socket) => socket.destroy()),
    reset: () => end((socket) => socket.resetAndDestroy()),
    blackhole: (isOn) => {
      isSilent = isOn
    },
    delay: (ms) => {
      delayMs = ms
    },
    dropReplies: (of) => {
      share = of
    },
    dropped: () => dropped,
    holdDownload: (afterBytes) => {
      holdAfter = afterBytes
      return () => endHeld()
    },
    close: () =>
      new Promise((resolve) => {
        end((socket) => socket.destroy())
        listener.close(() => resolve())
      }),
  }
}
