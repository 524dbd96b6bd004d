// What an operator's dashboard shows, in Prometheus' text format. Counts and times only: no id, name or text of anybody,
// and nothing by room or account. Measured around the ports, at the composition root, so that nothing inside knows.

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { CommandAnswer } from '../../protocol/command.ts'
import type { Core } from '../core.ts'
import type { EventStore } from '../store/event-store.ts'
import { StoreFault } from '../store/store-fault.ts'

export interface Metrics {
  /** The same store, measured. */
  aroundStore(store: EventStore): EventStore
  /** The same core, measured. */
  aroundCore(core: Core): Core
  /** Told how many sockets are open whenever somebody reads. */
  watchSockets(count: () => number): void
  readonly contentType: string
  /** Everything, as it is now. */
  read(): Promise<string>
}

/** Seconds; the promise is an answer within 50 ms on a quiet machine, and a deadline is never over 10 s late. */
const ANSWER_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5]

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'accord_' })
  const { writes, faults, submits, answers, pages, tickedAt, fired } = instrumentsOn(registry)
  return {
    aroundStore: (store) => ({
      ...store,
      async write(...asked) {
        const stop = writes.startTimer()
        try {
          return await store.write(...asked)
        } catch (error) {
          if (error instanceof StoreFault) faults.inc({ code: error.code })
          throw error
        } finally {
          stop()
        }
      },
    }),
    aroundCore: (core) => ({
      ...core,
      async submit(person, envelopes, mayBind) {
        const stop = submits.startTimer()
        const answered = await core.submit(person, envelopes, mayBind)
        stop()
        for (const [index, { command }] of envelopes.entries()) {
          const answer = answered[index]
          if (answer !== undefined) answers.inc({ type: command.type, answer: wordOf(answer) })
        }
        return answered
      },
      async feedPage(...asked) {
        pages.inc()
        return core.feedPage(...asked)
      },
      async feedTexts(...asked) {
        pages.inc()
        return core.feedTexts(...asked)
      },
      async fireDue() {
        const rooms = await core.fireDue()
        tickedAt.setToCurrentTime()
        fired.inc(rooms)
        return rooms
      },
    }),
    watchSockets: (count) => {
      new Gauge({
        name: 'accord_sockets',
        help: 'Open WebSockets',
        registers: [registry],
        collect() {
          this.set(count())
        },
      })
    },
    contentType: registry.contentType,
    read: () => registry.metrics(),
  }
}

function instrumentsOn(registry: Registry) {
  const registers = [registry]
  const writes = new Histogram({
    name: 'accord_store_write_seconds',
    help: 'From a work being asked for to its commit being on the disk',
    buckets: ANSWER_BUCKETS,
    registers,
  })
  const faults = new Counter({
    name: 'accord_store_faults_total',
    help: 'Works that the database could not do, by kind',
    labelNames: ['code'],
    registers,
  })
  const submits = new Histogram({
    name: 'accord_submit_seconds',
    help: 'From commands arriving to all of their answers being durable',
    buckets: ANSWER_BUCKETS,
    registers,
  })
  const answers = new Counter({
    name: 'accord_commands_total',
    help: 'Commands by their type and how they were answered: ACCEPTED, RETRY, or the code of the rejection',
    labelNames: ['type', 'answer'],
    registers,
  })
  const pages = new Counter({
    name: 'accord_feed_pages_total',
    help: 'Pages of the feed that readers were given',
    registers,
  })
  const tickedAt = new Gauge({
    name: 'accord_deadline_tick_timestamp_seconds',
    help: 'When the deadline engine last went through; silence for 30 s is an alarm',
    registers,
  })
  const fired = new Counter({
    name: 'accord_deadline_rooms_total',
    help: 'Rooms in which something was due and was fired',
    registers,
  })
  return { writes, faults, submits, answers, pages, tickedAt, fired }
}

const wordOf = (answer: CommandAnswer): string =>
  answer.outcome === 'REJECTED' ? answer.rejection.code : answer.outcome
