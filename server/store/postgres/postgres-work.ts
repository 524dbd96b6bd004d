// One work within its turn. What it writes is gathered and sent with the rest of the turn, so that a work that fails has
// usually nothing to take back. Only where it asks for something after it has written, is what was written until then
// sent before the question, and what it wrote itself guarded by a savepoint.

import { StoreFault } from '../store-fault.ts'
import { waitedOutside } from '../write-queue.ts'
import type { Value } from './postgres-ask.ts'
import type { Turn, Work } from './postgres-begin.ts'
import { faultOf } from './postgres-fault.ts'
import { blankMemory } from './postgres-memory.ts'
import type { WorkConnection } from './postgres-writes.ts'
import { addWritten, hasWritten, nothingWritten, statementsOf, type Written } from './postgres-written.ts'

/** Sends what works of the turn wrote that ended well; each promise resolves whatever came of it, see `broken`. */
export const sendUnsent = (turn: Turn): Promise<void>[] =>
  take(turn.unsent).map(({ text, values }) => sendUnguarded(turn, text, values))

/** Sends a statement whose failure breaks the turn. */
export const sendUnguarded = (turn: Turn, text: string, values: readonly Value[]): Promise<void> =>
  unguarded(turn, turn.session.ask(text, values))

/** Notes the first failure: it is the reason of those that follow. */
const unguarded = (turn: Turn, sent: Promise<unknown>): Promise<void> =>
  sent.then(
    () => undefined,
    (error: unknown) => {
      turn.broken ??= { reason: error }
    },
  )

/** What it holds as statements; then it holds nothing. */
function take(written: Written): ReturnType<typeof statementsOf> {
  const statements = statementsOf(written)
  const { events, heads, ends, met, receipts, armed, others } = written
  for (const list of [events, met, receipts, others]) list.length = 0
  for (const map of [heads, ends, armed]) map.clear()
  return statements
}

/**
 * Whether the work is part of the commit; one that is not has been told so. Throws when the connection is gone or the
 * database damaged, and with it every work of the turn. Where the turn is broken afterwards, nobody has been told.
 */
export async function runWork(turn: Turn, work: Work): Promise<boolean> {
  const { session } = turn
  const own = openOwn(turn)
  const failure = await failureOf(turn, work, own)
  if (session.isLost()) throw faultOf(failure ?? new Error('the connection ended'))
  if (failure instanceof StoreFault && failure.code === 'UNKNOWN') throw failure
  if (turn.broken !== null) return false
  if (failure === null) {
    own.keep()
    return true
  }
  own.undo()
  // What it left there counts for nobody.
  turn.memory = blankMemory()
  work.fail(failure)
  return false
}

/** What a work writes itself. */
interface Own {
  readonly written: Written
  /** Sends all that was written until now, so that what is asked next sees it. */
  send(guarding: boolean): void
  isGuarded(): boolean
  /** Rejects with the first failure of what was sent. */
  arrived(): Promise<unknown>
  keep(): void
  undo(): void
}

function openOwn(turn: Turn): Own {
  const { session } = turn
  const written = nothingWritten()
  const ends: Written['ends'] = new Map()
  const sent: Promise<unknown>[] = []
  let isGuarded = false
  const noteEnds = (): void => {
    for (const [channel, end] of written.ends) ends.set(channel, end)
  }
  return {
    written,
    isGuarded: () => isGuarded,
    send: (guarding) => {
      void sendUnsent(turn)
      if (!isGuarded && (guarding || hasWritten(written))) {
        isGuarded = true
        void unguarded(turn, session.say('SAVEPOINT work'))
      }
      noteEnds()
      for (const { text, values } of take(written)) {
        const change = session.ask(text, values)
        change.catch(() => undefined)
        sent.push(change)
      }
    },
    arrived: () => Promise.all(sent),
    keep: () => {
      noteEnds()
      for (const [channel, end] of ends) turn.ends.set(channel, end)
      if (isGuarded) void unguarded(turn, session.say('RELEASE work'))
      addWritten(turn.unsent, written)
    },
    undo: () => {
      if (isGuarded) void unguarded(turn, session.say('ROLLBACK TO work; RELEASE work'))
    },
  }
}

/** Runs a work and waits for all that it sent; null when everything went well. */
async function failureOf(turn: Turn, work: Work, own: Own): Promise<unknown> {
  const watch = openWatch()
  let isOpen = true
  const ask = <Row>(text: string, values: readonly Value[] = [], guarding = false) => {
    if (!isOpen) return Promise.reject(hasEnded())
    own.send(guarding)
    const asking = turn.session.ask<Row>(text, values)
    if (!own.isGuarded()) void unguarded(turn, asking)
    return watch.during(asking)
  }
  const connection: WorkConnection = {
    memory: turn.memory,
    directoryChanged: () => {
      turn.directoryChanged = true
    },
    ask: (text, values) => ask(text, values),
    take: (text, values) => ask(text, values, true),
    write: (write) => {
      if (!isOpen) return Promise.reject(hasEnded())
      write(own.written)
      return Promise.resolve()
    },
  }
  try {
    await watch.until(work.run(connection))
    isOpen = false
    await own.arrived()
    return null
  } catch (error) {
    isOpen = false
    // A change that failed makes all that follows fail: it is the reason.
    return own.arrived().then(
      () => error,
      (reason: unknown) => reason,
    )
  }
}

const hasEnded = (): Error => new Error('a work has ended and may not touch its transaction any more')

/** Sees that a work waits for its own questions alone: without one on the way, it has to end within this turn. */
function openWatch() {
  const overdue = Promise.withResolvers<never>()
  let onTheWay = 0
  let isOver = false
  let immediate = setImmediate(look)
  function look(): void {
    if (onTheWay === 0 && !isOver) overdue.reject(waitedOutside())
  }
  return {
    during: async <T>(asking: Promise<T>): Promise<T> => {
      onTheWay += 1
      try {
        return await asking
      } finally {
        onTheWay -= 1
        clearImmediate(immediate)
        immediate = setImmediate(look)
      }
    },
    until: async (run: Promise<void>): Promise<void> => {
      try {
        await Promise.race([run, overdue.promise])
      } finally {
        isOver = true
        clearImmediate(immediate)
      }
    },
  }
}
