// What servers have used so far, as the system or their own metrics tell it: processor time in microseconds, resident
// memory in bytes.

import { readFileSync } from 'node:fs'

export interface Used {
  readonly cpu: number
  readonly rss: number
}

export type AskUsage = () => Promise<Used>

/** Of a tick of the system's clock, by which Linux counts processor time. */
const TICK_US = 10_000

/** Processes of this machine, on Linux. */
export const usageOfPids =
  (pids: readonly number[]): AskUsage =>
  async () =>
    sum(
      pids.map((pid) => {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
        const resident = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
        return {
          cpu: (Number(fields[11]) + Number(fields[12])) * TICK_US,
          rss: Number(resident ?? 0) * 1_024,
        }
      }),
    )

/** Servers whose metrics can be read (ACCORD_METRICS_PORT). */
export const usageOfMetrics =
  (addresses: readonly string[]): AskUsage =>
  async () =>
    sum(
      await Promise.all(
        addresses.map(async (address) => {
          const text = await (await fetch(address)).text()
          const value = (name: string): number =>
            Number(new RegExp(`^accord_${name} (\\S+)$`, 'm').exec(text)?.[1] ?? Number.NaN)
          return {
            cpu: value('process_cpu_seconds_total') * 1_000_000,
            rss: value('process_resident_memory_bytes'),
          }
        }),
      ),
    )

const sum = (all: readonly Used[]): Used =>
  all.reduce((one, other) => ({ cpu: one.cpu + other.cpu, rss: one.rss + other.rss }), { cpu: 0, rss: 0 })
