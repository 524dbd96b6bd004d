// The process as an operator meets it: what it says when it cannot start, with which code it ends, and that asking it
// to stop ends it cleanly.

import { spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { newFolder, removeFolder, startTestServer } from '../support/running-server.ts'

const MAIN = resolve(import.meta.dirname, '../../../server/main.ts')

let folder: string

beforeEach(async () => {
  folder = await newFolder()
})

afterEach(() => removeFolder(folder))

interface Ended {
  /** The signal, where one ended it. */
  readonly code: number | string | null
  readonly said: string
}

/** Runs the server until it ends; `onReady` is called once it listens. */
function run(
  settings: Record<string, string>,
  onReady?: (kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env['PATH'], PORT: '0', ACCORD_DATA: join(folder, 'data'), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  child.stderr.on('data', (text) => {
    said += String(text)
  })
  child.stdout.on('data', (text) => {
    if (String(text).includes('"msg":"ready"')) onReady?.((signal) => child.kill(signal))
  })
  return new Promise((ended) => child.once('close', (code, signal) => ended({ code: code ?? signal, said })))
}

const listening = (): Promise<Server & { port: number }> =>
  new Promise((ready) => {
    const taken = createServer().listen(0, '127.0.0.1', () => {
      const address = taken.address()
      ready(
        Object.assign(taken, { port: typeof address === 'object' && address !== null ? address.port : 0 }),
      )
    })
  })

it('refuses a wrong setting with one sentence and code 2', async () => {
  expect(await run({ PORT: 'eighty' })).toEqual({
    code: 2,
    said: 'PORT is "eighty", but must be a whole number from 0 to 65535.\n',
  })
})

it('says that the port is taken, and leaves the data folder free', async () => {
  const taken = await listening()
  const ended = await run({ PORT: String(taken.port) })
  taken.close()
  expect(ended.code).toBe(1)
  expect(ended.said).toMatch(/^Port \d+ on 127\.0\.0\.1 is in use already: [^\n]+\.\n$/)
})

it('says that the data folder cannot be written to', async () => {
  await writeFile(join(folder, 'file'), '')
  const { code, said } = await run({ ACCORD_DATA: join(folder, 'file') })
  expect(code).toBe(1)
  expect(said).toMatch(/^The data folder \S+ cannot be written to: [^\n]+\.\n$/)
})

it('says that the address is not of this machine', async () => {
  const { code, said } = await run({ HOST: '192.0.2.1' })
  expect([code, said]).toEqual([1, 'HOST is 192.0.2.1, which is no address of this machine.\n'])
})

it('says that another server has the data folder', async () => {
  const first = await startTestServer({ config: { dataFolder: folder } })
  const { code, said } = await run({ ACCORD_DATA: folder })
  await first.stop()
  expect(code).toBe(1)
  expect(said).toMatch(/^Another Accord server is using the data folder [^\n]+\n$/)
})

it.each(['SIGTERM', 'SIGINT'] as const)('ends with code 0 and without a word after %s', async (signal) => {
  expect(await run({}, (kill) => kill(signal))).toEqual({ code: 0, said: '' })
})
