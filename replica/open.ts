// The composition root of a replica: everything that differs between desktop, browser and test is handed in here.

import { type RoomId, toCommandId } from '../domain/ids.ts'
import type { Person } from '../domain/people.ts'
import { unreachable } from '../domain/result.ts'
import { type Millis, SECOND } from '../domain/time.ts'
import type { Sha256 } from '../protocol/crypto.ts'
import type { Question, Reading, Readings, Replica, Status, Views } from './api.ts'
import { type ServerClock, serverClock } from './clock.ts'
import { type Change, LocalCopy } from './copy.ts'
import { Live } from './live.ts'
import { boardView, pendingView, roomView } from './queries.ts'
import { read } from './read.ts'
import { Search } from './search.ts'
import type { Driver } from './store/driver.ts'
import { Log } from './store/log.ts'
import { Outbox } from './store/outbox.ts'
import { submit } from './submit.ts'
import { Upkeep } from './upkeep.ts'
import { Push } from './sync/push.ts'
import { Session } from './sync/session.ts'
import { type Timers, within } from './sync/timers.ts'
import { Turns } from './sync/turns.ts'
import type { Transport } from './sync/transport.ts'

export type { Timers } from './sync/timers.ts'

/** In a long catch-up each page makes another board, which takes longer to draw than the page to come. */
const BOARD_EVERY: Millis = SECOND

export interface ReplicaOptions {
  readonly me: Person
  readonly drivers: { readonly replica: Driver; readonly outbox: Driver }
  readonly transport: Transport
  /** This computer's clock, milliseconds since 1970; may be wrong, may jump. */
  readonly now: () => number
  /** Uniform in [0, 1): jitter. */
  readonly random: () => number
  readonly timers: Timers
  /** SHA-256 of a text in hex, where this machine has a faster one than the program's own. */
  readonly sha256?: Sha256 | undefined
  /** A new UUID of version 7; see protocol/uuid.ts. */
  readonly newId: () => string
  /** Hears of what should not happen and was survived: a rebuilt copy, a page that could not be kept. */
  readonly report?: ((what: string, cause: unknown) => void) | undefined
}

/**
 * Opens the local copy, answers from it at once and starts to synchronise.
 * Throws a `Fault` when the outbox cannot be used; a cache that cannot be used is rebuilt instead.
 * `close()` closes the drivers too.
 */
export function openReplica(options: ReplicaOptions): Replica {
  const { me, drivers, transport, timers, now, random, newId } = options
  const report = options.report ?? (() => undefined)
  const outbox = new Outbox(drivers.outbox, me.id)
  const log = new Log(drivers.replica, me.id)
  const clock = serverClock(now)
  const turns = new Turns(timers)
  const heard = (change: Change) => touch({ live, search, upkeep, touchBoard }, change)
  const copy = new LocalCopy(me, log, outbox, heard, options.sha256)
  const isLong = () => session.catchUp !== null
  const touchBoard = paced(timers, isLong, () => live.touch('board'))
  const push = new Push({
    copy,
    transport,
    clock,
    timers,
    now,
    random,
    isConnected: () => session.link === 'LIVE' || session.link === 'CATCHING_UP',
    signedOut: () => session.dispatch('SIGNED_OUT'),
  })
  const session: Session = new Session({
    copy,
    transport,
    push,
    clock,
    timers,
    turns,
    now,
    random,
    statusChanged: () => live.touch('status'),
    presenceChanged: () => live.touch('presence'),
    report,
  })
  const { upkeep, search } = inTurns(log, turns, options, (rooms) => {
    heard({ rooms, pending: false, directory: false })
    live.touch('status')
  })
  const answerOnce = (reading: Reading) =>
    reading.read === 'search' ? search.find(reading) : read(copy.log, reading)
  const isVolatile = drivers.outbox.volatile
  const live: Live = new Live(
    (question) => answer(question, { copy, session, upkeep, clock, isVolatile }),
    (error) => report('a listener threw', error),
  )
  session.start()
  push.wake()
  search.wake()
  upkeep.wake()
  return {
    me,
    submit: async (roomId, command, commandId) => {
      const id = commandId ?? toCommandId(newId())
      const submitted = submit(copy, { id, roomId, command, issuedAt: clock.now() })
      push.wake()
      return submitted
    },
    discard: async (commandId) => copy.discard(commandId),
    watch: (question, changed) => live.watch(question, changed),
    // What is read is named by the reading.
    read: async <R extends keyof Readings>(reading: Extract<Reading, { read: R }>) =>
      (await answerOnce(reading)) as Readings[R],
    account: async (ask) => (await transport.account?.(ask).catch(() => null)) ?? null,
    enrol: (ask) => transport.enrol(ask).catch(() => null),
    checkpoint: (roomId) => askedCheckpoint(transport, timers, roomId),
    saveDraft: async (draft) => outbox.saveDraft(draft),
    loadDraft: async (roomId, mode) => outbox.loadDraft(roomId, mode),
    dropDraft: async (roomId, mode) => outbox.dropDraft(roomId, mode),
    announce: (roomId, activity) => session.announce(roomId, activity),
    probe: () => session.probe(),
    close: async () => {
      session.close()
      search.close()
      upkeep.close()
      live.close()
      drivers.replica.close()
      drivers.outbox.close()
    },
  }
}

