// What happened in a run, as every process that took part wrote it down: one line of JSON for each thing that was asked
// for and for what became of it. `info` is the third outcome: not known. Checkers read nothing but these files and a
// final read of the store, so that a run can be judged again later.

import { appendFileSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { Instant } from '../../../domain/time.ts'

export type Outcome = 'invoke' | 'ok' | 'fail' | 'info'

/**
 * - command: a command was handed to the server; ok: accepted, fail: rejected, info: no answer came.
 * - save: a device was asked to keep a command; ok: it said SAVED.
 * - see: a device holds an event, in the order in which it took them over.
 * - read: somebody asked how far a room has come.
 * - outbox, state: what a device holds when all has come to rest.
 * - download: a device fetched its feed in one packed answer; ok: to its end, fail: it was cut.
 * - baseline: the events that were there before the run.
 * - fault: what was done to whom; of several nodes from `invoke` to `ok`, and `info` with the server's time since then.
 * - watch: a socket on one node; invoke: it is at the head, ok: it was given an event, fail: it is closed, info: it was
 *   given a page that does not follow.
 * - session: info: a socket of it is open on a node, invoke: it was ended, ok: that socket is closed.
 * - presence: info: somebody is seen on a node, invoke: that one's own node was killed, ok: not seen there any more.
 */
export type Op =
  | 'command'
  | 'save'
  | 'see'
  | 'read'
  | 'outbox'
  | 'state'
  | 'baseline'
  | 'fault'
  | 'watch'
  | 'session'
  | 'presence'
  | 'download'

export interface Entry {
  /** Milliseconds since 1970, by one clock for all processes. */
  readonly t: number
  readonly proc: string
  readonly op: Op
  readonly id: string
  readonly type: Outcome
  readonly facts?: Readonly<Record<string, unknown>> | undefined
}

/** The store as it was at the end, read by its own port. */
export interface FinalRead {
  readonly now: Instant
  /** Every event there is, in the provider's order. */
  readonly provider: readonly RecordedEvent[]
  /** What each account's people are given, by the account's id. */
  readonly accounts: Readonly<Record<string, readonly RecordedEvent[]>>
  /** The running digest of each audience: 'provider' or an account's id. */
  readonly digests: Readonly<Record<string, string>>
  /** `<person> <command>` of every receipt that says ACCEPTED. */
  readonly receipts: readonly string[]
  /** Steps that are due and were not fired. */
  readonly due: readonly string[]
}

export type Write = (op: Op, id: string, type: Outcome, facts?: Entry['facts']) => void

/** Writes the lines of one process; each is handed to the system before this returns, so that a kill loses none. */
export function openHistory(folder: string, proc: string): Write {
  const file = join(folder, `${proc.replaceAll('/', '-')}.jsonl`)
  return (op, id, type, facts) => {
    const t = performance.timeOrigin + performance.now()
    appendFileSync(file, `${JSON.stringify({ t, proc, op, id, type, facts } satisfies Entry)}\n`)
  }
}

/** Everything that was written into a folder, in the order of time. A line that a kill cut short is left out. */
export function readHistories(folder: string): readonly Entry[] {
  const entries = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').flatMap(entryOf))
  return entries.toSorted((a, b) => a.t - b.t)
}

function entryOf(line: string): readonly Entry[] {
  try {
    return [JSON.parse(line) as Entry]
  } catch {
    return []
  }
}
