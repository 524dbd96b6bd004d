// How often one may ask, as buckets that fill with time: a person's requests over both transports and all devices, and
// the messages of one socket. What a question costs is taken from the same bucket as its number, so that few large ones
// weigh as much as many small ones.

/** A bucket: how much it holds, and how much of that comes back each second. */
export interface Bucket {
  readonly holds: number
  readonly perSecond: number
}

/**
 * Of one person: requests, and a point more for each hundred elements that an answer may have. A device sends a few a
 * second at most, twenty commands in each; this is room for all devices of somebody who comes back with full outboxes.
 */
export const PERSON_PACE: Bucket = { holds: 1_000, perSecond: 100 }

/** Of a server under a load test, whose few people stand for very many. */
export const UNLIMITED: Bucket = { holds: Infinity, perSecond: 0 }

/** Of one socket: messages. A client sends two subscriptions and a ping every ten seconds. */
export const SOCKET_PACE: Bucket = { holds: 100, perSecond: 20 }

/** Elements of an answer that weigh as much as one request. */
const ELEMENTS_PER_POINT = 100

/** Bytes of a body that weigh as much as one request: reading them keeps everybody else waiting. */
const BYTES_PER_POINT = 64 * 1024

/** The weight of a body of this length beyond its being a request. */
export const pointsOfBytes = (bytes: number): number => Math.floor(bytes / BYTES_PER_POINT)

/** The weight of an operation of this cost beyond its being a request. */
export const pointsOf = (cost: number): number => Math.floor(cost / ELEMENTS_PER_POINT)

export interface Paces {
  /** Takes points of somebody; 0, or the whole seconds to wait when there are too few, and then takes none. */
  take(key: string, points: number): number
  /** Takes points for what was done already, also more than there are: the next one waits until they have come back. */
  owe(key: string, points: number): void
}

interface Level {
  left: number
  at: number
}

/** Full buckets are forgotten when so many are kept, or twice as many as were left the last time. */
const KEPT_MAX = 10_000

/** `now` in milliseconds; one that steps back gives nothing back for that time, and takes nothing. */
export function openPaces({ holds, perSecond }: Bucket, now: () => number = () => performance.now()): Paces {
  const levels = new Map<string, Level>()
  // Looked through when there are twice as many as the last time: what is not full stays, and each look costs them all.
  let lookAt = KEPT_MAX

  const levelOf = (key: string): Level => {
    const level = levels.get(key)
    if (level === undefined) return { left: holds, at: now() }
    const at = now()
    const passed = Math.max(0, at - level.at)
    return { left: Math.min(holds, level.left + (passed / 1_000) * perSecond), at }
  }

  const forgetFull = (): void => {
    for (const key of levels.keys()) if (levelOf(key).left >= holds) levels.delete(key)
  }

  return {
    take(key, points) {
      const level = levelOf(key)
      if (level.left < points)
        return Math.max(1, Math.ceil((Math.min(points, holds) - level.left) / perSecond))
      level.left -= points
      levels.set(key, level)
      if (levels.size > lookAt) {
        forgetFull()
        lookAt = Math.max(KEPT_MAX, 2 * levels.size)
      }
      return 0
    },
    owe(key, points) {
      const level = levelOf(key)
      levels.set(key, { ...level, left: Math.max(level.left - points, -holds) })
    },
  }
}
