// How a turn begins: with the one lock that all nodes take, and then, in the same round trip, with one question that says
// how far the database is and which rooms moved since this node's last turn. Works that were asked for while the node
// waited for the lock come along.

import type { AccountId, RoomId } from '../../../domain/ids.ts'
import { FEED_START } from '../../../protocol/record.ts'
import type { Waiting } from '../write-queue.ts'
import type { Session } from './postgres-connection.ts'
import { endsConnection, faultOf } from './postgres-fault.ts'
import { foreseeReceipts, foreseeRest } from './postgres-foresight.ts'
import type { Found, Memories, Memory, Standing } from './postgres-memory.ts'
import { LOCKS } from './postgres-schema.ts'
import type { WorkConnection } from './postgres-writes.ts'
import { nothingWritten, type Written } from './postgres-written.ts'

export type Work = Waiting<WorkConnection>

export interface Turn {
  readonly session: Session
  readonly xid: string
  readonly found: Standing
  memory: Memory
  directoryChanged: boolean
  /** By works that ended well, and sent with whatever is asked next, at the latest with the COMMIT. */
  readonly unsent: Written
  /** What ended well moved these channels. */
  readonly ends: Written['ends']
  /** Set when a statement failed that no savepoint guards: then nothing of the turn can be committed. */
  broken: { readonly reason: unknown } | null
}

/** READ COMMITTED: each statement sees what was committed before it, and so before this turn. */
const BEGIN = `BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE; SELECT pg_advisory_xact_lock(${LOCKS.turn})`

/** A node that is further behind forgets all rooms. */
const MOVED_MAX = 1_000

/** In the index's order up to its limit, whatever the planner thinks of how many there are. */
const FOUND = `SELECT found.*, moved.room_id, moved.account_id FROM (
    SELECT pg_current_xact_id()::text AS xid, (SELECT version FROM directory) AS version,
      coalesce(max(position), 0) AS position, max(digest) AS digest FROM channel WHERE name = 'provider'
  ) AS found LEFT JOIN (
    SELECT room_id, account_id FROM event WHERE provider_position > $1 ORDER BY provider_position LIMIT ${MOVED_MAX}
  ) AS moved ON true`

interface FoundRow {
  readonly xid: string
  readonly version: number
  readonly position: number
  readonly digest: string | null
  readonly roomId: RoomId | null
  readonly accountId: AccountId | null
}

/**
 * Begins a turn for the works of `batch` and those that `more` hands over once the lock is held; `works` gets them all,
 * also when this rejects.
 */
export async function beginTurn(
  session: Session,
  memories: Memories,
  works: Work[],
  more: () => readonly Work[],
): Promise<Turn> {
  try {
    const asked = works.map(({ foreseen }) => foreseen)
    const sent = [
      session.say(BEGIN),
      session.ask<FoundRow>(FOUND, [memories.position() ?? Number.MAX_SAFE_INTEGER]),
      foreseeReceipts(session.ask, asked),
    ] as const
    for (const each of sent) each.catch(() => undefined)
    await sent[0]
    const [xid, found] = foundIn(await sent[1])
    const memory = memories.recall(found)
    ;(await sent[2])(memory)
    const late = more()
    works.push(...late)
    const [remember] = await Promise.all([
      foreseeReceipts(
        session.ask,
        late.map(({ foreseen }) => foreseen),
      ),
      foreseeRest(
        session.ask,
        works.map(({ foreseen }) => foreseen),
        memory,
      ),
    ])
    remember(memory)
    return {
      session,
      xid,
      found,
      memory,
      directoryChanged: false,
      unsent: nothingWritten(),
      ends: new Map(),
      broken: null,
    }
  } catch (error) {
    if (endsConnection(error) || session.isLost()) session.end()
    else session.say('ROLLBACK').catch(() => session.end())
    throw faultOf(error)
  }
}

function foundIn(rows: readonly FoundRow[]): readonly [xid: string, found: Found] {
  const [first] = rows
  if (first === undefined) throw new Error('a transaction began without its number')
  const { xid, version, position, digest } = first
  const moved = rows.flatMap(({ roomId, accountId }) =>
    roomId === null || accountId === null ? [] : [{ roomId, accountId }],
  )
  const found = { version, position, digest: digest ?? FEED_START }
  return [xid, { ...found, moved: moved.length < MOVED_MAX ? moved : null }]
}
