// The one connection that a node writes on. It is made anew when it was lost, a little later each time while that fails,
// and the same way is used to learn how a COMMIT ended that was not answered.

import type { ClientConfig } from 'pg'
import { type Millis, SECOND } from '../../../domain/time.ts'
import { StoreFault } from '../store-fault.ts'
import { openSession, type Session, verifyDurability } from './postgres-connection.ts'
import type { OutcomeOf } from './postgres-turn.ts'

/** Works wait this long for a database that starts anew, before they are refused for now. */
const CONNECT_WITHIN: Millis = 3 * SECOND
/** A device waits for its answer meanwhile. */
const OUTCOME_WITHIN: Millis = 5 * SECOND
const FIRST_PAUSE: Millis = 25
const LONGEST_PAUSE: Millis = 400

export interface Writer {
  /** The connection, opened where there is none. */
  readonly session: () => Promise<Session>
  readonly outcomeOf: OutcomeOf
  close(): void
}

/** `epoch`: the database that this node was opened on; another one in its place is none of its business. */
export function openWriter(config: ClientConfig, epoch: string): Writer {
  let current: Session | null = null
  const open = async (): Promise<Session> => {
    if (current !== null && !current.isLost()) return current
    const session = await openSession({ ...config, pipeline: true })
    try {
      await verifyDurability(session.ask)
      await verifyEpoch(session, epoch)
    } catch (error) {
      session.end()
      throw error
    }
    current = session
    return session
  }
  const statusOf = async (xid: string): Promise<string | null> => {
    const [row] = await (await open()).ask<{ readonly status: string | null }>(STATUS, [xid])
    return row?.status ?? null
  }
  return {
    session: () => persistently(CONNECT_WITHIN, open),
    outcomeOf: async (xid) => {
      try {
        const ended = await persistently(OUTCOME_WITHIN, async () => {
          const status = await statusOf(xid)
          if (status === 'in progress') throw new StoreFault('TEMPORARY', 'the commit is still going on')
          return status
        })
        return ended === 'committed' ? 'COMMITTED' : ended === 'aborted' ? 'ABORTED' : null
      } catch {
        return null
      }
    },
    close: () => current?.end(),
  }
}

const STATUS = 'SELECT pg_xact_status($1::text::xid8) AS status'

async function verifyEpoch({ ask }: Session, epoch: string): Promise<void> {
  const [row] = await ask<{ readonly value: string }>(`SELECT value FROM meta WHERE name = 'epoch'`)
  if (row?.value !== epoch)
    throw new StoreFault('UNKNOWN', 'another database is in the place of the one this server was started on')
}

/**
 * Tries again while it fails for now, with growing pauses, until that many milliseconds are over. `onFirst` is told why
 * when it is tried again at all.
 */
export async function persistently<T>(
  within: Millis,
  attempt: () => Promise<T>,
  onFirst: (error: unknown) => void = () => {},
): Promise<T> {
  const until = performance.now() + within
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      return await attempt()
    } catch (error) {
      const mayHelp = error instanceof StoreFault && error.code === 'TEMPORARY'
      if (!mayHelp || performance.now() + pause > until) throw error
      if (pause === FIRST_PAUSE) onFirst(error)
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
