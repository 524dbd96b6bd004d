// Signals between nodes on LISTEN and NOTIFY. A notification is a hint: it is lost when the line is (M12). So every
// second a look at what moved stands behind it, and whoever's line was cut is told that something may be missing.
import { randomUUID } from 'node:crypto'
import { openLine } from './postgres-line.ts'
import { textFromDatabase } from './postgres-text.ts'
/** PostgreSQL refuses a payload of 8,000 bytes. */
const PAYLOAD_MAX = 7_900
/** Resolves when the line is open, or could not be opened at once: then it is tried again for ever. */
export async function openPostgresSignals(config, log) {
  const from = randomUUID()
  const listeners = new Set()
  const each = (say) => {
    for (const listener of listeners) {
      try {
        say(listener)
      } catch (error) {
        log.error({ error }, 'a listener to the other nodes failed')
      }
    }
  }
  const told = (signal) => each((listener) => listener.told(signal))
  const missed = () => each((listener) => listener.missed())
  const hear = (payload) => {
    const notice = readNotice(payload)
    if (notice?.from === from) return
    if (notice?.signals === undefined) missed()
    else for (const signal of notice.signals) told(signal)
  }
  const line = await openLine(config, { hear, told, missed, log, unsent: noticeOf(from) })
  let gathered = []
  const send = () => {
    const signals = gathered
    gathered = []
    for (const payload of payloadsOf(from, signals)) line.notify(payload)
  }
  return {
    tell: (signal) => {
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
const noticeOf = (from, signals) => JSON.stringify({ from, ...(signals === undefined ? {} : { signals }) })
/** Null for what no node of ours would send. */
function readNotice(payload) {
  try {
    return JSON.parse(textFromDatabase(payload))
  } catch {
    return null
  }
}
/** As few payloads as hold the signals; what is too long for one becomes a notice that something is missing. */
function payloadsOf(from, signals) {
  const payloads = []
  let fitting = []
  const close = () => {
    if (fitting.length > 0) payloads.push(noticeOf(from, fitting))
    fitting = []
  }
  let isOneTooLong = false
  for (const signal of together(signals)) {
    if (!fits(noticeOf(from, [...fitting, signal]))) close()
    if (fits(noticeOf(from, [signal]))) fitting.push(signal)
    else isOneTooLong = true
  }
  close()
  return isOneTooLong ? [...payloads, noticeOf(from)] : payloads
}
/** The pokes as one, and each of the others once. */
function together(signals) {
  const poked = new Set(signals.flatMap((signal) => (signal.kind === 'poke' ? signal.channels : [])))
  const others = new Map(
    signals.filter(({ kind }) => kind !== 'poke').map((signal) => [JSON.stringify(signal), signal]),
  )
  return [...(poked.size > 0 ? [{ kind: 'poke', channels: [...poked] }] : []), ...others.values()]
}
const fits = (payload) => Buffer.byteLength(payload) <= PAYLOAD_MAX
