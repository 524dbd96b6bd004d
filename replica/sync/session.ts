// The driver of synchronisation: runs the connection's state machine against the transport, takes pages over, and
// keeps clock, directory, presence and sending going while there is a line. Every loop here is bounded by the
// machine's back-off or by a fixed interval.

import type { RoomId } from '../../domain/ids.ts'
import { type Instant, type Millis, SECOND } from '../../domain/time.ts'
import type { Activity, FeedEnd, FeedPage } from '../../protocol/feed.ts'
import type { CatchUp, Link } from '../api.ts'
import type { ServerClock } from '../clock.ts'
import type { LocalCopy } from '../copy.ts'
import { Fault } from '../fault.ts'
import { Bootstrap } from './bootstrap.ts'
import { type ConnectionEvent, linkOf, START, transition, wakeAt } from './connection.ts'
import { Presence } from './presence.ts'
import { judge, type Judged, keep } from './pull.ts'
import type { Push } from './push.ts'
import { type Timers, within } from './timers.ts'
import type { Turns } from './turns.ts'
import type { Transport } from './transport.ts'

/** How often the clock is measured and, where it failed, the directory asked for again. */
const UPKEEP_EVERY: Millis = 60 * SECOND
const ANSWER_WITHIN: Millis = 15 * SECOND
/** How long a line that looks alive may take to prove it. */
const PROBE_ANSWER_WITHIN: Millis = 5 * SECOND

export interface SessionOptions {
  readonly copy: LocalCopy
  readonly transport: Transport
  readonly push: Push
  readonly clock: ServerClock
  readonly timers: Timers
  readonly turns: Turns
  readonly now: () => number
  readonly random: () => number
  /** Link, freshness or clock may have changed. */
  readonly statusChanged: () => void
  readonly presenceChanged: () => void
  /** Something that should not happen: the copy was rebuilt, or could not be written. */
  readonly report: (what: string, cause: unknown) => void
}

export class Session {
  readonly #options: SessionOptions
  readonly presence: Presence
  readonly #feed: Bootstrap
  #connection = START
  /** Server time at the last confirmation of the head. */
  #asOf: Instant | null = null
  #closeFeed: (() => void) | null = null
  /** Number of the current feed: what an earlier one still says is ignored. */
  #feedNumber = 0
  #wakeTimer: unknown = null
  #upkeepTimer: unknown = null
  #hasDirectory = false
  /** As on the last page of this feed; null before the first. */
  #directoryMark: string | null = null
  #closed = false

  constructor(options: SessionOptions) {
    this.#options = options
    const { copy, transport, timers, turns, now, presenceChanged } = options
    this.#feed = new Bootstrap({ transport, timers, turns, now, position: () => copy.log.feedPosition() })
    this.presence = new Presence(transport, timers, presenceChanged)
  }

  start(): void {
    this.dispatch('PROBE')
  }

