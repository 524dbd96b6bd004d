// Attempt logs as people bring them: both forms, every word and status, cut anywhere; and for each wrong one the line
// and what is wrong in it.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeAttempts } from '../../../domain/incident/availability.ts'
import { type Instant, instantAt, SECOND } from '../../../domain/time.ts'
import {
  isLogProblem,
  type JudgedLog,
  type LogProblem,
  openAttemptLog,
} from '../../../renderer/attach/attempt-log.ts'
import { attemptResultOf } from '../../../renderer/attach/attempt-result.ts'
import { readAttemptLog } from '../../../renderer/attach/read-attempt-log.ts'
import { monitorLog } from '../../../server/demo/monitor-log.ts'

const HEADER = 'time,channel,result\n'
const AT = '2026-11-23T12:00:00.000Z'

function judged(...pieces: readonly string[]): JudgedLog | LogProblem {
  const log = openAttemptLog()
  for (const piece of pieces) {
    const problem = log.push(piece)
    if (problem !== null) return problem
  }
  return log.end()
}

/** Unavailable seconds on API, on SMTP, on either. */
function seconds(...pieces: readonly string[]): readonly number[] {
  const verdict = judged(...pieces)
  if (isLogProblem(verdict)) throw new Error(JSON.stringify(verdict))
  return [...verdict.channels.map(({ unavailableSeconds }) => unavailableSeconds), verdict.eitherSeconds]
}

describe('what a result means', () => {
  it.each([
    ...[100, 200, 202, 204, 302, 399].map((code) => ['API', code, 'ANSWERED'] as const),
    ...[400, 401, 403, 404, 408, 413, 422, 429, 499, 501, 505, 511].map(
      (code) => ['API', code, 'OTHER_FAILURE'] as const,
    ),
    ...[500, 502, 503, 507, 520, 599].map((code) => ['API', code, 'SERVER_ERROR'] as const),
    ['API', 504, 'SERVER_TIMEOUT'] as const,
    ...[0, 99, 600, 999].map((code) => ['API', String(code).padStart(3, '0'), null] as const),
    ...[220, 250, 251, 354].map((code) => ['SMTP', code, 'ANSWERED'] as const),
    ...[421, 451].map((code) => ['SMTP', code, 'SERVER_ERROR'] as const),
    ...[450, 452, 454, 500, 503, 530, 535, 550, 552, 553, 554].map(
      (code) => ['SMTP', code, 'OTHER_FAILURE'] as const,
    ),
    ['SMTP', '452 4.3.1 insufficient storage', 'SERVER_ERROR'] as const,
    ['SMTP', '452 4.5.3 too many recipients', 'OTHER_FAILURE'] as const,
    ['SMTP', '451 4.7.1 greylisted', 'OTHER_FAILURE'] as const,
    ['SMTP', '550-5.3.0 local problem', 'SERVER_ERROR'] as const,
  ])('[UNA-1] [UNA-2] %s %s is %s', (channel, code, expected) => {
    expect(attemptResultOf(channel, String(code))).toBe(expected)
  })

  it.each([
    ['ok', 'ANSWERED'],
    ['ANSWERED', 'ANSWERED'],
    ['timeout', 'SERVER_TIMEOUT'],
    ['Timed out', 'SERVER_TIMEOUT'],
    ['SERVER_TIMEOUT', 'SERVER_TIMEOUT'],
    ['Internal Server Error', 'SERVER_ERROR'],
    ['server-error', 'SERVER_ERROR'],
    ['HTTP 503', 'SERVER_ERROR'],
    ['503 Service Unavailable', 'SERVER_ERROR'],
    ['bad request', 'OTHER_FAILURE'],
    ['connection refused', 'OTHER_FAILURE'],
    ['OTHER_FAILURE', 'OTHER_FAILURE'],
    ['failed', null],
    ['error', null],
    ['', null],
    ['5030', null],
    ['constructor', null],
  ])('[UNA-1] [UNA-2] the words %j are %s', (word, expected) => {
    expect(attemptResultOf('API', word)).toBe(expected)
  })
})

