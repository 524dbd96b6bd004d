// Unavailability, judged second by second, and the evidence that is made of it.

import { describe, expect, it } from 'vitest'
import { NAME_MAX } from '../../../domain/input.ts'
import {
  type Attempt,
  type AttemptResult,
  type Channel,
  type Interval,
  judgeAttempts,
} from '../../../domain/incident/availability.ts'
import { FILE_BYTES_MAX } from '../../../domain/incident/conversation.ts'
import { type Instant, instantAt } from '../../../domain/time.ts'
import { given } from '../../support/given.ts'
import { agent, contact } from '../../support/people.ts'
import { type CommandOf, inProgress } from '../../support/story.ts'

const NOON = Date.UTC(2026, 10, 23, 12)
/** So many seconds after noon. */
const second = (count: number): Instant => instantAt(NOON + Math.round(count * 1_000))
const attempt = (seconds: number, result: AttemptResult, channel: Channel = 'API'): Attempt => ({
  at: second(seconds),
  channel,
  result,
})
const interval = (from: number, until: number): Interval => ({ from: second(from), until: second(until) })
const apiOf = (...attempts: Attempt[]) => judgeAttempts(attempts).channels[0]

describe('judging', () => {
  it.each(['SERVER_TIMEOUT', 'SERVER_ERROR'] as const)(
    '[UNA-1] a second with nothing but %s counts',
    (result) => {
      expect(apiOf(attempt(0.1, result), attempt(0.9, result))).toEqual({
        channel: 'API',
        unavailableSeconds: 1,
        intervals: [interval(0, 1)],
      })
    },
  )

  it('[UNA-1] timeouts and server errors together are all failures', () => {
    expect(apiOf(attempt(0.1, 'SERVER_TIMEOUT'), attempt(0.2, 'SERVER_ERROR'))?.unavailableSeconds).toBe(1)
  })

  it.each([0, 1, 2])(
    '[UNA-1] one answered attempt, wherever among three, and the second does not count',
    (place) => {
      const results: AttemptResult[] = ['SERVER_TIMEOUT', 'SERVER_TIMEOUT', 'SERVER_TIMEOUT']
      results[place] = 'ANSWERED'
      expect(apiOf(...results.map((result, index) => attempt(index / 10, result)))?.unavailableSeconds).toBe(
        0,
      )
    },
  )

  it('[UNA-1] a second without attempts says nothing, and parts what lies around it', () => {
    expect(judgeAttempts([])).toEqual({
      channels: [
        { channel: 'API', unavailableSeconds: 0, intervals: [] },
        { channel: 'SMTP', unavailableSeconds: 0, intervals: [] },
      ],
      eitherSeconds: 0,
    })
    expect(apiOf(attempt(0, 'SERVER_ERROR'), attempt(2, 'SERVER_ERROR'))).toMatchObject({
      unavailableSeconds: 2,
      intervals: [interval(0, 1), interval(2, 3)],
    })
  })

  it('[UNA-1] seconds begin on the second: .999 and .000 are two', () => {
    expect(apiOf(attempt(0.999, 'SERVER_ERROR'), attempt(1, 'ANSWERED'))?.intervals).toEqual([interval(0, 1)])
  })

  it('[UNA-2] a failure of another kind is none, and keeps its second from counting', () => {
    expect(apiOf(attempt(0, 'OTHER_FAILURE'))?.unavailableSeconds).toBe(0)
    expect(apiOf(attempt(0.1, 'SERVER_ERROR'), attempt(0.2, 'OTHER_FAILURE'))?.unavailableSeconds).toBe(0)
  })

  it('[UNA-1] joins neighbouring seconds, in whatever order the log has them', () => {
    const shuffled = [3, 1, 2, 7].map((count) => attempt(count + 0.5, 'SERVER_TIMEOUT'))
    expect(apiOf(...shuffled)?.intervals).toEqual([interval(1, 4), interval(7, 8)])
  })

  it('[UNA-4] channels apart: an answer over SMTP does not excuse the API', () => {
    const verdict = judgeAttempts([
      attempt(0, 'SERVER_ERROR', 'API'),
      attempt(0.5, 'ANSWERED', 'SMTP'),
      attempt(1, 'SERVER_ERROR', 'API'),
      attempt(1.5, 'SERVER_TIMEOUT', 'SMTP'),
      attempt(2, 'ANSWERED', 'API'),
      attempt(2.5, 'SERVER_TIMEOUT', 'SMTP'),
    ])
    expect(verdict).toEqual({
      channels: [
        { channel: 'API', unavailableSeconds: 2, intervals: [interval(0, 2)] },
        { channel: 'SMTP', unavailableSeconds: 2, intervals: [interval(1, 3)] },
      ],
      eitherSeconds: 3,
    })
  })

  it('[UNA-1] an hour of failures is one interval of 3,600 seconds', () => {
    const hour = Array.from({ length: 7_200 }, (_, index) => attempt(index / 2, 'SERVER_TIMEOUT'))
    expect(apiOf(...hour)).toEqual({
      channel: 'API',
      unavailableSeconds: 3_600,
      intervals: [interval(0, 3_600)],
    })
  })
})