  get link(): Link {
    return linkOf(this.#connection, this.#options.now())
  }

  get asOf(): Instant | null {
    return this.#asOf
  }

  get catchUp(): CatchUp | null {
    return this.#feed.progress
  }

  get nextTryAt(): number | null {
    return this.#connection.state === 'OFFLINE' ? this.#connection.retryAt : null
  }

  probe(): void {
    this.dispatch('PROBE')
    this.#options.push.probe()
    if (this.#connection.state === 'LIVE') void this.#checkLine()
  }

  announce(roomId: RoomId | null, activity: Activity): void {
    this.presence.announce(roomId, activity)
  }

  close(): void {
    this.#closed = true
    this.#options.push.stop()
    this.presence.close()
    this.#endFeed()
    this.#options.timers.clear(this.#wakeTimer)
    this.#options.timers.clear(this.#upkeepTimer)
    this.#options.transport.close()
  }

  dispatch(event: ConnectionEvent, comeBackWithin: Millis = 0): void {
    if (this.#closed) return
    const { now, random, push, statusChanged } = this.#options
    const before = this.#connection.state
    const { next, feed } = transition(this.#connection, event, {
      now: now(),
      random: random(),
      comeBackWithin,
    })
    this.#connection = next
    if (feed !== 'KEEP') this.#endFeed()
    if (next.state === 'SIGNED_OUT') push.stop()
    // The timer is set before the feed is opened: a transport may end it at once.
    this.#setWakeTimer()
    if (feed === 'OPEN') this.#openFeed()
    if (before === 'CONNECTING' && (next.state === 'CATCHING_UP' || next.state === 'LIVE')) this.#connected()
    statusChanged()
  }

  #openFeed(): void {
    this.#feedNumber += 1
    const number = this.#feedNumber
    const { copy } = this.#options
    const close = this.#feed.open({
      page: (page) => {
        if (number === this.#feedNumber) this.#keep(judge(copy, [page]), page)
      },
      pages: (pages) => {
        const last = pages.at(-1)
        if (number !== this.#feedNumber || last === undefined) return () => undefined
        const judged = judge(copy, pages)
        return () => {
          if (number === this.#feedNumber) this.#keep(judged, last)
        }
      },
      end: (reason, comeBackWithin) => {
        if (number === this.#feedNumber) this.dispatch(eventOfEnd(reason), comeBackWithin)
      },
    })
    if (number === this.#feedNumber) this.#closeFeed = close
    else close()
  }

  #endFeed(): void {
    this.#feedNumber += 1
    this.#closeFeed?.()
    this.#closeFeed = null
    this.#directoryMark = null
    this.presence.lost()
    this.#options.timers.clear(this.#upkeepTimer)
  }

  /** `page`: the last one of those that were judged. */
  #keep(judged: Judged, page: FeedPage): void {
    const { copy, report } = this.#options
    try {
      const pulled = keep(copy, judged)
      if (pulled === 'DUPLICATE') return
      if (pulled !== 'ADVANCED') {
        report('the copy differed from the server and is rebuilt', pulled)
        this.dispatch('DIVERGED')
        return
      }
    } catch (error) {
      // The file could not be written (full disk): the cursor did not move either, so the page will come again.
      report('a page could not be kept', error)
      this.dispatch('LOST')
      return
    }
    if (page.atHead) {
      this.#asOf = page.serverTime
      copy.caughtUp()
    }
    this.dispatch(page.atHead ? 'HEAD' : 'PAGE')
    this.#hearOfDirectory(page.directory ?? null)
  }

  /** Accounts or people were changed since the page before. What the feed began with is asked for by `#connected`. */
  #hearOfDirectory(mark: string | null): void {
    const before = this.#directoryMark
    this.#directoryMark = mark
    if (before === null || mark === null || mark === before) return
    this.#hasDirectory = false
    const { report } = this.#options
    // Where it fails, the next upkeep asks again.
    this.#fetchDirectory().catch((error: unknown) => {
      if (!(error instanceof Fault)) report('the directory could not be kept', error)
    })
  }

  /** The first page of a new feed: the server is there. */
  #connected(): void {
    this.#hasDirectory = false
    this.presence.open()
    this.#options.push.hurry()
    void this.#upkeep()
  }

  async #upkeep(): Promise<void> {
    const number = this.#feedNumber
    try {
      await this.#measureClock(ANSWER_WITHIN)
      if (!this.#hasDirectory) await this.#fetchDirectory()
    } catch (error) {
      if (!(error instanceof Fault)) this.#options.report('upkeep failed', error)
      else if (error.retry === 'SIGN_IN' && number === this.#feedNumber) this.dispatch('SIGNED_OUT')
    }
    if (number !== this.#feedNumber || this.#closed) return
    this.#upkeepTimer = this.#options.timers.set(() => void this.#upkeep(), UPKEEP_EVERY)
  }

  /** A line may be dead for seconds before its silence shows: where the server cannot be asked, it is lost now. */
  async #checkLine(): Promise<void> {
    const number = this.#feedNumber
    try {
      await this.#measureClock(PROBE_ANSWER_WITHIN)
    } catch (error) {
      if (!(error instanceof Fault)) this.#options.report('the line could not be checked', error)
      else if (number === this.#feedNumber) this.dispatch(error.retry === 'SIGN_IN' ? 'SIGNED_OUT' : 'LOST')
    }
  }

  async #measureClock(answerWithin: Millis): Promise<void> {
    const { transport, timers, clock, now, statusChanged } = this.#options
    const sentAt = now()
    const serverTime = await within(timers, answerWithin, transport.serverTime())
    if (this.#closed) return
    clock.sample(sentAt, now(), serverTime)
    statusChanged()
  }

  async #fetchDirectory(): Promise<void> {
    const { transport, timers, copy } = this.#options
    const directory = await within(timers, ANSWER_WITHIN, transport.directory())
    if (this.#closed) return
    copy.saveDirectory(directory)
    this.#hasDirectory = true
  }

  #setWakeTimer(): void {
    const { timers, now } = this.#options
    timers.clear(this.#wakeTimer)
    const at = wakeAt(this.#connection)
    this.#wakeTimer = at === null ? null : timers.set(() => this.dispatch('TICK'), Math.max(0, at - now()))
  }
}

function eventOfEnd(reason: FeedEnd): ConnectionEvent {
  if (reason === 'RESTARTING') return 'RESTARTING'
  return reason === 'SIGNED_OUT' || reason === 'EXPIRED' ? 'SIGNED_OUT' : 'LOST'
}
