// What a tab does while it leads, and the desktop's replica process all its life: opens the replica and closes it, one
// after the other, never both at once. When the session it opened with has ended and the same person has signed in anew
// elsewhere, it opens once more with that one.

import type { Link } from '../api.ts'
import type { Leader } from './leader.ts'

export interface LeadingOptions {
  readonly token: string
  /** Rejects when there can be no replica. */
  readonly open: (token: string) => Promise<Leader>
  readonly opened: (leader: Leader) => void
  readonly failed: (error: unknown) => void
}

export interface Leading {
  /** Null before the replica is open, while it is opened again, and after the end. */
  leader(): Leader | null
  begin(): void
  /** What the replica says of its link; at SIGNED_OUT a newer token is used, if there is one. */
  linkChanged(link: Link): void
  /** A token of the same person that another tab has. */
  offerToken(token: string): void
  /** Resolves when the replica is closed; nothing is opened after it. */
  end(): Promise<void>
}

export function makeLeading(options: LeadingOptions): Leading {
  let token = options.token
  let spareToken: string | null = null
  let leader: Leader | null = null
  let link: Link = 'CONNECTING'
  let ended = false
  let turn: Promise<void> = Promise.resolve()

  async function open(): Promise<void> {
    if (ended) return
    link = 'CONNECTING'
    leader = await options.open(token)
    options.opened(leader)
  }

  async function close(): Promise<void> {
    const closing = leader
    leader = null
    await closing?.close()
  }

  function useSpareToken(): void {
    if (link !== 'SIGNED_OUT' || spareToken === null || leader === null) return
    token = spareToken
    spareToken = null
    link = 'CONNECTING'
    turn = turn.then(close).then(open).catch(options.failed)
  }

  return {
    leader: () => leader,
    begin() {
      turn = turn.then(open).catch(options.failed)
    },
    linkChanged(now) {
      link = now
      useSpareToken()
    },
    offerToken(offered) {
      if (offered !== token) spareToken = offered
      useSpareToken()
    },
    end() {
      if (!ended) {
        ended = true
        turn = turn.then(close)
      }
      return turn
    },
  }
}
