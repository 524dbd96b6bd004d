// Sessions at the edge: who is asking, and which sockets belong to a session, so that its end closes them at once.
// Everything about a session is read from the store each time it is asked for: nothing here can outlive it (I22).

import type { Person } from '../../domain/people.ts'
import { DAY, type Instant, plus } from '../../domain/time.ts'
import type { Core } from '../core.ts'
import { hashOfToken, newToken, tokenOf } from './tokens.ts'

/** Somebody signed in, as stored a moment ago. */
export interface Viewer {
  readonly person: Person
  /** What identifies the session; the token itself is not kept. */
  readonly tokenHash: string
}

export interface SessionDesk {
  /** Who a bearer value stands for, or null when it opens no session now. */
  authenticate(authorization: unknown): Promise<Viewer | null>
  /** The same person as stored now, or null when session or person are gone. */
  refresh(viewer: Viewer): Promise<Viewer | null>
  /** Opens a session of 30 days and returns its token, which is shown nowhere else. */
  signIn(person: Person): Promise<string>
  /** Ends the session, then closes its sockets. */
  signOut(viewer: Viewer): Promise<void>
  /** Calls `end` when the session is signed out; returns how to detach, or null when it has too many sockets already. */
  attach(tokenHash: string, end: () => void): (() => void) | null
}

export const SESSION_LENGTH = 30 * DAY
/** One device needs one or two; more is a client that forgets to close. */
export const SOCKETS_PER_SESSION = 16

export function openSessionDesk(core: Core, now: () => Instant): SessionDesk {
  const attached = new Map<string, Set<() => void>>()

  const find = async (tokenHash: string): Promise<Viewer | null> => {
    const person = await core.sessions.find(tokenHash, now())
    return person === null ? null : { person, tokenHash }
  }

  return {
    async authenticate(authorization) {
      const token = tokenOf(authorization)
      return token === null ? null : find(hashOfToken(token))
    },
    refresh: ({ tokenHash }) => find(tokenHash),
    async signIn(person) {
      const token = newToken()
      await core.sessions.save(hashOfToken(token), person.id, plus(now(), SESSION_LENGTH))
      return token
    },
    async signOut({ tokenHash }) {
      await core.sessions.end(tokenHash)
      for (const end of attached.get(tokenHash) ?? []) end()
    },
    attach(tokenHash, end) {
      const ends = attached.get(tokenHash) ?? new Set()
      if (ends.size >= SOCKETS_PER_SESSION) return null
      attached.set(tokenHash, ends.add(end))
      return () => {
        ends.delete(end)
        if (ends.size === 0 && attached.get(tokenHash) === ends) attached.delete(tokenHash)
      }
    },
  }
}
