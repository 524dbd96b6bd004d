// Bugs that are planted in a node of a run, between the store and the driver of PostgreSQL, to show that the checkers see
// them. As those for the embedded store (plants.ts), nothing of the product knows of them.

import pg from 'pg'
import { aroundQueries, textOf } from './database-faults.ts'

const NODE_PLANTS = [
  'NO_TURNS',
  'COMMIT_ASSUMED',
  'RECEIPT_APART',
  'SIGNALS_UNHEARD',
  'NEVER_LOOKS',
  'SESSIONS_REMEMBERED',
  'READS_REMEMBERED',
  'STEPS_KEPT',
] as const
/**
 * - NO_TURNS: nodes write at once, without the lock.
 * - COMMIT_ASSUMED: a COMMIT that was not answered counts as done.
 * - RECEIPT_APART: receipts are stored a moment after what they are for, in a transaction of their own.
 * - SIGNALS_UNHEARD: what the other nodes say is not listened to, and nothing is looked up in its place.
 * - NEVER_LOOKS: a lost notification is made up for by nothing.
 * - SESSIONS_REMEMBERED: a session that is ended stays good for ever on the other nodes, whatever they are told.
 * - READS_REMEMBERED: a node answers for two seconds with what it has read before.
 * - STEPS_KEPT: what has fired, or was called back in time, stays due.
 */
export type NodePlant = (typeof NODE_PLANTS)[number]

export const isNodePlant = (name: string): name is NodePlant =>
  (NODE_PLANTS as readonly string[]).includes(name)

const LATER_MS = 60
const REMEMBERED_MS = 2_000
const LOOK = /FROM channel WHERE name = 'provider'\) AS position,\s+\(SELECT version/

type Asked = (
  this: unknown,
  asked: unknown,
  ...more: readonly unknown[]
) => Promise<pg.QueryArrayResult> | undefined
type Emit = (this: unknown, ...given: readonly unknown[]) => boolean

export function plantInNode(bug: NodePlant): void {
  if (bug === 'NO_TURNS') {
    changeText(/SELECT pg_advisory_xact_lock\(\d+\)/, 'SELECT 1')
    // Long enough that two of them meet.
    changeText(/SELECT (?=pg_notify\('accord', payload\))/, 'SELECT pg_sleep(0.05), ')
  }
  if (bug === 'COMMIT_ASSUMED')
    changeText(/EXISTS \(SELECT FROM turn WHERE /, 'true OR EXISTS (SELECT FROM turn WHERE ')
  if (bug === 'RECEIPT_APART') storeReceiptsLater()
  if (bug === 'STEPS_KEPT')
    changeText(/(DELETE FROM deadline WHERE room_id = ANY\(\$1::text\[\]\))/, '$1 AND false')
  if (bug === 'NEVER_LOOKS' || bug === 'SIGNALS_UNHEARD')
    changeText(LOOK, `FROM channel WHERE false) AS position, (SELECT 1`)
  if (bug === 'SIGNALS_UNHEARD' || bug === 'SESSIONS_REMEMBERED')
    loseNotifications(bug === 'SIGNALS_UNHEARD' ? /./ : /"sockets"/)
  if (bug === 'SESSIONS_REMEMBERED') changeText(/ AND s\.ended_at IS NULL/, '')
  if (bug === 'READS_REMEMBERED') rememberReads(/FROM (room|event)\b/, REMEMBERED_MS)
}

/** Puts something around every statement, of the pool's too. */
function aroundAll(change: (asked: unknown) => unknown): void {
  const query = Reflect.get(pg.Client.prototype, 'query') as Asked
  const changed: Asked = function (asked, ...more) {
    return Reflect.apply(query, this, [change(asked), ...more])
  }
  Reflect.set(pg.Client.prototype, 'query', changed)
}

function changeText(from: RegExp, to: string): void {
  aroundAll((asked) => {
    const text = textOf(asked)
    if (!from.test(text)) return asked
    const other = text.replace(from, to)
    if (typeof asked === 'string') return other
    const { name } = asked as pg.QueryConfig
    // A name stands for one text on a connection that may have prepared the right one.
    return { ...(asked as pg.QueryConfig), name: `${name} planted`, text: other }
  })
}

function storeReceiptsLater(): void {
  aroundQueries((client, text, ask) => {
    if (!text.startsWith('INSERT INTO receipt')) return ask()
    const result = client.query('SELECT 1')
    setTimeout(() => void ask().catch(() => undefined), LATER_MS)
    return result
  })
}

function loseNotifications(which: RegExp): void {
  const emit = Reflect.get(pg.Client.prototype, 'emit') as Emit
  const emits: Emit = function (name, ...given) {
    const [notification] = given as readonly ({ readonly payload?: string } | undefined)[]
    if (name === 'notification' && which.test(notification?.payload ?? '')) return true
    return Reflect.apply(emit, this, [name, ...given])
  }
  Reflect.set(pg.Client.prototype, 'emit', emits)
}

function rememberReads(which: RegExp, forMs: number): void {
  const query = Reflect.get(pg.Pool.prototype, 'query') as Asked
  const known = new Map<string, { readonly at: number; readonly result: unknown }>()
  const remembers: Asked = function (asked, ...more) {
    if (!which.test(textOf(asked))) return Reflect.apply(query, this, [asked, ...more])
    const { values = [] } = asked as pg.QueryConfig<unknown[]>
    const key = JSON.stringify([textOf(asked), values])
    const found = known.get(key)
    if (found !== undefined && performance.now() - found.at < forMs)
      return found.result as Promise<pg.QueryArrayResult>
    const result = Reflect.apply(query, this, [asked, ...more]) as Promise<pg.QueryArrayResult>
    known.set(key, { at: performance.now(), result })
    result.catch(() => known.delete(key))
    return result
  }
  Reflect.set(pg.Pool.prototype, 'query', remembers)
}
