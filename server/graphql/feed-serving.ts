// Readers who are ready are served one batch after the other: session, page, frame. After a few milliseconds in one turn
// of the loop the rest waits for the next turn, so that whatever else came in meanwhile is heard in between (I25).

import type { Instant } from '../../domain/time.ts'
import type { SessionDesk, Viewer } from '../auth/session-desk.ts'
import type { Core } from '../core.ts'
import type { FeedTexts } from '../fanout/feed-pages.ts'
import type { Log } from '../observe/log.ts'
import { CLOSE, type FrameOutlet, type Pace } from './context.ts'
import type { MakePayload } from './feed-payload.ts'
import type { FeedShape } from './feed-shape.ts'
import {
  Failure,
  openSharedPages,
  type Place,
  type SharedPage,
  type SharedPages,
} from './feed-shared-pages.ts'
import { endAfterFailure } from './watched-session.ts'

/** Of one turn of the loop. A batch that was begun is finished. */
const BUDGET_MS = 20
/** Readers who are served together, and places among them: each is a page to be read and made in one go. */
const BATCH = 64
const PLACES = 8
/** A session is read again when it was read this long ago, and at once after anything but events has changed (I22). */
const SESSION_KNOWN_MS = 1_000
/** How exactly the time to confirm is kept: within this part of it, and never after it. */
export const CONFIRMING_TICKS = 10

export interface Reader {
  readonly viewer: Viewer
  readonly outlet: FrameOutlet
  readonly shape: FeedShape
  /** What a frame begins with; see frameStart. */
  readonly start: Buffer
  /** See Place. */
  readonly crowd: string
  after: string
  epoch: string
  directory: string | null | undefined
  /** When a page is due even if it is empty. */
  confirmAt: number
  /** Empty pages go by time alone: a poke for something the viewer may not see must not move them (I20). */
  mustConfirm: boolean
  /** Until when the session counts as read. */
  knownUntil: number
  /** Waits to be served, or for its client to take what it has. */
  isWaiting: boolean
  hasLeft: boolean
}

export interface ServingOptions {
  readonly core: Pick<Core, 'feedTexts'>
  readonly sessions: Pick<SessionDesk, 'reasonsToEnd'>
  readonly makePayload: MakePayload
  readonly pace: Pick<Pace, 'lookEveryMs'>
  readonly now: () => Instant
  readonly log: Log
}

export interface Serving {
  /** Serves the reader in the next turn of the loop; once, however often it was asked for. */
  makeReady(reader: Reader): void
  /** There may be news for these; with `everything`, of their sessions too. */
  poked(readers: Iterable<Reader>, everything: boolean): void
}

export function openServing(options: ServingOptions): Serving {
  const pages = openSharedPages(options.core, options.makePayload)
  const makeReady = openTurns(pages, (batch) => serveBatch(batch))
  const serveBatch = openBatches(options, pages, makeReady)
  return {
    makeReady,
    poked(readers, everything) {
      pages.forget()
      for (const reader of readers) {
        if (everything) reader.knownUntil = 0
        makeReady(reader)
      }
    },
  }
}

/** The turns of the loop; `serveBatch` never rejects. */
function openTurns(
  pages: SharedPages,
  serveBatch: (batch: readonly Reader[]) => Promise<void>,
): Serving['makeReady'] {
  let ready: Reader[] = []
  let isServing = false
  const serve = async (): Promise<void> => {
    let began = performance.now()
    while (ready.length > 0) {
      const round = ready
      ready = []
      for (let index = 0, end = 0; index < round.length; index = end) {
        end = batchEnd(round, index)
        await serveBatch(round.slice(index, end))
        if (performance.now() - began < BUDGET_MS) continue
        await new Promise((resolve) => setImmediate(resolve))
        pages.forget()
        began = performance.now()
      }
    }
    pages.forget()
    isServing = false
  }
  return (reader) => {
    if (reader.isWaiting || reader.hasLeft) return
    reader.isWaiting = true
    ready.push(reader)
    if (isServing) return
    isServing = true
    setImmediate(() => void serve())
  }
}

/** Where the batch ends that begins at `from`. */
function batchEnd(round: readonly Reader[], from: number): number {
  let places = 0
  for (let index = from; index < round.length && index < from + BATCH; index++) {
    const [reader, before] = [round[index], round[index - 1]]
    const isNext = reader !== undefined && before !== undefined && isSamePlace(reader, before)
    if (index === from || !isNext) places += 1
    if (places > PLACES) return index
  }
  return Math.min(round.length, from + BATCH)
}

