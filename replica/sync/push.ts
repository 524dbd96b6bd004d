// Sending commands: in the order this device issued them, one request in flight, for ever. No answer means unknown,
// never failed, so the same ids go again. What bounds the repeats: full jitter between failures, and an answer ends
// a command's sending for good.

import { type Millis, SECOND } from '../../domain/time.ts'
import { COMMANDS_PER_REQUEST, type CommandAnswer } from '../../protocol/command.ts'
import type { CommandId } from '../../domain/ids.ts'
import type { ServerClock } from '../clock.ts'
import type { LocalCopy } from '../copy.ts'
import { Fault } from '../fault.ts'
import type { StoredCommand } from '../store/outbox.ts'
import { backoff } from './backoff.ts'
import { type Timers, within } from './timers.ts'
import type { Transport } from './transport.ts'

const ANSWER_WITHIN: Millis = 20 * SECOND

export interface PushOptions {
  readonly copy: LocalCopy
  readonly transport: Transport
  readonly clock: ServerClock
  readonly timers: Timers
  readonly now: () => number
  readonly random: () => number
  /** Whether the feed is open, so that the server is known to be there. */
  readonly isConnected: () => boolean
  /** The session is over. */
  readonly signedOut: () => void
}

/** UNREAD: all that is left are commands the server cannot read. */
type Outcome = 'DONE' | 'LATER' | 'UNREAD' | 'STOPPED'

export class Push {
  readonly #options: PushOptions
  #busy = false
  #stopped = false
  #failures = 0
  #timer: unknown = null
  #waitsForUnread = false
  /**
   * Commands of requests that the server could not even read (it is older than they are), and how often each was
   * sent alone: the readable ones among them get through, and hold up nobody.
   */
  readonly #unread = new Map<CommandId, number>()
  /** What waits for its person to show who they are; like a refusal it blocks nothing behind it. */
  readonly #held = new Set<CommandId>()
  /** How often somebody asked for news: a request from before that may be held for what has changed since. */
  #probes = 0

  constructor(options: PushOptions) {
    this.#options = options
  }

  /** Something was handed in: send it, unless a wait after a failure is on. */
  wake(): void {
    if (this.#timer === null) this.#start()
    else if (this.#waitsForUnread) this.hurry()
  }

  /** The server is likely to be reachable: do not wait any longer. */
  hurry(): void {
    this.#stopped = false
    this.#held.clear()
    this.#clearTimer()
    this.#start()
  }

  /** As `hurry`; and its person may have signed in just now, so that what the server holds by then is sent once more. */
  probe(): void {
    this.#probes += 1
    this.hurry()
  }

  stop(): void {
    this.#stopped = true
    this.#clearTimer()
  }

  #start(): void {
    if (this.#busy || this.#stopped) return
    this.#busy = true
    void this.#drain().then((outcome) => {
      this.#busy = false
      if (this.#stopped) return
      this.#waitsForUnread = outcome === 'UNREAD'
      if (outcome === 'LATER' || outcome === 'UNREAD') this.#retryLater()
      // Something was handed in since the last look.
      else if (this.#nextBatch().length > 0) this.#start()
    })
  }

  async #drain(): Promise<Outcome> {
    while (!this.#stopped) {
      if (this.#nextBatch().length === 0) return 'DONE'
      const outcome = (await this.#reachServer()) ?? (await this.#send())
      if (outcome !== 'DONE') return outcome
      this.#failures = 0
    }
    return 'STOPPED'
  }

  #nextBatch(): readonly StoredCommand[] {
    const unanswered = this.#options.copy.outbox.unanswered().filter(({ id }) => !this.#held.has(id))
    const readable = unanswered.filter(({ id }) => !this.#unread.has(id))
    if (readable.length > 0) return readable.slice(0, COMMANDS_PER_REQUEST)
    const tries = (row: StoredCommand) => this.#unread.get(row.id) ?? 0
    return unanswered.toSorted((a, b) => tries(a) - tries(b)).slice(0, 1)
  }

  /**
   * Asks the server for its time first while the feed is not open: a command that never left this device stays WAITING,
   * is shown as such and can be taken back (decision 0011). Null when the server answered.
   */
  async #reachServer(): Promise<Outcome | null> {
    const { transport, clock, timers, now, isConnected } = this.#options
    if (isConnected()) return null
    const askedAt = now()
    try {
      const serverTime = await within(timers, ANSWER_WITHIN, transport.serverTime())
      clock.sample(askedAt, now(), serverTime)
      return null
    } catch (error) {
      return this.#failed([], error)
    }
  }

  /** The batch is chosen and marked in one go: until then a command may be taken back. */
  async #send(): Promise<Outcome> {
    if (this.#stopped) return 'STOPPED'
    const { copy, transport, clock, timers, now } = this.#options
    const batch = this.#nextBatch()
    if (batch.length === 0) return 'DONE'
    try {
      const sentAt = now()
      const probes = this.#probes
      copy.markSent(batch.map(({ id }) => id))
      const envelopes = batch.map(({ id, roomId, command }) => ({ id, roomId, command }))
      const { answers, serverTime } = await within(timers, ANSWER_WITHIN, transport.submit(envelopes))
      if (this.#stopped) return 'STOPPED'
      clock.sample(sentAt, now(), serverTime)
      return this.#settle(batch, answers, probes === this.#probes)
    } catch (error) {
      return this.#failed(batch, error)
    }
  }

  /** A command that the reply does not mention counts as unanswered. */
  #settle(batch: readonly StoredCommand[], answers: readonly CommandAnswer[], isLatest: boolean): Outcome {
    const { copy } = this.#options
    for (const answer of answers) {
      if (answer.outcome === 'ACCEPTED') copy.markAccepted(answer.id)
      if (answer.outcome === 'REJECTED') copy.markRejected(answer.id, answer.rejection)
      if (answer.outcome === 'HELD') this.#hold(answer.id, isLatest)
    }
    const answered = new Set(answers.filter(({ outcome }) => outcome !== 'RETRY').map(({ id }) => id))
    for (const id of answered) this.#unread.delete(id)
    return batch.every(({ id }) => answered.has(id)) ? 'DONE' : 'LATER'
  }

  /** Not waited for where its person may have signed in while the answer was on its way: it is sent once more. */
  #hold(id: CommandId, isLatest: boolean): void {
    if (isLatest) this.#held.add(id)
    this.#options.copy.markHeld(id)
  }

  #failed(batch: readonly StoredCommand[], error: unknown): Outcome {
    const retry = error instanceof Fault ? error.retry : 'LATER'
    if (retry === 'SIGN_IN') {
      this.stop()
      this.#options.signedOut()
      return 'STOPPED'
    }
    if (retry === 'LATER' || batch.length === 0 || this.#stopped) return 'LATER'
    for (const { id } of batch) this.#unread.set(id, (this.#unread.get(id) ?? -1) + 1)
    const isNextFresh = this.#nextBatch().some(({ id }) => !this.#unread.get(id))
    return isNextFresh ? 'DONE' : 'UNREAD'
  }

  #retryLater(): void {
    const { timers, random } = this.#options
    const wait = backoff(this.#failures, random())
    this.#failures += 1
    this.#timer = timers.set(() => {
      this.#timer = null
      this.#start()
    }, wait)
  }

  #clearTimer(): void {
    if (this.#timer !== null) this.#options.timers.clear(this.#timer)
    this.#timer = null
  }
}
