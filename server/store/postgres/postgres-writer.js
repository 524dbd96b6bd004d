// The one connection that a node writes on. It is made anew when it was lost, a little later each time while that fails,
// and the same way is used to learn how a COMMIT ended that was not answered.
import { SECOND } from '../../../domain/time.ts'
import { StoreFault } from '../store-fault.ts'
import { openSession, verifyDurability } from './postgres-connection.ts'
/** Works wait this long for a database that starts anew, before they are refused for now. */
const CONNECT_WITHIN = 3 * SECOND
/** A device waits for its answer meanwhile. */
const OUTCOME_WITHIN = 5 * SECOND
const FIRST_PAUSE = 25
const LONGEST_PAUSE = 400
/** `epoch`: the database that this node was opened on; another one in its place is none of its business. */
export function openWriter(config, epoch) {
  let current = null
  const open = async () => {
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
  const statusOf = async (xid) => {
    const [row] = await (await open()).ask(STATUS, [xid])
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
async function verifyEpoch({ ask }, epoch) {
  const [row] = await ask(`SELECT value FROM meta WHERE name = 'epoch'`)
  if (row?.value !== epoch)
    throw new StoreFault('UNKNOWN', 'another database is in the place of the one this server was started on')
}
/** Tries again while it fails for now, with growing pauses, until that many milliseconds are over. */
async function persistently(within, attempt) {
  const until = performance.now() + within
  for (let pause = FIRST_PAUSE; ; pause = Math.min(2 * pause, LONGEST_PAUSE)) {
    try {
      return await attempt()
    } catch (error) {
      const mayHelp = error instanceof StoreFault && error.code === 'TEMPORARY'
      if (!mayHelp || performance.now() + pause > until) throw error
    }
    await new Promise((resolve) => setTimeout(resolve, pause))
  }
}