describe('evidence', () => {
  const evidence = (changes: Partial<CommandOf<'attachEvidence'>> = {}): CommandOf<'attachEvidence'> => ({
    type: 'attachEvidence',
    fileName: 'attempts.csv',
    size: 4_096,
    sha256: 'b'.repeat(64),
    channels: [
      { channel: 'API', unavailableSeconds: 12, intervals: [interval(0, 10), interval(20, 22)] },
      { channel: 'SMTP', unavailableSeconds: 3, intervals: [interval(9, 12)] },
    ],
    eitherSeconds: 14,
    ...changes,
  })
  const api = (intervals: Interval[], unavailableSeconds: number) => ({
    channels: [{ channel: 'API', unavailableSeconds, intervals } as const],
    eitherSeconds: Math.max(0, Math.floor(unavailableSeconds)),
  })
  const room = given(...inProgress)

  it.each([contact, agent])(
    '[UNA-5] is attached by either party with the fingerprint of its log: $role',
    (person) => {
      const command = evidence({ fileName: ' attempts.csv ' })
      room
        .as(person)
        .when(command)
        .thenFor(['SHARED', { ...evidence(), type: 'EvidenceAttached' }])
    },
  )

  it('[UNA-3] what judging says is accepted as it is', () => {
    const attempts = [0, 1, 5].map((count) => attempt(count, 'SERVER_ERROR', count === 5 ? 'SMTP' : 'API'))
    expect(room.as(contact).when(evidence(judgeAttempts(attempts))).events).toHaveLength(1)
    expect(room.as(contact).when(evidence(judgeAttempts([]))).events).toHaveLength(1)
  })

  it.each([
    ['fileName', 'REQUIRED', { fileName: '' }],
    ['fileName', 'TOO_LONG', { fileName: 'x'.repeat(NAME_MAX + 1) }],
    ['size', 'OUT_OF_RANGE', { size: 0 }],
    ['size', 'OUT_OF_RANGE', { size: FILE_BYTES_MAX + 1 }],
    ['sha256', 'OUT_OF_RANGE', { sha256: 'zz' }],
    ['eitherSeconds', 'OUT_OF_RANGE', { eitherSeconds: -1 }],
  ])('[UNA-5] %s is refused as %s', (field, problem, changes) => {
    room.as(contact).when(evidence(changes)).thenInvalid(field, problem)
  })

  it.each([
    [
      'a total that the intervals do not give',
      'channels.unavailableSeconds',
      'OUT_OF_RANGE',
      api([interval(0, 2)], 3),
    ],
    ['a total of either that nobody can recount', 'eitherSeconds', 'OUT_OF_RANGE', { eitherSeconds: 15 }],
    ['an interval without length', 'channels.intervals', 'BEFORE_START', api([interval(2, 2)], 0)],
    [
      'an interval that ends before it starts',
      'channels.intervals',
      'BEFORE_START',
      api([interval(3, 2)], -1),
    ],
    [
      'a second counted twice',
      'channels.intervals',
      'BEFORE_START',
      api([interval(0, 2), interval(1, 2)], 3),
    ],
    [
      'intervals out of order',
      'channels.intervals',
      'BEFORE_START',
      api([interval(4, 5), interval(0, 2)], 3),
    ],
    ['half a second', 'channels.intervals', 'NOT_A_TIME', api([interval(0, 1.5)], 1.5)],
    [
      'no time at all',
      'channels.intervals',
      'NOT_A_TIME',
      api([{ from: '' as Instant, until: second(1) }], 1),
    ],
    [
      'a channel twice',
      'channels.channel',
      'NOT_ALLOWED',
      {
        channels: [...api([interval(0, 1)], 1).channels, ...api([interval(0, 1)], 1).channels],
        eitherSeconds: 1,
      },
    ],
  ])('[UNA-3] %s is refused', (_case, field, problem, changes) => {
    room.as(contact).when(evidence(changes)).thenInvalid(field, problem)
  })

  it('[UNA-3] says the seconds it counted itself', () => {
    room
      .as(contact)
      .when(evidence(api([interval(0, 2)], 3)))
      .thenInvalid('channels.unavailableSeconds', 'OUT_OF_RANGE', 2)
  })

  it('[UNA-3] has at most 2,000 intervals a channel', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => interval(index * 2, index * 2 + 1))
    expect(room.as(contact).when(evidence(api(many(2_000), 2_000))).events).toHaveLength(1)
    const tooMany = evidence(api(many(2_001), 2_001))
    room.as(contact).when(tooMany).thenInvalid('channels.intervals', 'TOO_LONG', 2_000)
  })
})
