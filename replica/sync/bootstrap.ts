// A feed that a copy far behind begins with a download (decision 0035): one packed answer with all pages up to the head,
// then the subscription for the tail. Pages of both go the same way, one by one and each with its cursor, so a download
// that is cut anywhere is gone on with from where the copy stands. Where there is no download to be had, the feed alone
// brings everything, as it does for a copy that is near.
//
//   at the head a moment ago ──▶ feed ──first page is not the last──▶ download ──▶ feed
//   any other ──▶ download ──done, near, none, cut──▶ feed
//
// Who leaves the feed for the download has the pages that were on their way twice: only who is most likely near begins
// with it.

import { type Millis, MINUTE, SECOND } from '../../domain/time.ts'
import { type FeedPage, FROM_START } from '../../protocol/feed.ts'
import type { CatchUp } from '../api.ts'
import { Fault } from '../fault.ts'
import type { FeedPosition } from '../store/open-cache.ts'
import { type Timers, within } from './timers.ts'
import type { Turns } from './turns.ts'
import type { DownloadEnd, DownloadPart, FeedSink, Transport } from './transport.ts'

/** Cuts of one catch-up, and catch-ups without any page, after which the feed alone is asked. */
const TRIES = 3
/** Nothing for this long is a download that somebody on the way holds back; less than the feed may be silent. */
const PART_WITHIN: Millis = 8 * SECOND
/** Entries that are taken over in one transaction: each one writes the ends of the same indexes again, and holds others up. */
const TOGETHER = 400
/** Over a slow line they are taken over as they come, since what is not taken over is no sign of life. */
const WAITS_FOR: Millis = SECOND
/** A copy that was at the head within this time is most likely near it. */
const NEAR_FOR: Millis = 10 * MINUTE
/** Entries; a shorter way is over before anybody has read how long it is. */
const TOLD_FROM = 1_000

/** As a feed's, and several pages that follow each other at once. */
export interface BootstrapSink extends FeedSink {
  /** Judges them; what it returns keeps them, in this turn or a later one, before any other page. */
  pages(pages: readonly FeedPage[]): () => void
}

export interface BootstrapOptions {
  readonly transport: Transport
  readonly timers: Timers
  readonly turns: Turns
  /** This computer's clock. */
  readonly now: () => number
  /** Where the copy stands. */
  readonly position: () => FeedPosition
}

/** One opening of the feed, until its end. */
interface Line {
  isOpen: boolean
  mayDownload: boolean
  /** There was no download, and it is not known yet whether there is a server. */
  isFailed: boolean
  close: () => void
}

export class Bootstrap {
  readonly #options: BootstrapOptions
  /** Downloads that failed while the feed did not. */
  #failures = 0
  /** When the head was reached last, by this computer's clock. */
  #headAt: number | null = null
  #progress: CatchUp | null = null

  constructor(options: BootstrapOptions) {
    this.#options = options
  }

  /** How far a catch-up has come that is worth telling; null while there is none. */
  get progress(): CatchUp | null {
    return this.#progress
  }

  /** Everything after the copy's cursor, for ever, as `Transport.openFeed`. Returns the way to stop it. */
  open(sink: BootstrapSink): () => void {
    const mayDownload = this.#failures < TRIES
    const line: Line = { isOpen: true, mayDownload, isFailed: false, close: () => undefined }
    const isEmpty = this.#options.position().cursor === FROM_START
    if (isEmpty) this.#progress = null
    if ((isEmpty || !this.#isNear()) && this.#mayDownload(line)) void this.#download(line, sink)
    else this.#feed(line, sink)
    return () => {
      line.isOpen = false
      line.close()
    }
  }

  #feed(line: Line, sink: BootstrapSink): void {
    const { cursor, epoch } = this.#options.position()
    let isLeft = false
    const close = this.#options.transport.openFeed(cursor, epoch, {
      page: (page) => {
        if (isLeft || !line.isOpen) return
        if (line.isFailed) this.#failures += 1
        line.isFailed = false
        this.#advance(page.events.length)
        if (page.atHead) {
          this.#progress = null
          this.#headAt = this.#options.now()
        }
        sink.page(page)
        if (page.atHead) line.mayDownload = false
        // The page may have ended all of this.
        if (!line.isOpen || !this.#mayDownload(line)) return
        isLeft = true
        line.close()
        void this.#download(line, sink)
      },
      end: (reason, comeBackWithin) => {
        if (!isLeft && line.isOpen) sink.end(reason, comeBackWithin)
      },
    })
    if (isLeft || !line.isOpen) close()
    else line.close = close
  }

