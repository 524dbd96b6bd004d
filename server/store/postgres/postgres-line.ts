// The connection that a node listens and notifies on. Every second it also asks on it what moved: that finds what a lost
// notification would have told, and finds out that the line is dead. A line that is lost is opened again, for ever.

import type { ClientConfig } from 'pg'
import type { AccountId } from '../../../domain/ids.ts'
import { type Millis, SECOND } from '../../../domain/time.ts'
import type { CoreLog } from '../../core-log.ts'
import type { Channel } from '../event-store.ts'
import type { Signal } from '../signals.ts'
import type { Ask } from './postgres-ask.ts'
import { openSession, type Session } from './postgres-connection.ts'

const LOOK_EVERY: Millis = SECOND
const RECONNECT_AFTER: Millis = SECOND / 4

export interface Line {
  /** Sends to all who listen; what cannot be sent is made up for when the line is there again. */
  notify(payload: string): void
  close(): Promise<void>
}

/** A commit was told of that moved the provider's feed so: the look need not. */
export type Heard = (before: number, after: number) => void

interface LineOptions {
  /** As soon as it listens, which is before this is resolved. */
  readonly hear: (payload: string, heard: Heard) => void
  /** Of what the look found. */
  readonly told: (signal: Signal) => void
  /** The line was not there for a while. */
  readonly missed: () => void
  readonly log: CoreLog
  /** Sent in the place of what could not be sent. */
  readonly unsent: string
}

/** Resolves after the first try to open it, whatever that came to. */
export async function openLine(
  config: ClientConfig,
  { hear, told, missed, log, unsent }: LineOptions,
): Promise<Line> {
  const isOpened = Promise.withResolvers<void>()
  const look = openLook(told)
  let session: Session | null = null
  let isClosed = false
  let isFirst = true
  let hasUnsent = false
  let wake = (): void => {}

  const pause = (length: Millis): Promise<void> =>
    new Promise((resolve) => {
      const timeout = setTimeout(resolve, length)
      wake = () => {
        clearTimeout(timeout)
        resolve()
      }
    })
  const notify = (payload: string): void => {
    if (session === null || session.isLost()) hasUnsent = true
    else session.ask(NOTIFY, [payload]).catch(() => (hasUnsent = true))
  }
  const serve = async (): Promise<void> => {
    const opened = await openSession({ ...config, pipeline: true }, () => wake())
    try {
      opened.client.on('notification', ({ payload }) => hear(payload ?? '', look.heard))
      await opened.ask('LISTEN accord')
      session = opened
      if (!isFirst) missed()
      if (hasUnsent) notify(unsent)
      hasUnsent = false
      while (!isClosed && !opened.isLost()) {
        await look.now(opened.ask)
        isOpened.resolve()
        if (!opened.isLost()) await pause(LOOK_EVERY)
      }
    } finally {
      session = null
      await opened.drained()
    }
  }
  const serveForEver = async (): Promise<void> => {
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

interface Look {
  readonly now: (ask: Ask) => Promise<void>
  readonly heard: Heard
}

/** Tells what moved since the last look, by whatever node, and was not heard of; the first look only remembers. */
function openLook(told: (signal: Signal) => void): Look {
  let last: { readonly position: number; readonly version: number } | null = null
  const heard: Heard = (before, after) => {
    // Without a gap alone: one that was lost stays to be found.
    if (last?.position === before) last = { ...last, position: after }
  }
  const now: Look['now'] = async (ask) => {
    const [found] = await ask<NonNullable<typeof last>>(MOVED)
    if (found === undefined) return
    const known = last
    last = found
    if (known !== null && found.position > known.position) {
      const accounts = await ask<{ readonly accountId: AccountId }>(MOVED_ACCOUNTS, [
        known.position,
        found.position,
      ])
      const channels = accounts.map(({ accountId }): Channel => `account/${accountId}/shared`)
      told({ kind: 'poke', channels: ['provider', ...channels] })
    }
    if (known !== null && found.version > known.version) told({ kind: 'directory' })
  }
  return { now, heard }
}