describe('a log', () => {
  it('[UNA-1] [UNA-4] is judged second by second and channel by channel', () => {
    const log = [
      '2026-11-23T12:00:00.100Z,API,503',
      '2026-11-23T12:00:00.900Z,API,timeout',
      '2026-11-23T12:00:00.500Z,SMTP,250',
      '2026-11-23T12:00:01.000Z,API,503',
      '2026-11-23T12:00:01.500Z,API,200',
      '2026-11-23T12:00:02.000Z,SMTP,421',
      '2026-11-23T12:00:03.000Z,SMTP,550',
    ]
    expect(judged(HEADER + log.join('\n'))).toEqual({
      attempts: 7,
      first: '2026-11-23T12:00:00.100Z',
      last: '2026-11-23T12:00:03.000Z',
      channels: [
        {
          channel: 'API',
          unavailableSeconds: 1,
          intervals: [{ from: '2026-11-23T12:00:00.000Z', until: '2026-11-23T12:00:01.000Z' }],
        },
        {
          channel: 'SMTP',
          unavailableSeconds: 1,
          intervals: [{ from: '2026-11-23T12:00:02.000Z', until: '2026-11-23T12:00:03.000Z' }],
        },
      ],
      eitherSeconds: 2,
    })
  })

  it('may come with its times in any order, in any second and form', () => {
    const log = [
      '2026-11-23T12:00:01.999Z,API,503',
      '2026-11-23T12:00:00.001Z,API,503',
      '2026-11-23T12:00:00.002Z,API,503',
      '2026-11-23T19:00:02.003+07:00,API,503',
      '2026-11-23T12:00:03Z,API,503',
      '2026-11-23T12:00:01.000Z,API,200',
    ]
    expect(judged(HEADER + log.join('\n'))).toMatchObject({
      attempts: 6,
      first: '2026-11-23T12:00:00.001Z',
      last: '2026-11-23T12:00:03.000Z',
      eitherSeconds: 3,
    })
  })

  it.each([
    ['a table', `${HEADER}${AT},API,503\n`],
    ['without a last line end', `${HEADER}${AT},API,503`],
    ['with Windows line ends', `time,channel,result\r\n${AT},API,503\r\n`],
    ['with empty lines', `\n${HEADER}\n${AT},API,503\n\n`],
    ['with other columns, in another order', `id,Result,TIME,host,Channel\n7,503,${AT},a,api\n`],
    ['with semicolons', `time;channel;result\n${AT};API;503\n`],
    ['with tabs', `time\tchannel\tresult\n${AT}\tAPI\t503\n`],
    ['with quotes', `"time","channel","result","note"\n"${AT}","API","503","a ""b"", c"\n`],
    ['with spaces around', `time, channel, result\n ${AT} , API , 503 \n`],
    ['in another zone', `${HEADER}2026-11-23T19:00:00.000+07:00,API,503\n`],
    ['of JSON lines', `{"time":"${AT}","channel":"API","result":"503"}\n`],
    ['of JSON lines with a number and more', `{"result":503,"host":"a","time":"${AT}","channel":"api"}\n`],
  ])('may come as %s', (_form, text) => {
    const verdict = judged(text)
    expect(verdict).toMatchObject({ attempts: 1, first: AT, last: AT, eitherSeconds: 1 })
    expect(
      Array.from(text)
        .reduce<AttemptLogLike>((log, letter) => (log.push(letter), log), openAttemptLog())
        .end(),
    ).toEqual(verdict)
  })

  it.each([
    ['TIME', 2, 'yesterday', `${HEADER}yesterday,API,503\n`],
    ['TIME', 3, '2026-11-23 12:00:00', `${HEADER}${AT},API,503\n2026-11-23 12:00:00,API,503\n`],
    ['TIME', 2, '2026-11-23T12:00:00', `${HEADER}2026-11-23T12:00:00,API,503\n`],
    ['TIME', 2, '1969-12-31T23:59:59Z', `${HEADER}1969-12-31T23:59:59Z,API,503\n`],
    ['TIME', 3, '2026-11-23T12:00:00.0x1Z', `${HEADER}${AT},API,503\n2026-11-23T12:00:00.0x1Z,API,503\n`],
    ['TIME', 3, '2026-11-23T12:00:00:001Z', `${HEADER}${AT},API,503\n2026-11-23T12:00:00:001Z,API,503\n`],
    ['TIME', 3, '2026-11-23T12:00:00.0010', `${HEADER}${AT},API,503\n2026-11-23T12:00:00.0010,API,503\n`],
    ['CHANNEL', 2, 'FTP', `${HEADER}${AT},FTP,503\n`],
    ['RESULT', 4, 'failed', `${HEADER}\n${AT},API,503\n${AT},API,failed\n`],
    ['FIELDS', 2, `${AT},API`, `${HEADER}${AT},API\n`],
    ['FIELDS', 2, `"${AT},API,503`, `${HEADER}"${AT},API,503\n`],
    ['FIELDS', 2, `"${AT}"x,API,503`, `${HEADER}"${AT}"x,API,503\n`],
    ['MISSING_COLUMN', 1, 'result', `time,channel,status\n${AT},API,503\n`],
    ['MISSING_COLUMN', 1, 'time', `${AT},API,503\n`],
    ['JSON', 2, '{"time":', `{"time":"${AT}","channel":"API","result":1e2}\n{"time":`],
    ['JSON', 1, '{"time":true}', '{"time":true}\n'],
    ['EMPTY', 0, '', ''],
    ['EMPTY', 1, '', HEADER],
  ])('that is wrong is told by %s in line %i: %s', (code, line, found, text) => {
    expect(judged(text)).toEqual({ code, line, found })
  })

  it('that is no log is not searched for a line end for ever', () => {
    expect(judged('x'.repeat(3_000), 'x'.repeat(3_000))).toMatchObject({ code: 'LONG_LINE', line: 1 })
    expect(judged(HEADER, 'x'.repeat(5_000))).toEqual({
      code: 'LONG_LINE',
      line: 2,
      found: `${'x'.repeat(60)}…`,
    })
  })

  it('[UNA-1] cut into any pieces is the same log, and says what judging its attempts says', () => {
    const from = instantAt(Date.UTC(2026, 10, 23, 12))
    const until = instantAt(Date.UTC(2026, 10, 23, 12, 2))
    const within = (offset: number): Instant => instantAt(Date.parse(from) + offset * SECOND)
    const log = monitorLog(from, until, [
      { channel: 'API', from: within(10), until: within(40) },
      { channel: 'SMTP', from: within(30), until: within(90) },
    ])
    fc.assert(
      fc.property(fc.array(fc.nat(log.text.length), { maxLength: 30 }), (cuts) => {
        const marks = [0, ...cuts.toSorted((a, b) => a - b), log.text.length]
        const pieces = marks.slice(1).map((end, index) => log.text.slice(marks[index], end))
        expect(judged(...pieces)).toMatchObject(judgeAttempts(log.attempts))
      }),
      { seed: 1, numRuns: 50 },
    )
    expect(seconds(log.text)).toEqual([30, 60, 80])
  })
})

