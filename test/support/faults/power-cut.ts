// A disk that can lose its power, be full, or fail, under any process: power-cut.c, compiled when it is first asked for.
// Where there is no C compiler, or no Linux, there is no such disk, and the tests that need one say so.

import { spawnSync } from 'node:child_process'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'

export type DiskFault = 'enospc' | 'eio'

export interface FragileDisk {
  /** What a process needs in its environment to live on this disk. */
  readonly environment: Readonly<Record<string, string>>
  set(fault: DiskFault, isOn: boolean): void
  /** Puts every file back to what it held at its last fsync; nobody may have one open. */
  losePower(): void
  /** Takes every file as it is now for synced: for what a process outside of this disk has done to it. */
  settle(): void
}

/** Why there is no fragile disk here, or null when there is one. */
export const noFragileDisk = (): string | null => (library() === null ? missing : null)

let built: string | null | undefined
let missing = ''

function library(): string | null {
  if (built !== undefined) return built
  built = null
  if (process.platform !== 'linux') missing = 'only Linux preloads a library'
  else {
    // Kept among the packages, as caches are: made anew when it is older than its source.
    const folder = join(import.meta.dirname, '../../../node_modules/.cache/accord-faults')
    mkdirSync(folder, { recursive: true })
    const target = join(folder, 'power-cut.so')
    const source = join(import.meta.dirname, 'power-cut.c')
    if (isNewer(target, source)) return (built = target)
    const partial = `${target}.${process.pid}`
    const made = spawnSync('cc', ['-O2', '-shared', '-fPIC', '-o', partial, source, '-ldl'], {
      encoding: 'utf8',
    })
    if (made.status === 0) {
      renameSync(partial, target)
      built = target
    } else
      missing =
        made.error === undefined ? `cc failed: ${made.stderr.slice(0, 300)}` : 'there is no C compiler (cc)'
  }
  return built
}

/** A disk below `root`, which keeps its own things in `beside`. Throws where there is none; see noFragileDisk. */
export function openFragileDisk(root: string, beside: string): FragileDisk {
  const preload = library()
  if (preload === null) throw new Error(missing)
  const [durable, switches] = [join(beside, 'durable'), join(beside, 'switches')]
  for (const folder of [root, durable, switches]) mkdirSync(folder, { recursive: true })
  return {
    environment: {
      LD_PRELOAD: preload,
      ACCORD_DISK_ROOT: root,
      ACCORD_DISK_DURABLE: durable,
      ACCORD_DISK_SWITCHES: switches,
    },
    set: (fault, isOn) => {
      if (isOn) writeFileSync(join(switches, fault), '')
      else rmSync(join(switches, fault), { force: true })
    },
    settle() {
      rmSync(durable, { recursive: true })
      mkdirSync(durable)
      for (const file of filesIn(root))
        copyFileSync(file, join(durable, relative(root, file).replaceAll('/', '=')))
    },
    losePower() {
      for (const file of filesIn(root)) rmSync(file)
      for (const name of readdirSync(durable)) {
        const target = join(root, name.replaceAll('=', '/'))
        mkdirSync(dirname(target), { recursive: true })
        if (!name.endsWith('.part') && existsSync(join(durable, name)))
          copyFileSync(join(durable, name), target)
      }
    },
  }
}

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))

const isNewer = (file: string, than: string): boolean =>
  existsSync(file) && statSync(file).mtimeMs > statSync(than).mtimeMs
