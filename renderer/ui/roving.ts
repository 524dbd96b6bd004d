// Arrow keys in a row or column of things of which only one is a stop of the Tab key.

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** The index a key leads to from `at` (-1 for none), going round at the ends; undefined when the key moves nothing. */
export function nextIndex(key: string, at: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = STEPS[key]
  if (step === undefined) return undefined
  if (at < 0) return step > 0 ? 0 : count - 1
  return (at + step + count) % count
}
