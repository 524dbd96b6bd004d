// Connections as this store wants them: commits that are on the disk before they are answered, and limits by which
// nobody waits long for a node, or a database, that does not answer any more.

import pg, { type ClientConfig } from 'pg'
import { SECOND } from '../../../domain/time.ts'
import { type Ask, askOf } from './postgres-ask.ts'
import { faultOf } from './postgres-fault.ts'

/** A node that stops answering within its turn loses it after this, and nothing of the turn is stored. */
const IDLE_IN_TURN_MS = 2 * SECOND
/** Longer than a turn that is lost, so that those behind it still get theirs. */
const LOCK_WAIT_MS = 4 * SECOND
const STATEMENT_MS = 5 * SECOND
/** The database, or the way to it, is gone: the connection is given up. */
const ANSWER_MS = 6 * SECOND
const CONNECT_MS = 3 * SECOND
const KEEPALIVE_MS = 5 * SECOND

const SETTINGS = {
  synchronous_commit: 'on',
  idle_in_transaction_session_timeout: IDLE_IN_TURN_MS,
  lock_timeout: LOCK_WAIT_MS,
  statement_timeout: STATEMENT_MS,
  tcp_user_timeout: 3 * SECOND,
  tcp_keepalives_idle: 5,
  tcp_keepalives_interval: 2,
  tcp_keepalives_count: 2,
}

const BIGINT = 20

/** Counts and positions stay far below 2^53. */
const types: NonNullable<ClientConfig['types']> = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
    oid === BIGINT ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
}

/**
 * Of a connection that looks for rows by their keys alone: a plan that was made while a table was empty reads all of it,
 * and is kept until the table is analysed, however much it holds by then. `jit`: a table without an index is read all the
 * same, at a cost that PostgreSQL would compile for.
 */
export const BY_KEYS = { enable_seqscan: 'off', jit: 'off' } as const

type Settings = Readonly<Record<string, string | number>>

/** What every connection is opened with; `purpose` is seen in pg_stat_activity. */
export const connectionConfig = (url: string, purpose: string, more: Settings = {}): ClientConfig => ({
  connectionString: withSettings(url, { ...SETTINGS, ...more }),
  application_name: `accord ${purpose}`,
  connectionTimeoutMillis: CONNECT_MS,
  query_timeout: ANSWER_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEPALIVE_MS,
  types,
})

/** Ours come last and so count, whatever the address says. */
function withSettings(url: string, settings: Settings): string {
  const whole = new URL(url)
  const ours = Object.entries(settings).map(([name, value]) => `-c ${name}=${value}`)
  whole.searchParams.set('options', [whole.searchParams.get('options'), ...ours].filter(Boolean).join(' '))
  return whole.href
}

/** One connection, which knows when it is lost. */
export interface Session {
  readonly client: pg.Client
  readonly ask: Ask
  /** A plain text, of one statement or several; rejects with the driver's own error. */
  readonly say: (text: string) => Promise<pg.QueryResult>
  isLost(): boolean
  /** Lets the connection go, after what was sent on it has been answered. */
  drained(): Promise<void>
  /** Lets the connection go at once. */
  end(): void
}

/** Opens a connection; rejects with a StoreFault where the database cannot be reached. */
export async function openSession(config: ClientConfig, onLost: () => void = () => {}): Promise<Session> {
  const client = new pg.Client(config)
  let isLost = false
  const lose = (): void => {
    if (isLost) return
    isLost = true
    onLost()
  }
  client.on('error', lose)
  client.on('end', lose)
  try {
    await client.connect()
  } catch (error) {
    isLost = true
    client.end().catch(() => undefined)
    throw faultOf(error)
  }
  const gather = config.pipeline === true ? () => sendTogether(client) : () => {}
  return {
    client,
    ask: askOf({ query: (asked) => (gather(), client.query(asked)) }),
    say: (text) => (gather(), client.query(text)),
    isLost: () => isLost,
    drained: async () => {
      isLost = true
      await client.end().catch(() => undefined)
    },
    end: () => {
      isLost = true
      client.end().catch(() => undefined)
    },
  }
}

/** What is said in one turn of the loop goes out in one write: without it, each statement costs a call of the system. */
function sendTogether({ connection: { stream } }: pg.Client): void {
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

const REFUSED_SETTING = 'The database would not keep what it acknowledges: synchronous_commit is not on.'

/** Says so where a setting did not hold, as behind a pooler that drops them. */
export async function verifyDurability(ask: Ask): Promise<void> {
  const [row] = await ask<{ readonly kept: string }>(`SELECT current_setting('synchronous_commit') AS kept`)
  if (row?.kept !== 'on') throw new Error(REFUSED_SETTING)
}

/** The oldest that the tests run on. */
const OLDEST_VERSION = 15

/** Says so where PostgreSQL is older than what the tests run on. */
export async function verifyVersion(ask: Ask): Promise<void> {
  const [row] = await ask<{ readonly number: string }>(
    `SELECT current_setting('server_version_num') AS number`,
  )
  const version = Math.floor(Number(row?.number) / 10_000)
  if (version < OLDEST_VERSION)
    throw new Error(`This is PostgreSQL ${version}, but Accord needs ${OLDEST_VERSION} or later.`)
}