/** `touch`, and while `isLong` at most once in `BOARD_EVERY`. */
function paced(timers: Timers, isLong: () => boolean, touch: () => void): () => void {
  let timer: unknown = null
  return () => {
    if (!isLong()) return touch()
    timer ??= timers.set(() => {
      timer = null
      touch()
    }, BOARD_EVERY)
  }
}

/** What nobody waits for. `refolded`: rooms that were not there yet for want of a state by this law. */
function inTurns(
  log: Log,
  turns: Turns,
  { now, report }: ReplicaOptions,
  refolded: (rooms: readonly RoomId[]) => void,
) {
  const upkeep = new Upkeep({
    log,
    turns,
    now,
    refolded,
    failed: (error) => report?.('the file of the copy could not be kept in order', error),
  })
  const pause = () => {
    upkeep.wake()
    return turns.next()
  }
  const search = new Search(log, pause, (error) => report?.('the index of words could not be kept', error))
  return { upkeep, search }
}

/** Who hears of a commit. */
interface Hearers {
  readonly live: Live
  readonly search: Search
  readonly upkeep: Upkeep
  readonly touchBoard: () => void
}

interface Parts {
  readonly copy: LocalCopy
  readonly session: Session
  readonly upkeep: Upkeep
  readonly clock: ServerClock
  readonly isVolatile: boolean
}

function answer(question: Question, parts: Parts): Views[keyof Views] {
  const { copy, session } = parts
  switch (question.view) {
    case 'board':
      return boardView(copy)
    case 'room':
      return roomView(copy, question.roomId, question.limit)
    case 'pending':
      return pendingView(copy)
    case 'status':
      return statusOf(parts)
    case 'directory':
      return copy.directory()
    case 'presence':
      return session.presence.rooms()
    default:
      return unreachable(question)
  }
}

function statusOf({ copy, session, upkeep, clock, isVolatile }: Parts): Status {
  const rows = copy.outbox.all()
  const rejected = rows.filter(({ state }) => state === 'REJECTED').length
  return {
    link: session.link,
    asOf: session.asOf,
    offsetMs: clock.offsetMs,
    offsetErrorMs: clock.errorMs,
    nextTryAt: session.nextTryAt,
    catchUp: session.catchUp ?? upkeep.progress,
    waiting: rows.length - rejected,
    rejected,
    renewing: copy.isRenewing,
    volatile: isVolatile,
  }
}

function touch({ live, search, upkeep, touchBoard }: Hearers, { rooms, pending, directory }: Change): void {
  search.wake()
  upkeep.wake()
  for (const roomId of rooms) live.touch(`room/${roomId}`)
  touchBoard()
  if (pending) {
    live.touch('pending')
    live.touch('status')
  }
  if (directory) live.touch('directory')
}

/** Somebody waits for an export: a line that gives no answer gives no checkpoint. */
const CHECKPOINT_WITHIN = 4 * SECOND

async function askedCheckpoint(transport: Transport, timers: Timers, roomId: RoomId): Promise<string | null> {
  const asked = transport.checkpoint?.(roomId)
  return asked === undefined ? null : within(timers, CHECKPOINT_WITHIN, asked).catch(() => null)
}
