// Connections as this store wants them: commits that are on the disk before they are answered, and limits by which
// nobody waits long for a node, or a database, that does not answer any more.
import pg, {} from 'pg'
import { SECOND } from '../../../domain/time.ts'
import { askOf } from './postgres-ask.ts'
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
const types = {
  getTypeParser: (oid, format) => (oid === BIGINT ? Number : pg.types.getTypeParser(oid, format)),
}
/** What every connection is opened with; `purpose` is seen in pg_stat_activity. */
export const connectionConfig = (url, purpose) => ({
  connectionString: withSettings(url),
  application_name: `accord ${purpose}`,
  connectionTimeoutMillis: CONNECT_MS,
  query_timeout: ANSWER_MS,
  keepAlive: true,
  keepAliveInitialDelayMillis: KEEPALIVE_MS,
  types,
})
/** Ours come last and so count, whatever the address says. */
function withSettings(url) {
  const whole = new URL(url)
  const ours = Object.entries(SETTINGS).map(([name, value]) => `-c ${name}=${value}`)
  whole.searchParams.set('options', [whole.searchParams.get('options'), ...ours].filter(Boolean).join(' '))
  return whole.href
}
/** Opens a connection; rejects with a StoreFault where the database cannot be reached. */
export async function openSession(config, onLost = () => {}) {
  const client = new pg.Client(config)
  let isLost = false
  const lose = () => {
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
function sendTogether({ connection: { stream } }) {
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}
const REFUSED_SETTING = 'The database would not keep what it acknowledges: synchronous_commit is not on.'
/** Says so where a setting did not hold, as behind a pooler that drops them. */
export async function verifyDurability(ask) {
  const [row] = await ask(`SELECT current_setting('synchronous_commit') AS kept`)
  if (row?.kept !== 'on') throw new Error(REFUSED_SETTING)
}
