// Reads an attempt log piece by piece and judges it second by second (UNA-1 to UNA-4). Pure: texts in, a verdict or
// the first thing that is wrong out. What it keeps grows with the seconds of the log, not with its attempts.

import {
  type AttemptResult,
  type Channel,
  startJudging,
  type Verdict,
} from '../../domain/incident/availability.ts'
import { type Instant, instantAt, isEpoch, parseEpoch } from '../../domain/time.ts'
import { attemptResultOf } from './attempt-result.ts'
import {
  isJsonLine,
  isLineProblem,
  type LineProblem,
  type LineReader,
  readJsonLine,
  tableReader,
} from './log-lines.ts'

/** What is wrong with a log, and where. `found` is what stands there, shortened. */
export interface LogProblem {
  readonly code: LineProblem['code'] | 'NOT_TEXT' | 'TIME' | 'CHANNEL' | 'RESULT' | 'LONG_LINE' | 'EMPTY'
  /** The first line is 1. */
  readonly line: number
  readonly found: string
}

export interface JudgedLog extends Verdict {
  readonly attempts: number
  readonly first: Instant
  readonly last: Instant
}

export interface AttemptLog {
  /** The next piece of the text, cut anywhere; a problem, and then nothing more is read. */
  push(text: string): LogProblem | null
  /** After the last piece. */
  end(): JudgedLog | LogProblem
}

const CHANNELS: ReadonlyMap<string, Channel> = new Map([
  ['api', 'API'],
  ['http', 'API'],
  ['smtp', 'SMTP'],
])
/** No log has such lines; a file that is none at all may. */
const LINE_MAX = 4_096
const FOUND_MAX = 60
/** Logs use few words, each of them very often. */
const WORDS_KEPT = 1_000

export const isLogProblem = (value: object): value is LogProblem => 'code' in value

export function openAttemptLog(): AttemptLog {
  const tally = startTally()
  let rest = ''
  let line = 0
  let read: LineReader | null = null
  let problem: LogProblem | null = null

  const fail = (code: LogProblem['code'], found: string): LogProblem => ({
    code,
    line,
    found: shortened(found),
  })

  function take(text: string): LogProblem | null {
    line += 1
    const content = text.endsWith('\r') ? text.slice(0, -1) : text
    if (content.length > LINE_MAX) return fail('LONG_LINE', content)
    if (content.trim() === '') return null
    if (read === null) {
      const reader = isJsonLine(content) ? readJsonLine : tableReader(content)
      if (typeof reader !== 'function') return fail(reader.code, reader.found)
      read = reader
      if (reader !== readJsonLine) return null
    }
    const fields = read(content)
    if (isLineProblem(fields)) return fail(fields.code, fields.found)
    const wrong = tally.add(fields.time, fields.channel, fields.result)
    return wrong === null ? null : fail(wrong, fields[WRONG_FIELD[wrong]])
  }

  return {
    push(text) {
      const all = rest + text
      let from = 0
      for (let end = all.indexOf('\n'); end !== -1 && problem === null; end = all.indexOf('\n', from)) {
        problem = take(all.slice(from, end))
        from = end + 1
      }
      rest = all.slice(from)
      if (problem === null && rest.length > LINE_MAX) problem = take(rest)
      return problem
    },
    end() {
      problem ??= rest === '' ? null : take(rest)
      rest = ''
      return problem ?? tally.verdict() ?? { code: 'EMPTY', line, found: '' }
    },
  }
}

type WrongField = 'TIME' | 'CHANNEL' | 'RESULT'
const WRONG_FIELD = { TIME: 'time', CHANNEL: 'channel', RESULT: 'result' } as const

/** Counts attempts as they are written; says which of the three texts stands for nothing. */
function startTally() {
  const judging = startJudging()
  const epochMsOf = startReadingTimes()
  const results: Record<Channel, Map<string, AttemptResult>> = { API: new Map(), SMTP: new Map() }
  let attempts = 0
  let first = Number.POSITIVE_INFINITY
  let last = Number.NEGATIVE_INFINITY

  function resultOf(channel: Channel, word: string): AttemptResult | null {
    const known = results[channel].get(word)
    if (known !== undefined) return known
    const result = attemptResultOf(channel, word)
    if (result !== null && results[channel].size < WORDS_KEPT) results[channel].set(word, result)
    return result
  }

  return {
    add(time: string, channelWord: string, word: string): WrongField | null {
      const at = epochMsOf(time)
      if (at === null || !isEpoch(at)) return 'TIME'
      const channel = CHANNELS.get(channelWord.toLowerCase())
      if (channel === undefined) return 'CHANNEL'
      const result = resultOf(channel, word)
      if (result === null) return 'RESULT'
      judging.add(at, channel, result)
      attempts += 1
      first = Math.min(first, at)
      last = Math.max(last, at)
      return null
    },
    /** Null when there was no attempt at all. */
    verdict: (): JudgedLog | null =>
      attempts === 0
        ? null
        : { ...judging.verdict(), attempts, first: instantAt(first), last: instantAt(last) },
  }
}

const INSTANT_LENGTH = '2026-11-23T09:41:23.000Z'.length
const SECOND_LENGTH = '2026-11-23T09:41:23.'.length
const [ZERO, NINE] = [0x30, 0x39]

/**
 * Reads times as milliseconds since 1970, of which very many stand in one second: of a time in the fixed form that lies
 * in the second of the last one, the fraction alone is read. Null for what is no time.
 */
function startReadingTimes(): (time: string) => number | null {
  let second = ''
  let secondMs = 0
  return (time) => {
    const fraction = fractionOf(time)
    if (fraction === null) return parseEpoch(time)
    if (second !== '' && time.startsWith(second)) return secondMs + fraction
    const at = parseEpoch(time)
    if (at === null) return null
    second = time.slice(0, SECOND_LENGTH)
    secondMs = at - fraction
    return at
  }
}

/** The milliseconds of a time that ends in ".123Z"; null for any other form. */
function fractionOf(time: string): number | null {
  if (time.length !== INSTANT_LENGTH || time[SECOND_LENGTH - 1] !== '.' || !time.endsWith('Z')) return null
  let fraction = 0
  for (let at = SECOND_LENGTH; at < INSTANT_LENGTH - 1; at += 1) {
    const digit = time.charCodeAt(at)
    if (digit < ZERO || digit > NINE) return null
    fraction = fraction * 10 + digit - ZERO
  }
  return fraction
}

const shortened = (text: string): string => (text.length > FOUND_MAX ? `${text.slice(0, FOUND_MAX)}…` : text)
