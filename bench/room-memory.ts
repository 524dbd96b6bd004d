// What stays behind in a window after long use: heap, nodes and listeners after a room was scrolled through up and down,
// and after going from the room to the board and back, each after a collection. What grows from round to round is lost.
//
//   npm run build && npx node bench/room-memory.ts [entries] [rounds]

import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { CDPSession, Page } from 'playwright'
import { openStoredContext } from '../test/support/browser.ts'
import { tellLongRoom } from './long-room.ts'

const entries = Number(process.argv[2] ?? 10_000)
const rounds = Number(process.argv[3] ?? 5)
const OPENINGS = 20
const folder = await mkdtemp(join(tmpdir(), 'accord-bench-'))
const { roomId } = await tellLongRoom(join(folder, 'data'), entries)
const server = spawn(process.execPath, ['--no-warnings', 'server/main.ts'], {
  cwd: resolve(import.meta.dirname, '..'),
  env: {
    PATH: process.env['PATH'] ?? '',
    HOST: '127.0.0.1',
    PORT: '0',
    ACCORD_DEMO: '1',
    ACCORD_DATA: join(folder, 'data'),
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
const url = await new Promise<string>((done, fail) => {
  server.once('close', () => fail(new Error('the server ended before it was ready')))
  server.stdout.on('data', (chunk: Buffer) => {
    const found = /"url":"(http:\/\/[^"]+)"[^\n]*"msg":"ready"/.exec(chunk.toString())?.[1]
    if (found !== undefined) done(found)
  })
})
const context = await openStoredContext(join(folder, 'profile'), { viewport: { width: 1440, height: 900 } })

async function said(session: CDPSession, what: string): Promise<void> {
  await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.collectGarbage')
  const { metrics } = await session.send('Performance.getMetrics')
  const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
  const heap = (of('JSHeapUsedSize') / 1_048_576).toFixed(1)
  console.log(`${what}: heap ${heap} MB, ${of('Nodes')} nodes, ${of('JSEventListeners')} listeners`)
}

/** From the end to the beginning and back, a screen at a time, as fast as it is drawn. */
const scrolled = (page: Page, up: boolean): Promise<void> =>
  page.evaluate(async (isUp) => {
    const box = document.querySelector('.pinned-box')
    if (box === null) throw new Error('no timeline')
    for (;;) {
      const before = box.scrollTop
      box.scrollTop += isUp ? -6_000 : 6_000
      await new Promise((done) => requestAnimationFrame(done))
      await new Promise((done) => setTimeout(done, 5))
      if (isUp ? box.scrollTop <= 0 : box.scrollTop <= before) return
    }
  }, up)

try {
  const page = await context.newPage()
  await page.goto(url)
  await page.getByRole('main').getByRole('button', { name: 'Maeve Brennan' }).first().click()
  const link = page
    .getByRole('main')
    .getByRole('link', { name: /Every send times out/ })
    .first()
  await link.waitFor()
  await page
    .getByText(/^Live$/)
    .first()
    .waitFor({ state: 'attached', timeout: 120_000 })
  await page.reload()
  await link.waitFor()
  const session = await context.newCDPSession(page)
  await session.send('Performance.enable')
  await said(session, 'on the board')
  const open = () => page.evaluate((id) => void (location.hash = `#/rooms/${id}`), String(roomId))
  await open()
  await page.waitForSelector('.ev')
  await page.waitForTimeout(2_000)
  await said(session, `in a room of ${entries} entries`)
  for (let round = 1; round <= rounds; round += 1) {
    await scrolled(page, true)
    await scrolled(page, false)
    await said(session, `scrolled through it, round ${round}`)
  }
  for (let round = 1; round <= OPENINGS; round += 1) {
    await page.evaluate(() => void (location.hash = '#/'))
    await link.waitFor()
    await open()
    await page.waitForSelector('.ev')
    await page.waitForTimeout(300)
    if (round % 5 === 0) await said(session, `left and opened again, ${round} times`)
  }
  await page.evaluate(() => void (location.hash = '#/'))
  await link.waitFor()
  await said(session, 'on the board again')
} finally {
  await context.close()
  server.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
}
