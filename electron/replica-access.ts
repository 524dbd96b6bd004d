// The access token as a replica's process has it: asked of the main process when there is none that is good, one question
// at a time, and kept until it runs out or the server refuses it.

import type { AccessAnswer } from './access-tokens.ts'

/** `OVER`: sign in again. `LATER`: the session stands; the server cannot be asked now. */
export class NoAccess extends Error {
  readonly why: 'OVER' | 'LATER'
  constructor(why: 'OVER' | 'LATER') {
    super(why === 'OVER' ? 'the session is over' : 'no token could be had')
    this.name = 'NoAccess'
    this.why = why
  }
}

export interface ReplicaAccess {
  /** Rejects with `NoAccess`. */
  token(): Promise<string>
  /** The server refused this one; true where asking again may give another. */
  refused(token: string): boolean
  /** What the main process answered. */
  answer(answer: AccessAnswer): void
  /** The person has signed in anew. */
  reset(): void
}

/** A token is given out only while it has at least this long to live. */
const SPARE_MS = 5_000

/** `now`: a clock that only goes forward, ms. */
export function openReplicaAccess(
  ask: (refused: string | null) => void,
  now: () => number = () => performance.now(),
): ReplicaAccess {
  let good: { readonly token: string; readonly endsAt: number } | null = null
  let refused: string | null = null
  let isOver = false
  let asking: PromiseWithResolvers<string> | null = null

  return {
    token() {
      if (isOver) return Promise.reject(new NoAccess('OVER'))
      if (good !== null && now() < good.endsAt - SPARE_MS) return Promise.resolve(good.token)
      if (asking !== null) return asking.promise
      asking = Promise.withResolvers()
      ask(refused)
      return asking.promise
    },
    refused(token) {
      refused = token
      if (good?.token === token) good = null
      return !isOver
    },
    answer(answer) {
      const waiting = asking
      asking = null
      if (answer.ok) good = { token: answer.token, endsAt: now() + answer.lifeMs }
      else isOver ||= answer.why === 'OVER'
      if (answer.ok) waiting?.resolve(answer.token)
      else waiting?.reject(new NoAccess(answer.why))
    },
    reset() {
      isOver = false
      good = null
    },
  }
}
