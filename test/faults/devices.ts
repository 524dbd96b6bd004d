// The devices of a run: processes that are killed, lose their power, and are started again on their own files.

import { type ChildProcess, fork } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FragileDisk } from '../support/faults/power-cut.ts'
import { openFragileDisk } from '../support/faults/power-cut.ts'
import { COMPILED } from './faulty-server.ts'
import type { DeviceLife, DeviceOrder, DeviceState } from './device-program.ts'

export interface Device {
  readonly name: string
  readonly personId: string
  start(): void
  renew(token: string): void
  order(order: DeviceOrder): void
  /** How it stands; null when it does not answer. */
  state(): Promise<DeviceState | null>
  /** Writes down what it holds; resolves when it has. */
  report(): Promise<void>
  /** SIGKILL, and with `losesPower` every file back to its last fsync; its cache may then be gone, its outbox not. */
  kill(losesPower: boolean): Promise<void>
  signal(name: 'SIGSTOP' | 'SIGCONT'): void
}

export type DeviceOptions = Omit<DeviceLife, 'proc' | 'folder' | 'tokenFile'> & {
  readonly name: string
  /** Everything of this device lies below. */
  readonly home: string
  readonly token: string
  readonly withDisk: boolean
}

const PROGRAM = join(import.meta.dirname, 'device-program.ts')
const ANSWER_WITHIN_MS = 3_000

export function openDevice(options: DeviceOptions): Device {
  const { name, home, token, withDisk, ...life } = options
  const [folder, tokenFile] = [join(home, 'files'), join(home, 'token')]
  mkdirSync(folder, { recursive: true })
  writeFileSync(tokenFile, token)
  const disk: FragileDisk | null = withDisk ? openFragileDisk(folder, join(home, 'disk')) : null
  let child: ChildProcess | null = null
  let lives = 0

  const start = (): void => {
    const own: DeviceLife = {
      ...life,
      proc: `${name}#${++lives}`,
      folder,
      tokenFile,
      seed: life.seed + lives,
    }
    child = fork(PROGRAM, [JSON.stringify(own)], {
      execArgv: ['--no-warnings'],
      env: { PATH: process.env['PATH'], NODE_COMPILE_CACHE: COMPILED, ...disk?.environment },
    })
  }
  const order = (what: DeviceOrder): void => {
    if (child?.connected === true) child.send(what, () => {})
  }
  const ask = (what: DeviceOrder): Promise<DeviceState | null> =>
    new Promise((resolve) => {
      const asked = child
      const late = setTimeout(() => resolve(null), ANSWER_WITHIN_MS)
      asked?.once('message', (state: DeviceState) => {
        clearTimeout(late)
        resolve(state)
      })
      order(what)
    })
  start()
  return {
    name,
    personId: life.person.id,
    start,
    renew: (fresh) => writeFileSync(tokenFile, fresh),
    order,
    state: () => ask('SAY_STATE'),
    report: async () => {
      if ((await ask('REPORT')) === null) throw new Error(`${name} does not report`)
    },
    async kill(losesPower) {
      const dying = child
      child = null
      // One that ended by itself is found when all come to rest: it says nothing then.
      if (dying !== null && dying.exitCode === null && dying.signalCode === null) {
        const gone = new Promise((resolve) => dying.once('exit', resolve))
        dying.kill('SIGKILL')
        await gone
      }
      if (!losesPower || disk === null) return
      disk.losePower()
      // The cache is not synced at every commit: what the cut left of it may be older than its own parts.
      for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `replica.db${suffix}`), { force: true })
    },
    signal: (signal) => void child?.kill(signal),
  }
}
