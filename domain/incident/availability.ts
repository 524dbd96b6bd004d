// Availability: judging attempts second by second (UNA-1), and attaching the result to the room as evidence.
// A second is Unavailable on a channel when there were attempts in it and every one of them failed by server
// timeout or internal service error. A second without attempts says nothing. Rules UNA-n.

import { firstOf, invalid, NAME_MAX, requireRange, requireText } from '../input.ts'
import { accept, type Decision, reject, type Rejection } from '../result.ts'
import { epochOf, type Instant, instantAt, parseInstant, SECOND } from '../time.ts'
import { FILE_BYTES_MAX } from './conversation.ts'

export type Channel = 'API' | 'SMTP'
/** OTHER_FAILURE: bad request, rejected recipient, authentication: no failure of the platform. */
export type AttemptResult = 'ANSWERED' | 'SERVER_TIMEOUT' | 'SERVER_ERROR' | 'OTHER_FAILURE'

export interface Attempt {
  readonly at: Instant
  readonly channel: Channel
  readonly result: AttemptResult
}

/** Whole seconds: `from` inclusive, `until` exclusive. */
export interface Interval {
  readonly from: Instant
  readonly until: Instant
}

export interface ChannelEvidence {
  readonly channel: Channel
  readonly unavailableSeconds: number
  readonly intervals: readonly Interval[]
}

export interface AttachEvidence {
  readonly type: 'attachEvidence'
  readonly fileName: string
  readonly size: number
  /** SHA-256 of the attempt log, in hex. */
  readonly sha256: string
  readonly channels: readonly ChannelEvidence[]
  /** Seconds in which at least one channel was unavailable. */
  readonly eitherSeconds: number
}

export interface EvidenceAttached {
  readonly type: 'EvidenceAttached'
  readonly fileName: string
  readonly size: number
  readonly sha256: string
  readonly channels: readonly ChannelEvidence[]
  readonly eitherSeconds: number
}

const CHANNELS: readonly Channel[] = ['API', 'SMTP']
const INTERVALS_MAX = 2_000

/** The verdict on an attempt log. */
export interface Verdict {
  readonly channels: readonly ChannelEvidence[]
  readonly eitherSeconds: number
}

/** An attempt log on its way to a verdict. */
export interface Judging {
  /** `epochMs` is when the attempt was made, in milliseconds since 1970. The order of attempts does not matter. */
  add(epochMs: number, channel: Channel, result: AttemptResult): void
  verdict(): Verdict
}

/** Judges an attempt log by UNA-1; the order of the attempts does not matter. */
export function judgeAttempts(attempts: Iterable<Attempt>): Verdict {
  const judging = startJudging()
  for (const { at, channel, result } of attempts) judging.add(epochOf(at), channel, result)
  return judging.verdict()
}

/** Judges a log that arrives in pieces. What it keeps grows with the log's seconds, not with its attempts. */
export function startJudging(): Judging {
  /** By channel and second since 1970: whether every attempt so far failed by the platform's fault. */
  const seconds: Record<Channel, Map<number, boolean>> = { API: new Map(), SMTP: new Map() }
  return {
    add(epochMs, channel, result) {
      const second = Math.floor(epochMs / SECOND)
      const failed = result === 'SERVER_TIMEOUT' || result === 'SERVER_ERROR'
      const before = seconds[channel].get(second)
      if (before === undefined || (before && !failed)) seconds[channel].set(second, failed)
    },
    verdict() {
      const unavailable = CHANNELS.map((channel) => unavailableSeconds(seconds[channel]))
      const channels = CHANNELS.map((channel, index) => {
        const own = unavailable[index] ?? []
        return { channel, unavailableSeconds: own.length, intervals: intervalsOf(own) }
      })
      return { channels, eitherSeconds: new Set(unavailable.flat()).size }
    },
  }
}

export function decideEvidence(command: AttachEvidence): Decision<EvidenceAttached> {
  const wrong = firstOf(
    requireText('fileName', command.fileName, NAME_MAX),
    requireRange('size', command.size, 1, FILE_BYTES_MAX),
    /^[0-9a-f]{64}$/.test(command.sha256) ? null : invalid('sha256', 'OUT_OF_RANGE', 64),
    requireRange('eitherSeconds', command.eitherSeconds, 0, Number.MAX_SAFE_INTEGER),
    ...command.channels.map(checkChannel),
  )
  if (wrong !== null) return reject(wrong)
  const either = secondsOf(command.channels.flatMap((evidence) => evidence.intervals))
  if (either !== command.eitherSeconds) return reject(invalid('eitherSeconds', 'OUT_OF_RANGE', either))
  const { fileName, size, sha256, channels, eitherSeconds } = command
  return accept({
    audience: 'SHARED',
    body: { type: 'EvidenceAttached', fileName: fileName.trim(), size, sha256, channels, eitherSeconds },
  })
}

/** The stated seconds must be those of the intervals: a total nobody can recount is refused (UNA-3). */
function checkChannel(
  evidence: ChannelEvidence,
  index: number,
  all: readonly ChannelEvidence[],
): Rejection | null {
  const { channel, intervals, unavailableSeconds: stated } = evidence
  if (all.findIndex((other) => other.channel === channel) !== index)
    return invalid('channels.channel', 'NOT_ALLOWED')
  if (intervals.length > INTERVALS_MAX) return invalid('channels.intervals', 'TOO_LONG', INTERVALS_MAX)
  if (!intervals.every(({ from, until }) => isWholeSecond(from) && isWholeSecond(until)))
    return invalid('channels.intervals', 'NOT_A_TIME')
  const isInOrder = intervals.every(
    ({ from, until }, place) => from < until && from >= (intervals[place - 1]?.until ?? from),
  )
  if (!isInOrder) return invalid('channels.intervals', 'BEFORE_START')
  const seconds = secondsOf(intervals)
  return seconds === stated ? null : invalid('channels.unavailableSeconds', 'OUT_OF_RANGE', seconds)
}

const isWholeSecond = (value: Instant): boolean => parseInstant(value) === value && value.endsWith('.000Z')

/** Seconds that lie in at least one of the intervals. */
function secondsOf(intervals: readonly Interval[]): number {
  let covered = 0
  let reached = Number.NEGATIVE_INFINITY
  for (const { from, until } of intervals.toSorted((a, b) => epochOf(a.from) - epochOf(b.from))) {
    covered += Math.max(0, epochOf(until) - Math.max(epochOf(from), reached))
    reached = Math.max(reached, epochOf(until))
  }
  return covered / SECOND
}

const unavailableSeconds = (verdicts: ReadonlyMap<number, boolean>): number[] =>
  [...verdicts]
    .filter(([, allFailed]) => allFailed)
    .map(([second]) => second)
    .sort((a, b) => a - b)

function intervalsOf(seconds: readonly number[]): Interval[] {
  const runs: { from: number; until: number }[] = []
  for (const second of seconds) {
    const last = runs.at(-1)
    if (last !== undefined && last.until === second) last.until = second + 1
    else runs.push({ from: second, until: second + 1 })
  }
  return runs.map((run) => ({ from: instantAt(run.from * SECOND), until: instantAt(run.until * SECOND) }))
}
