// Figures as people compare them: the middle, and what few are worse than. And kept as data, for whoever asks for them
// with ACCORD_FIGURES=<file> (bench/targets.ts): a line of JSON for each thing that was measured.

import { appendFileSync } from 'node:fs'
import process from 'node:process'

export type Figures = Readonly<Record<string, number>>

/** Milliseconds of each of so many runs. */
export function timed(runs: number, work: () => void): readonly number[] {
  return Array.from({ length: runs }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  })
}

/** Of samples, the one that this share (0 to 1) lies below; NaN where there are none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

/** Of an even number of samples, between the two in the middle. */
export function median(samples: readonly number[]): number {
  const sorted = samples.toSorted((a, b) => a - b)
  const [low = Number.NaN, high = Number.NaN] = [
    sorted[Math.ceil(sorted.length / 2) - 1],
    sorted[Math.floor(sorted.length / 2)],
  ]
  return (low + high) / 2
}

/** "p50 1.2 ms, p95 3.4 ms (20 runs)". */
export function figures(samples: readonly number[]): string {
  return `p50 ${quantile(samples, 0.5).toFixed(1)} ms, p95 ${quantile(samples, 0.95).toFixed(1)} ms (${samples.length} runs)`
}

/** One thing that was measured, and what. */
export interface Kept {
  readonly of: string
  readonly figures: Figures
}

export function keepFigures(of: string, kept: Figures): void {
  const file = process.env['ACCORD_FIGURES']
  if (file !== undefined) appendFileSync(file, `${JSON.stringify({ of, figures: kept } satisfies Kept)}\n`)
}