interface AttemptLogLike {
  push(text: string): LogProblem | null
  end(): JudgedLog | LogProblem
}

describe('a file', () => {
  const line = (index: number): string => `${instantAt(Date.UTC(2026, 10, 23) + index * 10)},API,503\n`

  it('is read in slices to its end, and says how far it is', async () => {
    const shares: number[] = []
    const file = new Blob([HEADER, ...Array.from({ length: 20_000 }, (_, index) => line(index))])
    const verdict = await readAttemptLog(file, { onShare: (share) => shares.push(share) })
    expect(verdict).toMatchObject({ attempts: 20_000, eitherSeconds: 200 })
    expect(shares.length).toBeGreaterThan(2)
    expect([shares.toSorted((a, b) => a - b), shares.at(-1)]).toEqual([shares, 1])
  })

  it('may begin with a byte order mark, and a letter may be cut by a slice', async () => {
    const note = 'é'.repeat(1_000)
    const rows = Array.from({ length: 300 }, (_, index) => `${line(index).trim()},x${note}\n`)
    const file = new Blob(['\uFEFF', 'time,channel,result,note\n', ...rows])
    expect(await readAttemptLog(file)).toMatchObject({ attempts: 300 })
  })

  it('that is no text in UTF-8 is told as such', async () => {
    const rows = Array.from({ length: 10 }, (_, index) => line(index))
    const file = new Blob([HEADER, ...rows, new Uint8Array([0xff, 0xfe, 0x00])])
    expect(await readAttemptLog(file)).toMatchObject({ code: 'NOT_TEXT' })
  })

  it('is given up when nobody waits for it any more', async () => {
    const stop = new AbortController()
    const file = new Blob([HEADER, ...Array.from({ length: 30_000 }, (_, index) => line(index))])
    const reading = readAttemptLog(file, { onShare: () => stop.abort(), signal: stop.signal })
    await expect(reading).rejects.toThrow(/abort/i)
  })
})
