// Groups that are ready are served some at a time: sessions, page, and the same frame to one socket after the other. A
// walk over many sockets is spread over turns of the loop and goes on with the frame it has, so that a page is never read
// again because its readers were many.

import type { Instant } from '../../domain/time.ts'
import type { SessionDesk } from '../auth/session-desk.ts'
import type { Core } from '../core.ts'
import type { FeedTexts } from '../fanout/feed-pages.ts'
import type { Log } from '../observe/log.ts'
import { CLOSE, type Pace } from './context.ts'
import { type Crowd, dissolve, type Group, lift, partFrom, type Reader, settle } from './feed-groups.ts'
import type { MakePayload } from './feed-payload.ts'
import { Failure, openSharedPages, type SharedPage } from './feed-shared-pages.ts'
import { openTurns, type Turns } from './feed-turns.ts'
import { endAfterFailure } from './watched-session.ts'

/** A session is read again when it was read this long ago, and at once after anything but events has changed (I22). */
const SESSION_KNOWN_MS = 1_000
/** Sessions in one question, and sockets between two looks at how long a turn has lasted. */
const LOOK_MAX = 500
const WRITES = 64
/** How exactly the time to confirm is kept: within this part of it, and never after it. */
export const CONFIRMING_TICKS = 10

export interface ServingOptions {
  readonly core: Pick<Core, 'feedTexts'>
  readonly sessions: Pick<SessionDesk, 'reasonsToEnd'>
  readonly makePayload: MakePayload
  readonly pace: Pick<Pace, 'lookEveryMs'>
  readonly now: () => Instant
  readonly log: Log
}

export interface Serving {
  /** Puts a group down where it stands, to be served in the next turn of the loop. */
  add(group: Group): void
  /** There may be news for these; with `everything`, of their sessions too. */
  poked(crowd: Crowd, everything: boolean): void
  /** The page of whoever has not been told for long that there is nothing new is due. */
  confirm(crowd: Crowd, at: number): void
}

export function openServing(options: ServingOptions): Serving {
  const pages = openSharedPages(options.core, options.makePayload)
  const turns = openTurns({
    // All who are ready, so that there is one question for the sessions of many small rooms.
    begins: (groups) => look(groups),
    serve: (groups) => serve(groups),
    ends: () => pages.forget(),
  })
  const fail = (readers: readonly Reader[], error: unknown): void => {
    for (const reader of readers) {
      if (reader.hasLeft) continue
      reader.hasLeft = true
      endAfterFailure({ log: options.log, outlet: reader.outlet }, 'feed', error)
    }
  }
  const look = openLooks(options, turns, fail)
  const add = (group: Group): void => turns.makeReady(settle(group))

  /** A promise only where the walk goes on in another turn. */
  const walk = (group: Group, frame: Buffer, from = 0): Promise<void> | undefined => {
    for (let index = from; index < group.readers.length; index++) {
      if (index > from && index % WRITES === 0 && turns.isLong()) return goOn(group, frame, index)
      const reader = group.readers[index]
      if (reader?.hasLeft === false) reader.outlet.sendFrame(frame)
    }
    return undefined
  }
  const goOn = async (group: Group, frame: Buffer, from: number): Promise<void> => {
    await turns.pause()
    // Whatever was told of meanwhile, of people or sessions, holds for those who have yet to be served (I22).
    await look([group])
    await walk(group, frame, from)
  }

  const hand = async (group: Group, { page, frameFor }: SharedPage): Promise<void> => {
    if (!isNews(group, page) && !group.mustConfirm) return
    const frame = frameFor(group.shape, group.start)
    const walking = walk(group, frame instanceof Promise ? await frame : frame)
    if (walking !== undefined) await walking
    group.after = page.cursor
    group.epoch = page.epoch
    group.directory = page.directory
    group.mustConfirm = false
    group.confirmAt = performance.now() + options.pace.lookEveryMs * (1 - 1 / CONFIRMING_TICKS)
  }

  const serveOne = async (group: Group, asked: Promise<SharedPage | Failure>): Promise<void> => {
    try {
      const shared = await asked
      if (shared instanceof Failure) throw shared.cause
      await hand(group, shared)
      group.isWaiting = false
      const settled = settle(group)
      if (!shared.page.atHead || shared.news !== group.crowd.news) turns.makeReady(settled)
    } catch (error) {
      fail(group.readers, error)
      dissolve(group)
    }
  }

  const serve = async (groups: readonly Group[]): Promise<void> => {
    const free = groups.filter((group) => begin(group, add))
    const looking = look(free)
    if (looking !== undefined) await looking
    const asked = free.map((group) => [group, pages.pageAt(group)] as const)
    for (const [group, page] of asked) await serveOne(group, page)
  }

  return {
    add,
    poked(crowd, everything) {
      crowd.news += 1
      for (const group of crowd.groups) {
        if (everything) group.knownUntil = 0
        turns.makeReady(group)
      }
    },
    confirm(crowd, at) {
      for (const group of crowd.groups) {
        if (group.confirmAt > at) continue
        group.mustConfirm = true
        turns.makeReady(group)
      }
    },
  }
}

