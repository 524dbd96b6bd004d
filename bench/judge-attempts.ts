// How much processor time it takes to read and judge an attempt log, and how much memory: `npx node bench/judge-attempts.ts [attempts]`,
// one million unless told otherwise. Aim: 10 million in 10 s within 200 MB. The log is made while it is read, so
// that what is measured is not the log itself.

import { SECOND } from '../domain/time.ts'
import { isLogProblem, openAttemptLog } from '../renderer/attach/attempt-log.ts'

const attempts = Number(process.argv[2] ?? 1_000_000)
const START = Date.UTC(2026, 10, 23)
const PIECE_LINES = 5_000
/** Half an hour in which two thirds of the seconds fail whole. */
const LOG_SECONDS = 1_800

function piece(from: number): string {
  const lines: string[] = []
  for (let index = from; index < Math.min(attempts, from + PIECE_LINES); index += 1) {
    const epochMs = START + Math.floor((index / attempts) * LOG_SECONDS * SECOND)
    const result = Math.floor(epochMs / SECOND) % 3 === 0 && index % 7 === 0 ? '202' : '503'
    lines.push(`${new Date(epochMs).toISOString()},${index % 2 === 0 ? 'API' : 'SMTP'},${result}\n`)
  }
  return lines.join('')
}

const log = openAttemptLog()
let spentMs = 0
let rssBytesMax = 0
log.push('time,channel,result\n')
for (let from = 0; from < attempts; from += PIECE_LINES) {
  const text = piece(from)
  const before = process.cpuUsage()
  log.push(text)
  const { user, system } = process.cpuUsage(before)
  spentMs += (user + system) / 1_000
  rssBytesMax = Math.max(rssBytesMax, process.memoryUsage.rss())
}
const verdict = log.end()
if (isLogProblem(verdict)) throw new Error(JSON.stringify(verdict))
const megabytes = (bytes: number): string => (bytes / 1024 / 1024).toFixed(0)
console.log(
  `${verdict.attempts} attempts judged in ${(spentMs / 1_000).toFixed(2)} s of processor time, at most ${megabytes(rssBytesMax)} MB resident, ${verdict.eitherSeconds} unavailable seconds`,
)
