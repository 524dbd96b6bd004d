// Loads a running server from outside, over public HTTP and graphql-ws alone, and says what became of it. The server must
// be a demo's on this machine with ACCORD_LOAD_TEST=1. Ends with 1 where a reader missed something, heard it twice or
// elsewhere in the order.
//
//   npm run load -- --url http://127.0.0.1:4400[,http://127.0.0.1:4401] [--readers 1000] [--rooms 1] [--seconds 20]
//                   [--rate 8 | --in-flight 64] [--pid 1234[,1235]] [--metrics http://127.0.0.1:9464/metrics]

import process from 'node:process'
import { parseArgs } from 'node:util'
import { connectCrowd, type Faults } from './crowd.ts'
import { quantile } from '../measured.ts'
import { asFastAs, atRate, type Measured } from './drive.ts'
import { openTarget } from './target.ts'
import { usageOfMetrics, usageOfPids } from './usage.ts'
import { makeWorld, readersOf } from './world.ts'

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:4400' },
    readers: { type: 'string', default: '1000' },
    rooms: { type: 'string', default: '1' },
    rate: { type: 'string', default: '8' },
    'in-flight': { type: 'string' },
    seconds: { type: 'string', default: '20' },
    pid: { type: 'string' },
    metrics: { type: 'string' },
  },
})

/** What is compiled while a server runs is warm from then on. */
const WARM_UP_SECONDS = 3

function numberOf(name: 'readers' | 'rooms' | 'rate' | 'seconds' | 'in-flight'): number {
  const number = Number(values[name])
  if (number > 0) return number
  console.error(`--${name} is ${JSON.stringify(values[name])}, but must be a number above 0.`)
  return process.exit(2)
}

function print(measured: Measured, faults: Faults): void {
  const { events, deliveries, seconds, acknowledged, lastReader, cpu, rss } = measured
  const ms = (samples: readonly number[]) =>
    `${quantile(samples, 0.5).toFixed(1)} / ${quantile(samples, 0.99).toFixed(1)}`
  const rows: readonly (readonly [string, string])[] = [
    ['events sent and delivered to all', String(events)],
    ['events a second', (events / seconds).toFixed(1)],
    ['deliveries a second', (deliveries / seconds).toFixed(0)],
    ['ms p50 / p99, submit → acknowledged', ms(acknowledged)],
    ['ms p50 / p99, submit → last reader', ms(lastReader)],
    ...(cpu === null ? [] : [['µs CPU of the server, a delivery', (cpu / deliveries).toFixed(1)] as const]),
    ...(rss === null ? [] : [['MB resident', (rss / 1_048_576).toFixed(0)] as const]),
    ['commands repeated, failed', `${measured.repeated}, ${measured.failed}`],
    ['events missing at a reader', String(measured.missing)],
    ['heard twice, elsewhere in the order', `${faults.repeated}, ${faults.misplaced}`],
    ['connections lost', String(faults.closed)],
  ]
  console.log('| what | |\n| --- | --- |')
  for (const row of rows) console.log(`| ${row.join(' | ')} |`)
}

async function checkServer(url: string): Promise<void> {
  const info = await fetch(new URL('/info', url)).then(
    (reply) => reply.json() as Promise<{ demo?: boolean }>,
    () => null,
  )
  if (info?.demo === true) return
  const problem = info === null ? 'No server answers' : 'No demo server is'
  console.error(`${problem} at ${url}. Start one with ACCORD_DEMO=1 ACCORD_LOAD_TEST=1 npm run serve.`)
  process.exit(2)
}

const [rooms, readers, seconds] = [numberOf('rooms'), numberOf('readers'), numberOf('seconds')]
const perRoom = Math.max(1, Math.round(readers / rooms))
const usage =
  values.pid !== undefined
    ? usageOfPids(values.pid.split(',').map(Number))
    : values.metrics === undefined
      ? null
      : usageOfMetrics(values.metrics.split(','))
const urls = values.url.split(',')
for (const url of urls) await checkServer(url)
const target = openTarget(urls)
console.error(`making ${rooms} rooms and connecting ${rooms * perRoom} readers`)
const world = await makeWorld(target, rooms, perRoom)
const crowd = await connectCrowd(target, readersOf(world, perRoom))
const drive = { target, rooms: world, crowd, usage }
await atRate(drive, Math.min(8, numberOf('rate')), WARM_UP_SECONDS)
const measured =
  values['in-flight'] === undefined
    ? await atRate(drive, numberOf('rate'), seconds)
    : await asFastAs(drive, numberOf('in-flight'), seconds)
print(measured, crowd.faults)
crowd.close()
target.close()
const { repeated, misplaced, closed } = crowd.faults
process.exit(measured.missing + measured.failed + repeated + misplaced + closed === 0 ? 0 : 1)
