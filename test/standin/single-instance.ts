// One process a userData folder, as Electron's single-instance lock: the lock names its owner, so that one left by a
// killed process counts for nothing, and a second process leaves its arguments where the first one looks for them.

import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SecondInstance {
  readonly argv: readonly string[]
  readonly workingDirectory: string
  readonly additionalData: unknown
}

export interface InstanceLock {
  /** Synchronous, as in Electron. False: another process has it, and was told about this one. */
  request(additionalData: unknown): boolean
  isHeld(): boolean
  release(): void
}

const LOOK_EVERY_MS = 100

export function instanceLock(folder: string, second: (other: SecondInstance) => void): InstanceLock {
  const lock = join(folder, 'standin.lock')
  const letters = join(folder, 'standin-second')
  let looking: NodeJS.Timeout | undefined

  function take(): boolean {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      return true
    } catch {
      if (isAlive(Number(readFileSync(lock, 'utf8')))) return false
      rmSync(lock, { force: true })
      return take()
    }
  }
  function look(): void {
    for (const name of readdirSync(letters).filter((letter) => letter.endsWith('.json'))) {
      const letter = JSON.parse(readFileSync(join(letters, name), 'utf8')) as SecondInstance
      rmSync(join(letters, name))
      second(letter)
    }
  }
  return {
    request(additionalData) {
      if (looking !== undefined) return true
      mkdirSync(letters, { recursive: true })
      if (take()) {
        looking = setInterval(look, LOOK_EVERY_MS).unref()
        return true
      }
      const letter: SecondInstance = { argv: process.argv, workingDirectory: process.cwd(), additionalData }
      const unfinished = join(letters, String(process.pid))
      writeFileSync(unfinished, JSON.stringify(letter))
      renameSync(unfinished, `${unfinished}.json`)
      return false
    },
    isHeld: () => looking !== undefined,
    release() {
      if (looking === undefined) return
      clearInterval(looking)
      looking = undefined
      rmSync(lock, { force: true })
    },
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return pid !== process.pid
  } catch {
    return false
  }
}
