// Two nodes of one server, as their stores: what a test of several nodes on one database begins with.

import { randomUUID } from 'node:crypto'
import { afterEach } from 'vitest'
import type { RoomId } from '../../../../domain/ids.ts'
import type { RecordedEvent } from '../../../../domain/incident/events.ts'
import {
  type Channel,
  type Position,
  BEFORE_FIRST,
  type EventStore,
} from '../../../../server/store/event-store.ts'
import { openPostgresStore, type PostgresStore } from '../../../../server/store/postgres/postgres-store.ts'
import type { CoreLog } from '../../../../server/core-log.ts'
import { nusantara } from '../../../support/accounts.ts'
import { databaseFor, dropDatabase } from '../../../support/postgres.ts'
import { emptyHead, logOf } from '../../../contract/log-of.ts'

export interface Nodes {
  readonly url: string
  readonly stores: readonly PostgresStore[]
  readonly fatal: readonly unknown[]
}

const SILENT_LOG: CoreLog = { warn: () => undefined, error: () => undefined }

/** Opens stores on a database; on a new one of the run's server unless an address is given. Closed after the test. */
export async function openNodes(count: number, address?: string): Promise<Nodes> {
  const url = address ?? (await databaseFor('nodes'))
  const fatal: unknown[] = []
  const stores = await Promise.all(
    Array.from({ length: count }, () =>
      openPostgresStore({ url, newId: randomUUID, log: SILENT_LOG, onFatal: (cause) => fatal.push(cause) }),
    ),
  )
  ending.push(async () => {
    await Promise.all(stores.map((store) => store.close()))
    if (address === undefined) await dropDatabase(url)
  })
  return { url, stores, fatal }
}

const ending: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of ending.splice(0).toReversed()) await end()
})

/** Appends one shared event to a room, after whatever is there, and resolves to its number in the room. */
export const appendTo = (store: EventStore, roomId: RoomId): Promise<number> =>
  store.write(async (tx) => {
    const head = (await tx.roomHead(roomId)) ?? emptyHead(roomId, nusantara.id)
    const log = logOf(head, 'SHARED')
    await tx.append(log)
    return log.head.seq
  })

/** Everything of a channel that comes after a position, and where that ends. */
export async function readOn(
  store: EventStore,
  channel: Channel,
  from: Position = BEFORE_FIRST,
): Promise<{
  readonly events: readonly RecordedEvent[]
  readonly position: Position
  readonly digest: string
}> {
  const events: RecordedEvent[] = []
  for (let after = from; ; ) {
    const page = await store.feedAfter(channel, after, 50)
    events.push(...page.events)
    after = page.position
    if (page.atHead) return { events, position: after, digest: page.digest }
  }
}
