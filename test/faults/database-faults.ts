// What goes wrong between a node and PostgreSQL at a moment that only the node itself can choose: at its COMMIT, within
// its turn, with a notification. It is put under the driver, so that nothing of the product knows of it. What came of it
// is told to the run.

import pg from 'pg'

export interface DatabaseOrder {
  /** The next COMMIT's connection is cut before the database hears of it, or before its answer is heard. */
  readonly cutCommit?: 'BEFORE' | 'AFTER'
  /** To stand still (SIGSTOP) as soon as the next turn has begun. */
  readonly stopInTurn?: true
  /** Whether notifications of other nodes are lost. */
  readonly isDeaf?: boolean
}

export type DatabaseHappening = 'COMMIT_CUT' | 'WAS_COMMITTED' | 'WAS_ABORTED' | 'TURN_TAKEN' | 'SIGNAL_LOST'

type Query = (this: pg.Client, asked: unknown, ...more: readonly unknown[]) => Promise<pg.QueryResult>

const IDLE_IN_TURN = '25P03'
/** What the database says at the end of a transaction. */
const ENDS = ['COMMIT\0', 'ROLLBACK\0']

/** The text of a statement, however it was asked. */
export const textOf = (asked: unknown): string =>
  typeof asked === 'string' ? asked : String((asked as { readonly text?: string } | null)?.text ?? '')

/** Puts something around every statement of every connection. */
export function aroundQueries(
  around: (client: pg.Client, text: string, ask: () => Promise<pg.QueryResult>) => Promise<pg.QueryResult>,
): void {
  const query = Reflect.get(pg.Client.prototype, 'query') as Query
  const wrapped: Query = function (asked, ...more) {
    const ask = (): Promise<pg.QueryResult> => Reflect.apply(query, this, [asked, ...more])
    // A query object with callbacks, as the pool asks: not a promise, and not ours.
    return more.length > 0 || typeof asked === 'function' ? ask() : around(this, textOf(asked), ask)
  }
  Reflect.set(pg.Client.prototype, 'query', wrapped)
}

/** Returns what takes the run's orders. */
export function openDatabaseFaults(
  happened: (what: DatabaseHappening) => void,
): (order: DatabaseOrder) => void {
  let next: DatabaseOrder = {}
  let isDeaf = false
  const known = new WeakSet<pg.Client>()
  const cut = (client: pg.Client, when: 'BEFORE' | 'AFTER'): void => {
    happened('COMMIT_CUT')
    const { stream } = client.connection
    if (when === 'BEFORE') return void stream.destroy()
    stream.removeAllListeners('data')
    // What was sent together with the COMMIT is answered before it.
    stream.on('data', (answers: Buffer) => {
      if (ENDS.some((tag) => answers.includes(tag))) stream.destroy()
    })
  }
  aroundQueries(async (client, text, ask) => {
    if (!known.has(client)) {
      known.add(client)
      client.on('error', (error: Error & { code?: string }) => {
        if (error.code === IDLE_IN_TURN) happened('TURN_TAKEN')
      })
    }
    if (text === 'COMMIT' && next.cutCommit !== undefined) {
      const when = next.cutCommit
      next = {}
      if (when === 'BEFORE') cut(client, when)
      const asked = ask()
      if (when === 'AFTER') cut(client, when)
      return asked
    }
    try {
      const result = await ask()
      if (text.startsWith('BEGIN') && next.stopInTurn === true) {
        next = {}
        process.kill(process.pid, 'SIGSTOP')
      }
      if (text.includes('pg_xact_status')) tellOutcome(result, happened)
      return result
    } catch (error) {
      if ((error as { code?: string }).code === IDLE_IN_TURN) happened('TURN_TAKEN')
      throw error
    }
  })
  const emit = Reflect.get(pg.Client.prototype, 'emit') as (...given: unknown[]) => boolean
  Reflect.set(pg.Client.prototype, 'emit', function (this: pg.Client, name: string, ...given: unknown[]) {
    if (name !== 'notification' || !isDeaf) return Reflect.apply(emit, this, [name, ...given])
    happened('SIGNAL_LOST')
    return true
  })
  return (order) => {
    isDeaf = order.isDeaf ?? isDeaf
    if (order.cutCommit !== undefined || order.stopInTurn !== undefined) next = order
  }
}

function tellOutcome({ rows }: pg.QueryResult, happened: (what: DatabaseHappening) => void): void {
  const said = JSON.stringify(rows)
  if (said.includes('committed')) happened('WAS_COMMITTED')
  if (said.includes('aborted')) happened('WAS_ABORTED')
}
