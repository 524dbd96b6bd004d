// How often a window may ask the desktop for something that a person sees or a disk feels. More than that is a mistake
// or an attack; it is refused, and nothing else of the window suffers.

export interface Pace {
  /** How many at once. */
  readonly burst: number
  /** How long until one more is allowed, ms. */
  readonly everyMs: number
}

export interface PaceKeeper {
  /** Takes one; false when there is none left at `now` (a clock that only goes forward, ms). */
  take(now: number): boolean
}

/** A bucket of `burst`, filled again one by one. */
export function paceKeeper({ burst, everyMs }: Pace): PaceKeeper {
  let left = burst
  let filledAt: number | null = null
  return {
    take(now) {
      const since = filledAt ?? now
      const fresh = Math.floor((now - since) / everyMs)
      left = Math.min(burst, left + fresh)
      filledAt = left === burst ? now : since + fresh * everyMs
      if (left === 0) return false
      left--
      return true
    },
  }
}
