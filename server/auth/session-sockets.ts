// The sockets that hang on sessions on this node, so that the end of a session closes them at once, and on the other
// nodes too: a device's sockets may be anywhere. An end is told to them all; whoever may have missed one reads what
// became of every session whose sockets it has.

import type { PersonId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import type { CoreLog } from '../core-log.ts'
import type { Signals } from '../store/signals.ts'
import type { CloseReason, SessionId } from './identity.ts'

export interface AttachedSocket {
  readonly personId: PersonId
  readonly sessionId: SessionId
  readonly accessExpiresAt: Instant
  readonly end: (reason: CloseReason) => void
  /** Why it may not stay open, as the store says now; null where it may. */
  readonly closedFor: () => Promise<CloseReason | null>
}

export interface SessionSockets {
  /** Returns how to detach; null when the session has too many already. */
  attach(socket: AttachedSocket): (() => void) | null
  /** Here and on the other nodes. */
  closeOfPerson(personId: PersonId, reason: CloseReason): void
  closeOfSession(sessionId: SessionId, reason: CloseReason): void
  /** Here alone: each node has its own. */
  closeExpired(at: Instant): void
}

/** On one node. One device needs one or two; more is a client that forgets to close. */
export const SOCKETS_PER_SESSION = 16

export function openSessionSockets(
  signals: Signals,
  log: CoreLog,
  max: number = SOCKETS_PER_SESSION,
): SessionSockets {
  const attached = new Map<SessionId, Set<AttachedSocket>>()
  const all = (): readonly AttachedSocket[] => [...attached.values()].flatMap((sockets) => [...sockets])
  const close = (sockets: Iterable<AttachedSocket>, reason: CloseReason): void => {
    for (const { end } of sockets) end(reason)
  }
  const closePerson = (personId: PersonId, reason: CloseReason): void =>
    close(
      all().filter((socket) => socket.personId === personId),
      reason,
    )
  const closeSession = (sessionId: SessionId, reason: CloseReason): void =>
    close(attached.get(sessionId) ?? [], reason)

  let reading: Promise<void> | null = null
  /** One after the other: a node that was cut off has more to catch up with. */
  const readAll = async (): Promise<void> => {
    for (const { end, closedFor } of all()) {
      const reason = await closedFor()
      if (reason !== null) end(reason)
    }
  }
  signals.listen({
    told: (signal) => {
      if (signal.kind !== 'sockets') return
      const { personId, sessionId, reason } = signal
      if (personId !== undefined) closePerson(personId, reason)
      if (sessionId !== undefined) closeSession(sessionId, reason)
    },
    missed: () => {
      reading ??= readAll()
        .catch((error: unknown) => log.warn({ error }, 'the sessions of open sockets could not be read'))
        .finally(() => {
          reading = null
        })
    },
  })
  return {
    attach(socket) {
      const { sessionId } = socket
      const sockets = attached.get(sessionId) ?? new Set()
      if (sockets.size >= max) return null
      attached.set(sessionId, sockets.add(socket))
      return () => {
        sockets.delete(socket)
        if (sockets.size === 0 && attached.get(sessionId) === sockets) attached.delete(sessionId)
      }
    },
    closeOfPerson(personId, reason) {
      closePerson(personId, reason)
      signals.tell({ kind: 'sockets', personId, reason })
    },
    closeOfSession(sessionId, reason) {
      closeSession(sessionId, reason)
      signals.tell({ kind: 'sockets', sessionId, reason })
    },
    closeExpired: (at) =>
      close(
        all().filter(({ accessExpiresAt }) => accessExpiresAt <= at),
        'expired',
      ),
  }
}
