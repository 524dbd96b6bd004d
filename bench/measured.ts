// Figures as people compare them: the middle, and what one in twenty is worse than.

/** Milliseconds of each of so many runs. */
export function timed(runs: number, work: () => void): readonly number[] {
  return Array.from({ length: runs }, () => {
    const from = performance.now()
    work()
    return performance.now() - from
  })
}

/** "p50 1.2 ms, p95 3.4 ms (20 runs)". */
export function figures(samples: readonly number[]): string {
  const sorted = samples.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return `p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms (${sorted.length} runs)`
}
