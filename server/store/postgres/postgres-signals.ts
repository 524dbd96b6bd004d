// Signals between nodes on LISTEN and NOTIFY. A notification is a hint: it is lost when the line is (M12). So every
// second a look at what moved stands behind it, and whoever's line was cut is told that something may be missing. Pokes
// go with the commits that they tell of (postgres-turn.ts), and say how far those went, so that the look knows what was
// heard already.

import { randomUUID } from 'node:crypto'
import type { ClientConfig } from 'pg'
import { fieldsOf } from '../../../protocol/fields.ts'
import type { CoreLog } from '../../core-log.ts'
import type { Signal, SignalListener, Signals } from '../signals.ts'
import { type Heard, openLine } from './postgres-line.ts'
import { textFromDatabase, textToDatabase } from './postgres-text.ts'
import type { Announce } from './postgres-turn.ts'

/** PostgreSQL refuses a payload of 8,000 bytes. */
const PAYLOAD_MAX = 7_900

/** What goes over the line. Without signals: there were some that could not be sent. */
interface Notice {
  readonly from: string
  readonly signals?: readonly Signal[]
  /** The provider's positions before and after the commit that it came with. */
  readonly moved?: readonly [before: number, after: number]
}

export interface PostgresSignals extends Signals {
  /** What a turn notifies with its commit. */
  readonly announce: Announce
}

/** Resolves when the line is open, or could not be opened at once: then it is tried again for ever. */
export async function openPostgresSignals(config: ClientConfig, log: CoreLog): Promise<PostgresSignals> {
  const from = randomUUID()
  const listeners = new Set<SignalListener>()
  const each = (say: (listener: SignalListener) => void): void => {
    for (const listener of listeners) {
      try {
        say(listener)
      } catch (error) {
        log.error({ error }, 'a listener to the other nodes failed')
      }
    }
  }
  const told = (signal: Signal): void => each((listener) => listener.told(signal))
  const missed = (): void => each((listener) => listener.missed())
  const hear = (payload: string, heard: Heard): void => {
    const notice = readNotice(payload)
    if (notice?.moved !== undefined) heard(...notice.moved)
    if (notice?.from === from) return
    if (notice?.signals === undefined) missed()
    else for (const signal of notice.signals) told(signal)
  }
  const line = await openLine(config, { hear, told, missed, log, unsent: noticeOf(from) })
  let gathered: Signal[] = []
  const send = (): void => {
    const signals = gathered
    gathered = []
    for (const payload of payloadsOf(from, signals)) line.notify(payload)
  }
  return {
    announce: ({ before, after, channels }) =>
      payloadsOf(from, [{ kind: 'poke', channels }], [before, after]).map(textToDatabase),
    tell: (signal) => {
      // Told by the commit itself.
      if (signal.kind === 'poke') return
      // What one turn of the loop has to tell goes in one notification.
      if (gathered.push(signal) === 1) setImmediate(send)
    },
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: async () => {
      listeners.clear()
      send()
      await line.close()
    },
  }
}

const noticeOf = (from: string, signals?: readonly Signal[], moved?: Notice['moved']): string =>
  JSON.stringify({
    from,
    ...(signals === undefined ? {} : { signals }),
    ...(moved === undefined ? {} : { moved }),
  } satisfies Notice)

/** Null for what no node of ours would send: whoever may connect to the database can notify. */
function readNotice(payload: string): Notice | null {
  try {
    const { from, signals, moved } = fieldsOf(JSON.parse(textFromDatabase(payload)))
    if (typeof from !== 'string' || !Array.isArray(signals)) return typeof from === 'string' ? { from } : null
    return {
      from,
      signals: signals as readonly Signal[],
      ...(Array.isArray(moved) ? { moved: [Number(moved[0]), Number(moved[1])] } : {}),
    }
  } catch {
    return null
  }
}

/** As few payloads as hold the signals; what is too long for one becomes a notice that something is missing. */
function payloadsOf(from: string, signals: readonly Signal[], moved?: Notice['moved']): readonly string[] {
  const payloads: string[] = []
  let fitting: Signal[] = []
  const close = (): void => {
    if (fitting.length > 0) payloads.push(noticeOf(from, fitting, moved))
    fitting = []
  }
  let isOneTooLong = false
  for (const signal of together(signals)) {
    if (!fits(noticeOf(from, [...fitting, signal], moved))) close()
    if (fits(noticeOf(from, [signal], moved))) fitting.push(signal)
    else isOneTooLong = true
  }
  close()
  return isOneTooLong ? [...payloads, noticeOf(from)] : payloads
}

/** The pokes as one, and each of the others once. */
function together(signals: readonly Signal[]): readonly Signal[] {
  const poked = new Set(signals.flatMap((signal) => (signal.kind === 'poke' ? signal.channels : [])))
  const others = new Map(
    signals.filter(({ kind }) => kind !== 'poke').map((signal) => [JSON.stringify(signal), signal]),
  )
  return [...(poked.size > 0 ? [{ kind: 'poke', channels: [...poked] } as const] : []), ...others.values()]
}

const fits = (payload: string): boolean => Buffer.byteLength(payload) <= PAYLOAD_MAX
