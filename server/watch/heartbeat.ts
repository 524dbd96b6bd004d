// The sign of life of the deadline engine: a small file in the data folder that changes while ticks go through, so that
// a process which shares nothing with this one but the disk can tell a living engine from a hung one (I14). It is a hint
// and no record: written at most every two seconds, and never waited for by a tick.

import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Millis } from '../../domain/time.ts'
import type { CoreLog } from '../core-log.ts'

export interface Heartbeat {
  /** A tick went through. */
  readonly beat: () => void
  /** How long ago the last tick went through, by a clock that nobody sets; counted from the start at first. */
  silentFor(): Millis
  /** Resolves when nothing is being written any more. */
  stop(): Promise<void>
}

export interface HeartbeatOptions {
  readonly folder: string
  readonly log: CoreLog
  /** Milliseconds that only ever grow. */
  readonly uptime?: (() => number) | undefined
}

export const HEARTBEAT_FILE = 'accord.heartbeat'
const WRITE_EVERY: Millis = 2_000

export function openHeartbeat({
  folder,
  log,
  uptime = () => performance.now(),
}: HeartbeatOptions): Heartbeat {
  const file = join(folder, HEARTBEAT_FILE)
  let lastTick = uptime()
  let writtenAt = Number.NEGATIVE_INFINITY
  let writing: Promise<void> | null = null
  let isFailing = false
  let count = 0

  const write = async (): Promise<void> => {
    try {
      await writeFile(file, `${process.pid} ${++count}\n`, { mode: 0o600 })
      isFailing = false
    } catch (error) {
      // Once while it lasts: whoever watches the file sees its silence.
      if (!isFailing) log.error({ error }, 'the sign of life of the deadline engine cannot be written')
      isFailing = true
    }
    writing = null
  }

  return {
    beat() {
      lastTick = uptime()
      if (writing !== null || lastTick - writtenAt < WRITE_EVERY) return
      writtenAt = lastTick
      writing = write()
    },
    silentFor: () => uptime() - lastTick,
    stop: async () => {
      await writing
    },
  }
}
