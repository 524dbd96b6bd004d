// `npm start` and `npm run serve` as a person uses them: real scripts, the real server, a data folder of their own.
// What is proved is the way in and the way out; what the server then does is proved elsewhere.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, expect, it, onTestFinished } from 'vitest'

const root = resolve(import.meta.dirname, '../..')
const running = new Set<ChildProcess>()

interface Started {
  readonly child: ChildProcess
  /** Everything printed so far, both streams. */
  readonly printed: () => string
  readonly ended: Promise<number | null>
}

afterEach(() => {
  for (const child of running) child.kill('SIGTERM')
})

function run(script: 'start' | 'serve', environment: Record<string, string>): Started {
  // Not through npm, so the variable by which a script knows that npm started it is taken away.
  const { npm_lifecycle_event: _, ...inherited } = process.env
  const child = spawn(process.execPath, [join(root, 'scripts', `${script}.mjs`)], {
    cwd: root,
    env: { ...inherited, HOST: '127.0.0.1', PORT: '0', ACCORD_OPEN: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  running.add(child)
  const chunks: string[] = []
  child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk.toString()))
  const ended = new Promise<number | null>((done) => {
    child.once('close', (code) => {
      running.delete(child)
      done(code)
    })
  })
  return { child, printed: () => chunks.join(''), ended }
}

/** The address that the script prints once the server says that it is ready. */
async function addressOf(started: Started): Promise<string> {
  const stopped = started.ended.then((code) => {
    throw new Error(`ended with ${code} before it was ready:\n${started.printed()}`)
  })
  const printed = expect.poll(() => started.printed(), { timeout: 60_000 }).toMatch(/ready at http/)
  await Promise.race([printed, stopped])
  return /ready at (http:\/\/[^\s;]+)/.exec(started.printed())?.[1] ?? ''
}

async function dataFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'accord-start-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status
}

it('serves the product with its demo, ends cleanly when asked, and finds its data again', async () => {
  const data = join(await dataFolder(), 'made-on-first-start')
  for (const round of ['first', 'second']) {
    const started = run('start', { ACCORD_DATA: data })
    const address = await addressOf(started)
    const page = await fetch(address)
    expect(
      [await statusOf(`${address}/healthz`), await statusOf(`${address}/readyz`), page.status],
      round,
    ).toEqual([200, 200, 200])
    expect(await page.text()).toContain('<script')
    started.child.kill('SIGINT')
    expect(await started.ended, started.printed()).toBe(0)
    expect(await readdir(data)).not.toEqual([])
  }
})

it('serves without a demo for real use, with settings typed with white space around them', async () => {
  const settings = {
    ACCORD_DATA: await dataFolder(),
    ACCORD_LOG_LEVEL: 'warn',
    PORT: ' 0 ',
    HOST: '127.0.0.1 ',
  }
  const started = run('serve', settings)
  expect(await statusOf(`${await addressOf(started)}/readyz`)).toBe(200)
  started.child.kill('SIGTERM')
  expect(await started.ended, started.printed()).toBe(0)
})

it('refuses a taken port and a wrong setting with a sentence that says what to do', async () => {
  const holder = createServer()
  const port = await new Promise<number>((done) => {
    holder.listen(0, '127.0.0.1', () => {
      const address = holder.address()
      done(typeof address === 'object' && address !== null ? address.port : 0)
    })
  })
  onTestFinished(() => void holder.close())
  const data = await dataFolder()
  const taken = run('start', { ACCORD_DATA: data, PORT: String(port) })
  const wrong = run('serve', { ACCORD_DATA: data, PORT: 'eighty' })

  expect([await taken.ended, await wrong.ended]).toEqual([1, expect.toSatisfy((code) => code !== 0)])
  expect(taken.printed()).toContain(`Port ${port} is in use already`)
  expect(wrong.printed()).toMatch(/PORT is "eighty", but must be/)
  expect(wrong.printed()).not.toMatch(/^\s+at /m)
})