function openBatches(
  { sessions, pace, now, log }: ServingOptions,
  pages: SharedPages,
  makeReady: Serving['makeReady'],
): (batch: readonly Reader[]) => Promise<void> {
  const fail = (reader: Reader, error: unknown): void => {
    reader.hasLeft = true
    endAfterFailure({ log, outlet: reader.outlet }, 'feed', error)
  }

  /** False while the client has too much to take: it is ready again once it has taken it. */
  const isFree = (reader: Reader): boolean => {
    reader.isWaiting = false
    if (reader.hasLeft) return false
    if (!reader.outlet.isFull()) return true
    reader.isWaiting = true
    void reader.outlet.drained().then(() => {
      reader.isWaiting = false
      makeReady(reader)
    })
    return false
  }

  const lookAtSessions = async (readers: readonly Reader[]): Promise<void> => {
    try {
      const knownUntil = performance.now() + SESSION_KNOWN_MS
      const reasons = await sessions.reasonsToEnd(readers.map(({ viewer }) => viewer))
      for (const [index, reader] of readers.entries()) {
        const reason = reasons[index] ?? null
        reader.knownUntil = knownUntil
        if (reason === null) continue
        reader.hasLeft = true
        reader.outlet.end(CLOSE.ENDED, reason)
      }
    } catch (error) {
      for (const reader of readers) fail(reader, error)
    }
  }

  const send = (reader: Reader, page: FeedTexts, frame: Buffer): void => {
    if (reader.hasLeft) return
    reader.outlet.sendFrame(frame)
    reader.after = page.cursor
    reader.epoch = page.epoch
    reader.directory = page.directory
    reader.mustConfirm = false
    reader.confirmAt = performance.now() + pace.lookEveryMs * (1 - 1 / CONFIRMING_TICKS)
    if (!page.atHead) makeReady(reader)
  }

  /** A promise only where a payload must be executed. */
  const hand = (reader: Reader, shared: SharedPage): Promise<void> | void => {
    if (!isNews(reader, shared.page) && !reader.mustConfirm) return undefined
    const frame = shared.frameFor(reader.shape, reader.start)
    if (!(frame instanceof Promise)) return send(reader, shared.page, frame)
    return frame.then((made) => send(reader, shared.page, made))
  }

  return async (batch) => {
    const free = batch.filter(isFree)
    const unknown = notKnown(free, now())
    if (unknown.length > 0) await lookAtSessions(unknown)
    const places = placesOf(free, pages)
    let asked: (typeof places)[number] | null = null
    let shared: SharedPage | Failure | null = null
    for (const [index, reader] of free.entries()) {
      try {
        const place = places[index] ?? null
        // Once for each place: many readers of one are served without a microtask for each.
        if (place !== asked) shared = await place
        asked = place
        if (shared === null || reader.hasLeft) continue
        if (shared instanceof Failure) throw shared.cause
        const handing = hand(reader, shared)
        if (handing !== undefined) await handing
      } catch (error) {
        fail(reader, error)
      }
    }
  }
}

/** What each of these is to be handed; all are asked for before any is waited for. */
function placesOf(readers: readonly Reader[], pages: SharedPages): readonly Promise<SharedPage | Failure>[] {
  let place: Place | null = null
  let shared: Promise<SharedPage | Failure> | null = null
  return readers.map((reader) => {
    if (place !== null && shared !== null && isSamePlace(reader, place)) return shared
    const { crowd, viewer, after, epoch } = reader
    place = { crowd, person: viewer.person, after, epoch }
    shared = pages.pageAt(place)
    return shared
  })
}

const isSamePlace = (reader: Reader, place: Pick<Place, 'after' | 'crowd' | 'epoch'>): boolean =>
  reader.after === place.after && reader.crowd === place.crowd && reader.epoch === place.epoch

/** Those whose sessions were not read a moment ago, or have just run out. */
function notKnown(readers: readonly Reader[], instant: Instant): readonly Reader[] {
  const at = performance.now()
  return readers.filter(({ knownUntil, viewer }) => knownUntil <= at || viewer.accessExpiresAt <= instant)
}

const isNews = (reader: Reader, page: FeedTexts): boolean =>
  page.texts.length > 0 ||
  !page.atHead ||
  page.after !== reader.after ||
  page.epoch !== reader.epoch ||
  page.directory !== reader.directory
