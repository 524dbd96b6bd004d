// What a value weighs in memory, in bytes and roughly: enough to bound a cache, and cheap beside what made the value.

const OBJECT = 24
const FIELD = 8
const STRING = 24
const NUMBER = 12

/** Of plain JSON data. Measured against the heap of rooms it is within a third (docs/performance.md). */
export function weightOf(value: unknown): number {
  if (typeof value === 'string') return STRING + value.length
  if (typeof value === 'number') return NUMBER
  if (typeof value !== 'object' || value === null) return 0
  let weight = OBJECT
  for (const inner of Object.values(value)) weight += FIELD + weightOf(inner)
  return weight
}
