// The store on PostgreSQL, for several nodes on one database: the same two ports as the embedded one, and signals
// between the nodes. One connection writes, in turns with those of the other nodes; a pool reads on the same primary,
// so that whatever any node has acknowledged, every node reads.

import pg, { type ClientConfig } from 'pg'
import type { Millis } from '../../../domain/time.ts'
import type { IdentityStore, IdentityTransaction } from '../../auth/identity-store.ts'
import type { CoreLog } from '../../core-log.ts'
import type { EventStore, Foreseen } from '../event-store.ts'
import type { Signals } from '../signals.ts'
import { openQueue } from '../write-queue.ts'
import { type Ask, askAgainOf } from './postgres-ask.ts'
import { BY_KEYS, connectionConfig, openSession, verifyVersion } from './postgres-connection.ts'
import { postgresFeeds } from './postgres-feed.ts'
import { postgresIdentityReads } from './postgres-identity-reads.ts'
import { postgresIdentityTransaction } from './postgres-identity-writes.ts'
import { postgresLookups, postgresReads } from './postgres-reads.ts'
import { migrate, readMigrations } from './postgres-schema.ts'
import { openPostgresSignals } from './postgres-signals.ts'
import { takeTurns } from './postgres-turn.ts'
import { FORGET_TURNS, openWriter, persistently } from './postgres-writer.ts'

export interface PostgresOptions {
  /** postgres://user:password@host/database; without a pooler in between that shares sessions. */
  readonly url: string
  readonly newId: () => string
  readonly log: CoreLog
  /** How long a database is waited for that is just being started; not at all unless this says so. */
  readonly databaseWithin?: Millis | undefined
  /** The database is damaged, or another one is in its place: the process must stop at once. */
  readonly onFatal?: ((cause: unknown) => void) | undefined
}

/** Both ports on one database: what is written through either shares its transactions. */
export interface PostgresStore extends EventStore {
  readonly identity: IdentityStore
  readonly signals: Signals
}

/** More would keep the other nodes from their turn for too long. */
const WORKS_PER_COMMIT_MAX = 64
const READERS_MAX = 8

/** Connects and migrates; rejects with a sentence for the operator where the database cannot be used. */
export async function openPostgresStore(options: PostgresOptions): Promise<PostgresStore> {
  const { url, newId, log, databaseWithin = 0, onFatal = () => {} } = options
  const meta = await persistently(
    databaseWithin,
    () => prepareDatabase(connectionConfig(url, 'setup'), newId),
    (error) => log.warn({ error }, 'the database is not there yet: waiting for it'),
  )
  const pool = openPool(connectionConfig(url, 'reads'), log)
  const writer = openWriter(connectionConfig(url, 'writes', BY_KEYS), meta.epoch)
  const signals = await openPostgresSignals(connectionConfig(url, 'signals'), log)
  const turns = takeTurns(writer, signals.announce, log)
  const queue = openQueue(turns, WORKS_PER_COMMIT_MAX, onFatal)
  const ask = askAgainOf(pool, READERS_MAX)
  const write = <T>(work: (tx: IdentityTransaction) => Promise<T>, foreseen?: Foreseen): Promise<T> =>
    queue.write((connection) => work(postgresIdentityTransaction(connection)), foreseen)
  const reads = postgresReads(ask)
  return {
    ...reads,
    ...postgresFeeds(ask),
    ...postgresLookups(ask),
    ...meta,
    write,
    identity: { ...reads, ...postgresIdentityReads(ask), write },
    signals,
    close: async () => {
      await queue.close()
      await signals.close()
      writer.close()
      await pool.end()
    },
  }
}

/** Brings the schema forward and resolves to what was made with the database. */
async function prepareDatabase(
  config: ClientConfig,
  newId: () => string,
): Promise<Pick<EventStore, 'epoch' | 'secret'>> {
  const { query_timeout: _none, ...patient } = config
  const session = await openSession(patient)
  try {
    await verifyVersion(session.ask)
    await migrate(session.client, readMigrations(), newId)
    await session.ask(OPENED, [newId()])
    await session.ask(FORGET_TURNS)
    return { epoch: await readMeta(session.ask, 'epoch'), secret: await readMeta(session.ask, 'secret') }
  } finally {
    session.end()
  }
}

/** By this it is known that a node has been here, and may have written. */
const OPENED = `INSERT INTO meta (name, value) VALUES ('opened', $1)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value`

async function readMeta(ask: Ask, name: 'epoch' | 'secret'): Promise<string> {
  const [row] = await ask<{ readonly value: string }>('SELECT value FROM meta WHERE name = $1', [name])
  if (row === undefined) throw new Error(`the database has no ${name}`)
  return row.value
}

function openPool(config: ClientConfig, log: CoreLog): pg.Pool {
  const pool = new pg.Pool({ ...config, max: READERS_MAX })
  // A connection that ends while nobody uses it is no news to anybody who reads: the next one gets a new one.
  pool.on('error', (error) => log.warn({ error: error.message }, 'an idle connection to the database ended'))
  return pool
}
