// One bit between those who make news and one reader who fetches it: any number of rings before a wait are one. No
// queue can grow for a slow reader, and a ring during a read is not lost (M10).

export interface Bell {
  readonly ring: () => void
  /** Resolves at once when it rang since the last wait, else at the next ring, at `close`, or after `ms`. */
  wait(ms: number): Promise<void>
  close(): void
  readonly isClosed: boolean
}

export function makeBell(): Bell {
  let hasRung = false
  let isClosed = false
  let wake: (() => void) | null = null

  return {
    ring() {
      hasRung = true
      wake?.()
    },
    async wait(ms) {
      if (!hasRung && !isClosed && ms > 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
        })
      wake = null
      hasRung = false
    },
    close() {
      isClosed = true
      wake?.()
    },
    get isClosed() {
      return isClosed
    },
  }
}

/**
 * An async generator that ends at once when its reader leaves: a plain one would sleep on until its bell rings.
 * Closing the bell wakes it, and it must look at `isClosed` before it goes on.
 */
export function endWithBell<T>(
  bell: Bell,
  generator: AsyncGenerator<T, void, void>,
): AsyncIterableIterator<T> {
  const stop = (): Promise<IteratorResult<T, void>> => {
    bell.close()
    return generator.return()
  }
  return {
    next: () => generator.next(),
    return: stop,
    throw: stop,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
