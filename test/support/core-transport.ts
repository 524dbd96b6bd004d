// The replica's network port straight on a server core, over a line that a test makes good or bad. Every message either
// way (a request, its reply, a page) is handed to the line, which delivers it now, later, twice or never.

import type { Person } from '../../domain/people.ts'
import { instantAt } from '../../domain/time.ts'
import { Fault } from '../../replica/fault.ts'
import type { FeedSink, Transport } from '../../replica/sync/transport.ts'
import type { Core } from '../../server/core.ts'
import type { VirtualClock } from './virtual-clock.ts'

export type MessageKind = 'REQUEST' | 'REPLY' | 'PAGE'

export interface Line {
  readonly isUp: boolean
  carry(kind: MessageKind, deliver: () => void): void
}

export interface CoreTransport extends Transport {
  /** Every stream ends and every request fails: what the server still does stays unknown. */
  cut(): void
}

export interface CoreTransportOptions {
  readonly server: () => Core | null
  readonly person: Person
  readonly line: Line
  readonly clock: VirtualClock
  /** Events a page. */
  readonly pageEvents?: number
}

const HEARTBEAT_MS = 5_000

/** Delivers everything, in order, after `delayMs`. */
export const goodLine = (clock: VirtualClock, delayMs = 5): Line & { isUp: boolean } => ({
  isUp: true,
  carry: (_kind, deliver) => void clock.timers.set(deliver, delayMs),
})

export function coreTransport(options: CoreTransportOptions): CoreTransport {
  const { server, person, line, clock } = options
  const fails = new Set<() => void>()
  let isClosed = false
  const unreachable = () => new Fault('UNREACHABLE', 'LATER', 'the line is cut')

  /** Asks whatever core is there when the request arrives; a core that crashed since is not heard. */
  const ask = <Value>(work: (core: Core) => Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      if (!line.isUp) return void clock.timers.set(() => reject(unreachable()), 1)
      const fail = () => {
        if (!isClosed) reject(unreachable())
      }
      fails.add(fail)
      line.carry('REQUEST', () => {
        const core = server()
        if (isClosed) return
        if (core === null) return fail()
        void clock.track(work(core)).then(
          (value) => {
            if (server() !== core) return
            line.carry('REPLY', () => {
              fails.delete(fail)
              if (!isClosed) resolve(value)
            })
          },
          () => undefined,
        )
      })
    })

  const streams = new Set<Stream>()
  return {
    submit: (envelopes) =>
      ask(async (core) => ({
        answers: await core.submit(person, envelopes),
        serverTime: instantAt(Math.round(clock.now())),
      })),
    openFeed: (after, epoch, sink) => openFeed(options, streams, { after, epoch }, sink),
    openPresence: () => () => undefined,
    directory: () => ask((core) => core.directory(person)),
    serverTime: () => ask(async () => instantAt(Math.round(clock.now()))),
    announce: async () => undefined,
    // A core alone certifies no keys: what is signed here is vouched for by the session.
    enrol: () => Promise.reject(unreachable()),
    close: () => {
      isClosed = true
      for (const stream of streams) stream.close()
    },
    cut: () => {
      for (const fail of fails) fail()
      fails.clear()
      for (const stream of streams) stream.lose()
    },
  }
}

interface Stream {
  /** From the replica's side: silently. */
  close(): void
  lose(): void
}

function openFeed(
  { server, person, line, clock, pageEvents = 200 }: CoreTransportOptions,
  streams: Set<Stream>,
  from: { readonly after: string; readonly epoch: string },
  sink: FeedSink,
): () => void {
  let { after, epoch } = from
  let isOpen = true
  let isReading = false
  let directory: string | null | undefined = null
  let again = false
  let beat: unknown = null
  let stopPokes: () => void = () => undefined

  const close = (): void => {
    isOpen = false
    streams.delete(stream)
    stopPokes()
    clock.timers.clear(beat)
  }
  const lose = (): void => {
    if (!isOpen) return
    close()
    sink.end('LOST')
  }
  const stream: Stream = { close, lose }
  const read = async (core: Core, confirm: boolean): Promise<void> => {
    again = true
    if (isReading) return
    isReading = true
    while (again && isOpen && server() === core) {
      const page = await core.feedPage(person, after, epoch, pageEvents)
      again = !page.atHead
      const isMoved = page.after !== after || page.epoch !== epoch || page.directory !== directory
      const isNews = page.events.length > 0 || isMoved
      if (!isOpen || server() !== core || !(isNews || confirm)) break
      after = page.cursor
      epoch = page.epoch
      directory = page.directory
      line.carry('PAGE', () => {
        if (isOpen) sink.page(page)
      })
    }
    isReading = false
  }
  const start = (): void => {
    const core = server()
    if (!isOpen) return
    if (core === null) return lose()
    const readNow = (confirm: boolean) =>
      void clock.track(read(core, confirm)).catch(() => {
        // The core crashed while it was read.
      })
    stopPokes = core.onPoke(person, () => readNow(false))
    const repeat = () => {
      readNow(true)
      beat = clock.timers.set(repeat, HEARTBEAT_MS)
    }
    repeat()
  }
  streams.add(stream)
  if (line.isUp) line.carry('REQUEST', start)
  else clock.timers.set(lose, 1)
  return close
}