  #isNear(): boolean {
    const past = this.#headAt === null ? NEAR_FOR : this.#options.now() - this.#headAt
    // A clock that was set back says nothing.
    return past >= 0 && past < NEAR_FOR
  }

  #mayDownload({ mayDownload }: Line): boolean {
    return mayDownload && this.#options.transport.download !== undefined
  }

  async #download(line: Line, sink: BootstrapSink): Promise<void> {
    line.mayDownload = false
    let end: DownloadEnd = 'CUT'
    for (let cuts = 0; cuts < TRIES && end === 'CUT'; cuts += 1) {
      const before = this.#options.position().cursor
      end = await this.#downloadOnce(line, sink)
      if (!line.isOpen) return
      if (end === 'CUT' && this.#options.position().cursor === before) break
    }
    if (end === 'SIGNED_OUT') return sink.end('SIGNED_OUT')
    if (end === 'DONE') this.#failures = 0
    if (end === 'NONE') this.#failures = TRIES
    line.isFailed = end === 'CUT'
    this.#feed(line, sink)
  }

  async #downloadOnce(line: Line, sink: BootstrapSink): Promise<DownloadEnd> {
    const { transport, timers, turns, position } = this.#options
    const { cursor, epoch } = position()
    const download = transport.download?.(cursor, epoch)
    if (download === undefined) return 'NONE'
    line.close = () => download.close()
    let waiting: FeedPage[] = []
    let timer: unknown = null
    const judged = (): (() => void) => {
      timers.clear(timer)
      const pages = waiting
      waiting = []
      return line.isOpen && pages.length > 0 ? sink.pages(pages) : () => undefined
    }
    const takeOver = (): void => judged()()
    try {
      for (;;) {
        const part: DownloadPart = await within(timers, PART_WITHIN, download.next())
        if (!line.isOpen) return 'CUT'
        if (part.kind === 'END') {
          takeOver()
          return part.end
        }
        if (part.kind === 'HEAD') {
          this.#begin(part.count)
          continue
        }
        this.#advance(part.page.events.length)
        // The head is confirmed by the feed alone.
        waiting.push({ ...part.page, atHead: false })
        if (waiting.length === 1) timer = timers.set(takeOver, WAITS_FOR)
        if (waiting.reduce((sum, { events }) => sum + events.length, 0) < TOGETHER) continue
        const keep = judged()
        // Everything else that waits for this copy has its turn. No page is asked for meanwhile.
        await turns.next()
        keep()
        await turns.next()
        if (!line.isOpen) return 'CUT'
      }
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      takeOver()
      return error.retry === 'SIGN_IN' ? 'SIGNED_OUT' : 'CUT'
    } finally {
      timers.clear(timer)
      download.close()
    }
  }

  #begin(count: number): void {
    const taken = this.#progress?.taken ?? 0
    if (taken + count >= TOLD_FROM) this.#progress = { taken, total: taken + count }
  }

  /** Entries that came since the count was made are more than were counted. */
  #advance(entries: number): void {
    if (this.#progress === null) return
    const taken = this.#progress.taken + entries
    this.#progress = { taken, total: Math.max(this.#progress.total, taken) }
  }
}
