// The connection that a node listens and notifies on. Every second it also asks on it what moved: that finds what a lost
// notification would have told, and finds out that the line is dead. A line that is lost is opened again, for ever.
import { SECOND } from '../../../domain/time.ts'
import { openSession } from './postgres-connection.ts'
const LOOK_EVERY = SECOND
const RECONNECT_AFTER = SECOND / 4
/** Resolves after the first try to open it, whatever that came to. */
export async function openLine(config, { hear, told, missed, log, unsent }) {
  const isOpened = Promise.withResolvers()
  const look = openLook(told)
  let session = null
  let isClosed = false
  let isFirst = true
  let hasUnsent = false
  let wake = () => {}
  const pause = (length) =>
    new Promise((resolve) => {
      const timeout = setTimeout(resolve, length)
      wake = () => {
        clearTimeout(timeout)
        resolve()
      }
    })
  const notify = (payload) => {
    if (session === null || session.isLost()) hasUnsent = true
    else session.ask(NOTIFY, [payload]).catch(() => (hasUnsent = true))
  }
  const serve = async () => {
    const opened = await openSession({ ...config, pipeline: true }, () => wake())
    try {
      opened.client.on('notification', ({ payload }) => hear(payload ?? ''))
      await opened.ask('LISTEN accord')
      session = opened
      if (!isFirst) missed()
      if (hasUnsent) notify(unsent)
      hasUnsent = false
      while (!isClosed && !opened.isLost()) {
        await look(opened.ask)
        isOpened.resolve()
        if (!opened.isLost()) await pause(LOOK_EVERY)
      }
    } finally {
      session = null
      await opened.drained()
    }
  }
  const serveForEver = async () => {
    while (!isClosed) {
      try {
        await serve()
      } catch (error) {
        log.warn({ error }, 'the line to the other nodes is cut')
      }
      isFirst = false
      isOpened.resolve()
      if (!isClosed) await pause(RECONNECT_AFTER)
    }
  }
  const serving = serveForEver()
  await isOpened.promise
  return {
    notify,
    close: () => {
      isClosed = true
      wake()
      return serving
    },
  }
}
const NOTIFY = `SELECT pg_notify('accord', $1)`
const MOVED = `SELECT (SELECT coalesce(max(position), 0) FROM channel WHERE name = 'provider') AS position,
  (SELECT version FROM directory) AS version`
const MOVED_ACCOUNTS = `SELECT DISTINCT account_id FROM event
  WHERE provider_position > $1 AND provider_position <= $2 AND account_position IS NOT NULL`
/** Tells what moved since the last look, by whatever node; the first look only remembers. */
function openLook(told) {
  let last = null
  return async (ask) => {
    const [now] = await ask(MOVED)
    if (now === undefined) return
    if (last !== null && now.position > last.position) {
      const accounts = await ask(MOVED_ACCOUNTS, [last.position, now.position])
      const channels = accounts.map(({ accountId }) => `account/${accountId}/shared`)
      told({ kind: 'poke', channels: ['provider', ...channels] })
    }
    if (last !== null && now.version > last.version) told({ kind: 'directory' })
    last = now
  }
}
