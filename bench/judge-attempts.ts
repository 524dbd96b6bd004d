// How much processor time it takes to read and judge an attempt log, and how much memory: `npx node bench/judge-attempts.ts [attempts]`,
// one million unless told otherwise. Aim: 10 million in 10 s within 200 MB. Another process makes the log and sends it
// through a pipe, so that what is measured is neither the log nor its making, and is all that this process does.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import process from 'node:process'
import { SECOND } from '../domain/time.ts'
import { keepFigures } from './measured.ts'
import { isLogProblem, openAttemptLog } from '../renderer/attach/attempt-log.ts'

const MAKES = '--make'
const isMaker = process.argv.includes(MAKES)
const attempts = Number(process.argv.slice(2).find((word) => word !== MAKES) ?? 1_000_000)
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

async function make(): Promise<void> {
  process.stdout.write('time,channel,result\n')
  for (let from = 0; from < attempts; from += PIECE_LINES)
    if (!process.stdout.write(piece(from))) await once(process.stdout, 'drain')
}

async function judge(): Promise<void> {
  const log = openAttemptLog()
  let rssBytesMax = 0
  const maker = spawn(process.execPath, [import.meta.filename, MAKES, String(attempts)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const before = process.cpuUsage()
  for await (const text of maker.stdout.setEncoding('utf8')) {
    const problem = log.push(String(text))
    if (problem !== null) throw new Error(JSON.stringify(problem))
    rssBytesMax = Math.max(rssBytesMax, process.memoryUsage.rss())
  }
  const verdict = log.end()
  const { user, system } = process.cpuUsage(before)
  if (isLogProblem(verdict)) throw new Error(JSON.stringify(verdict))
  const [seconds, megabytes] = [(user + system) / 1_000_000, rssBytesMax / 1_048_576]
  keepFigures('attempts', { attempts, seconds, megabytes })
  console.log(
    `${verdict.attempts} attempts judged in ${seconds.toFixed(2)} s of processor time, at most ${megabytes.toFixed(0)} MB resident, ${verdict.eitherSeconds} unavailable seconds`,
  )
}

await (isMaker ? make() : judge())
