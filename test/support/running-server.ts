// The server as a process of its own, started from server/main.ts as in real use: the demo in a data folder that goes
// away with the test, on a port that it keeps. It can be killed in the middle of its work and started again on what is
// left, which is how tests cut it off from its clients.

import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

export interface RunningServer {
  /** "http://127.0.0.1:12345": the same after each start. */
  readonly url: string
  readonly dataFolder: string
  readonly isUp: boolean
  /** SIGKILL: nothing is finished, nothing is closed. Resolves when the process is gone. */
  kill(): Promise<void>
  /** The same folder and port again; resolves when it answers. */
  restart(): Promise<void>
  /** Everything the process printed, over all its lives. */
  printed(): string
  /** Ends the process and removes its folder. */
  dispose(): Promise<void>
}

const ROOT = resolve(import.meta.dirname, '../..')
/** On a machine that others share a start may take a minute. */
const READY_WITHIN_MS = 100_000
const READY = /"url":"(http:\/\/[^"]+)"[^\n]*"msg":"ready"/

/** One life of the process. */
interface Life {
  readonly child: ChildProcess
  readonly url: string
  readonly gone: Promise<void>
}

/** `environment` adds to the demo's settings or replaces them. */
export async function startRunningServer(
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'accord-server-'))
  const output: string[] = []
  const start = (port: string): Promise<Life> =>
    live({ HOST: '127.0.0.1', PORT: port, ACCORD_DEMO: '1', ACCORD_DATA: dataFolder, ...environment }, output)
  let life = await start('0')
  let isUp = true
  const { url } = life
  const kill = async (): Promise<void> => {
    isUp = false
    life.child.kill('SIGKILL')
    await life.gone
  }
  return {
    url,
    dataFolder,
    get isUp() {
      return isUp
    },
    kill,
    async restart() {
      if (isUp) throw new Error('the server still runs')
      life = await start(new URL(url).port)
      isUp = true
    },
    printed: () => output.join(''),
    async dispose() {
      await kill()
      for (const folder of [dataFolder, `${dataFolder}-keys`])
        await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Resolves with the address that the process says it is ready at; rejects with what it printed when it ends first. */
function live(environment: Readonly<Record<string, string>>, output: string[]): Promise<Life> {
  const child = spawn(process.execPath, ['--no-warnings', join(ROOT, 'server', 'main.ts')], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const gone = new Promise<void>((done) => child.once('close', () => done()))
  return new Promise((done, fail) => {
    let ownOutput = ''
    const late = setTimeout(() => {
      child.kill('SIGKILL')
      fail(new Error(`the server was not ready in time:\n${ownOutput}`))
    }, READY_WITHIN_MS)
    const hear = (chunk: Buffer): void => {
      output.push(chunk.toString())
      ownOutput += chunk.toString()
      const url = READY.exec(ownOutput)?.[1]
      if (url === undefined) return
      clearTimeout(late)
      done({ child, url, gone })
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    void gone.then(() => {
      clearTimeout(late)
      fail(new Error(`the server ended before it was ready:\n${ownOutput}`))
    })
  })
}
