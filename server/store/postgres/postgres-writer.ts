// The one connection that a node writes on. It is made anew when it was lost, a little later each time while that fails,
// and the same way is used to learn how a COMMIT ended that was not answered: by what the turn itself wrote of itself,
// since after a crash the number of a lost transaction is given to another.

import { randomUUID } from 'node:crypto'
import type { ClientConfig } from 'pg'
import { type Millis, SECOND } from '../../../domain/time.ts'
import { StoreFault } from '../store-fault.ts'
import { openSession, type Session, verifyDurability } from './postgres-connection.ts'
import type { Statement } from './postgres-written.ts'

/** Works wait this long for a database that starts anew, before they are refused for now. */
const CONNECT_WITHIN: Millis = 3 * SECOND
/** A device waits for its answer meanwhile. */
const OUTCOME_WITHIN: Millis = 5 * SECOND
const FIRST_PAUSE: Millis = 25
const LONGEST_PAUSE: Millis = 400

/** How a transaction ended whose COMMIT was not answered; null when that cannot be known now. */
export type OutcomeOf = (xid: string) => Promise<'COMMITTED' | 'ABORTED' | null>

export interface Writer {
  /** The connection, opened where there is none. */
  readonly session: () => Promise<Session>
  /** Has to be sent with a turn that `outcomeOf` may be asked for; the last one of this node is known. */
  readonly mark: (xid: string) => Statement
  readonly outcomeOf: OutcomeOf
  close(): void
}

/** `epoch`: the database that this node was opened on; another one in its place is none of its business. */
export function openWriter(config: ClientConfig, epoch: string): Writer {
  const node = randomUUID()
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
  const isKept = async (xid: string): Promise<boolean> => {
    const { ask } = await open()
    const [own] = await ask<{ readonly status: string | null }>(STATUS, [xid])
    if (own?.status === 'in progress') throw new StoreFault('TEMPORARY', 'the commit is still going on')
    // Asked after it is over: what a statement sees is as it was at its beginning.
    const [mark] = await ask<{ readonly isKept: boolean }>(KEPT, [node, xid])
    return mark?.isKept === true
  }
  return {
    session: () => persistently(CONNECT_WITHIN, open),
    mark: (xid) => ({ text: MARK, values: [node, xid] }),
    outcomeOf: async (xid) => {
      try {
        return (await persistently(OUTCOME_WITHIN, () => isKept(xid))) ? 'COMMITTED' : 'ABORTED'
      } catch {
        return null
      }
    },
    close: () => current?.end(),
  }
}

const MARK = `INSERT INTO turn (node, xid) VALUES ($1, $2::text::xid8)
  ON CONFLICT (node) DO UPDATE SET xid = excluded.xid, began_at = excluded.began_at`
const STATUS = 'SELECT pg_xact_status($1::text::xid8) AS status'
const KEPT = 'SELECT EXISTS (SELECT FROM turn WHERE node = $1 AND xid = $2::text::xid8) AS is_kept'
/** Of nodes that ended: one that is there asks for its own turn within seconds. */
export const FORGET_TURNS = `DELETE FROM turn WHERE began_at < now() - interval '1 day'`

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
