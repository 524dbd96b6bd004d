// Where a run of faults keeps its files: in memory where there is room, since what a disk would forget is played by
// power-cut.c, and a real disk would only make everybody wait.

import { existsSync, mkdtempSync, realpathSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const IN_MEMORY = '/dev/shm'
/** A container often has 64 MiB of it, which a long run would fill. */
const ROOM_BYTES = 512 * 1024 * 1024

export const newFolder = (name: string): string => mkdtempSync(join(realpathSync(place()), `accord-${name}-`))

function place(): string {
  if (!existsSync(IN_MEMORY)) return tmpdir()
  const { bavail, bsize } = statfsSync(IN_MEMORY)
  return bavail * bsize >= ROOM_BYTES ? IN_MEMORY : tmpdir()
}
