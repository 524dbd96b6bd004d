// What a person feels in a room of 10,000 entries, measured in a real Chromium against a real server, with the copy in
// the browser's own storage: opening the room, scrolling through it, from a click to what it does, and what one second
// of the clocks changes in the page. Two builds can be measured one after the other, each on a server of its own.
//
//   npm run build && npx node bench/room-in-browser.ts [--entries 10000 | --room <data folder>] [folder of a checkout, built …]

import { type ChildProcess, spawn } from 'node:child_process'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { openStoredContext } from '../test/support/browser.ts'
import { tellLongRoom } from './long-room.ts'
import { figures, keepFigures, quantile } from './measured.ts'
import { frameFigures, inPage } from './page-measures.ts'

const { values, positionals } = parseArgs({
  options: { entries: { type: 'string', default: '10000' }, room: { type: 'string' } },
  allowPositionals: true,
})
const OPENINGS = 12
const MESSAGES = 12
const SCROLLED_FRAMES = 600
const TICKS_MS = 8_000
const checkouts = positionals.length > 0 ? positionals : [resolve(import.meta.dirname, '..')]

for (const checkout of checkouts) await measure(checkout)

async function measure(checkout: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'accord-bench-'))
  if (values.room === undefined) await tellLongRoom(join(folder, 'data'), Number(values.entries))
  else await cp(values.room, join(folder, 'data'), { recursive: true })
  const server = await serve(checkout, join(folder, 'data'))
  const context = await openStoredContext(join(folder, 'profile'), { viewport: { width: 1440, height: 900 } })
  try {
    console.log(
      `\n${checkout}: ${values.entries} entries, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, ${new Date().toISOString()}`,
    )
    const page = await context.newPage()
    await page.goto(server.url)
    await page.getByRole('main').getByRole('button', { name: 'Maeve Brennan' }).first().click()
    await page
      .getByRole('main')
      .getByRole('link', { name: /Every send times out/ })
      .first()
      .waitFor()
    await page
      .getByText(/^Live$/)
      .first()
      .waitFor({ state: 'attached', timeout: 120_000 })
    await page.waitForTimeout(3_000)
    // From here on everything is read from this browser's own storage.
    await page.reload()
    await page
      .getByRole('main')
      .getByRole('link', { name: /Every send times out/ })
      .first()
      .waitFor()
    const href = await page
      .getByRole('main')
      .getByRole('link', { name: /Every send times out/ })
      .first()
      .getAttribute('href')
    await page.waitForTimeout(2_000)
    await report(page, href ?? '')
  } finally {
    await context.close()
    server.child.kill('SIGKILL')
    await rm(folder, { recursive: true, force: true })
  }
}

async function report(page: Page, href: string): Promise<void> {
  const run = <Result>(what: string): Promise<Result> => page.evaluate(inPage(what)) as Promise<Result>
  const opened: number[] = []
  const worked: number[] = []
  const work = await workOf(page)
  for (let opening = 0; opening < OPENINGS; opening += 1) {
    const before = await work()
    opened.push(await run<number>(`open(${JSON.stringify(href)})`))
    worked.push((await work()) - before)
    await run('close()')
  }
  console.log(`room opened from the board, to pixels: ${figures(opened)}; first ${opened[0]?.toFixed(1)} ms`)
  console.log(`  of it the page's own processor time: ${figures(worked)}`)
  await run(`open(${JSON.stringify(href)})`)
  await page.waitForTimeout(1_500)
  const ticks = await run<readonly string[][]>(`ticks(${TICKS_MS})`)
  console.log(`one second of the clocks changes:\n  ${describe(ticks)}`)
  const messages: number[] = []
  const written: number[] = []
  for (let number = 0; number < MESSAGES; number += 1) {
    const before = await work()
    messages.push(await run<number>(`say(${number})`))
    written.push((await work()) - before)
  }
  console.log(`Send pressed, to the grey entry: ${figures(messages)}`)
  console.log(`  typed, sent and confirmed, the page's own processor time: ${figures(written)}`)
  console.log(`composer mode pressed, to its fields: ${figures(await run<number[]>('modes(20)'))}`)
  const filters = await run<number[]>('filters(20)')
  console.log(`filter pressed, to its rows: ${figures(filters)}`)
  const scroll = await run<Parameters<typeof frameFigures>[0]>(`scroll(${SCROLLED_FRAMES})`)
  console.log(`scrolled up through the room, 300 px a frame: ${frameFigures(scroll)}`)
  keepFigures('room', {
    opened: quantile(opened, 0.5),
    first: opened[0] ?? Number.NaN,
    sent: quantile(messages, 0.5),
    filtered: quantile(filters, 0.5),
  })
}

/** Processor time of the page's main thread so far, in ms: what is left of a figure on a machine that is shared. */
async function workOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? 0) * 1_000
  }
}

/** What the ticks of a second have changed, and in how many of them. */
function describe(ticks: readonly (readonly string[])[]): string {
  const counts = new Map<string, number>()
  for (const changed of ticks) for (const what of changed) counts.set(what, (counts.get(what) ?? 0) + 1)
  return [...counts].map(([what, times]) => `${what}: ${times} times in ${ticks.length} ticks`).join('\n  ')
}

async function serve(
  checkout: string,
  data: string,
): Promise<{ readonly url: string; readonly child: ChildProcess }> {
  const child = spawn(process.execPath, ['--no-warnings', 'server/main.ts'], {
    cwd: checkout,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOST: '127.0.0.1',
      PORT: '0',
      ACCORD_DEMO: '1',
      ACCORD_DATA: data,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((done, fail) => {
    child.once('close', () => fail(new Error('the server ended before it was ready')))
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /"url":"(http:\/\/[^"]+)"[^\n]*"msg":"ready"/.exec(chunk.toString())?.[1]
      if (found !== undefined) done(found)
    })
  })
  return { url, child }
}
