// Everything that is left to chance in a run, from one seed: the same seed gives the same run.

import { countedRandom } from '../support/replica-rig.ts'

export interface Chance {
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** Whole, both ends included. */
  between(from: number, until: number): number
  percent(likely: number): boolean
  /** Throws for an empty list. */
  pick<Value>(values: readonly Value[]): Value
}

export function chanceOf(seed: number): Chance {
  const random = countedRandom(seed)
  const between = (from: number, until: number) => from + Math.floor(random() * (until - from + 1))
  return {
    random,
    between,
    percent: (likely) => random() * 100 < likely,
    pick: (values) => {
      const value = values[between(0, values.length - 1)]
      if (value === undefined) throw new Error('nothing to pick from')
      return value
    },
  }
}