/** Takes a group up to be served; false where nobody is left who could be. */
function begin(group: Group, add: Serving['add']): boolean {
  lift(group)
  if (group.readers.some(({ hasLeft, outlet }) => hasLeft || outlet.isFull())) {
    const here = group.readers.filter(({ hasLeft }) => !hasLeft)
    group.readers = here.filter(({ outlet }) => !outlet.isFull())
    for (const reader of here) if (reader.outlet.isFull()) setAside(partFrom(group, reader), reader, add)
  }
  if (group.readers.length === 0) dissolve(group)
  return group.readers.length > 0
}

/** One whose client has too much to take is ready again once that has been taken. */
function setAside(alone: Group, { outlet }: Reader, add: Serving['add']): void {
  void outlet.drained().then(() => {
    alone.isWaiting = false
    add(alone)
  })
}

/**
 * Looks at the sessions of groups where they were not read a moment ago, or one has just run out. Never rejects; a
 * promise only where there was something to look at.
 */
function openLooks(
  { sessions, now }: Pick<ServingOptions, 'sessions' | 'now'>,
  turns: Pick<Turns, 'pause'>,
  fail: (readers: readonly Reader[], error: unknown) => void,
): (groups: readonly Group[]) => Promise<void> | undefined {
  const ask = async (readers: readonly Reader[]): Promise<void> => {
    try {
      const reasons = await sessions.reasonsToEnd(readers.map(({ viewer }) => viewer))
      for (const [index, reader] of readers.entries()) {
        const reason = reasons[index] ?? null
        if (reason === null || reader.hasLeft) continue
        reader.hasLeft = true
        reader.outlet.end(CLOSE.ENDED, reason)
      }
    } catch (error) {
      fail(readers, error)
    }
  }
  const lookAt = async (unknown: readonly Group[], at: number): Promise<void> => {
    // Before the question: what is told of while it is asked counts as not known.
    for (const group of unknown) group.knownUntil = at + SESSION_KNOWN_MS
    const readers = unknown.flatMap((group) => group.readers)
    for (let from = 0; from < readers.length; from += LOOK_MAX) {
      if (from > 0) await turns.pause()
      await ask(readers.slice(from, from + LOOK_MAX))
    }
    for (const group of unknown) group.expiresAt = earliestEnd(group)
  }
  return (groups) => {
    const instant = now()
    const at = performance.now()
    const unknown = groups.filter(({ knownUntil, expiresAt }) => knownUntil <= at || expiresAt <= instant)
    return unknown.length === 0 ? undefined : lookAt(unknown, at)
  }
}

function earliestEnd({ readers, expiresAt }: Group): Instant {
  const ends = readers.flatMap(({ hasLeft, viewer }) => (hasLeft ? [] : viewer.accessExpiresAt))
  return ends.reduce((earliest, end) => (end < earliest ? end : earliest), ends[0] ?? expiresAt)
}

const isNews = (group: Group, page: FeedTexts): boolean =>
  page.texts.lengths.length > 0 ||
  !page.atHead ||
  page.after !== group.after ||
  page.epoch !== group.epoch ||
  page.directory !== group.directory
