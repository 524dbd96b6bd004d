// The sockets that hang on sessions on this node, so that the end of a session closes them at once, and on the other
// nodes too: a device's sockets may be anywhere. An end is told to them all. What is told may be lost: so a node
// among others also reads what became of every session whose sockets it has, all of them within five seconds (I22).

import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { CoreLog } from '../core-log.ts'
import { type Signals, SILENT_SIGNALS } from '../store/signals.ts'
import type { CloseReason, SessionId } from './identity.ts'

/** Whose socket it is, as it was opened. */
export interface SocketViewer {
  readonly person: Person
  readonly sessionId: SessionId
  readonly tokenHash: string
  readonly accessExpiresAt: Instant
}

export interface AttachedSocket {
  readonly viewer: SocketViewer
  readonly end: (reason: CloseReason) => void
}

/** For each of many, asked as one: why it may not stay open, as the store says now; null where it may. */
export type ReasonsToEnd = (viewers: readonly SocketViewer[]) => Promise<readonly (CloseReason | null)[]>

export interface SessionSockets {
  /** Returns how to detach; null when the session has too many already. */
  attach(socket: AttachedSocket): (() => void) | null
  /** Here and on the other nodes. */
  closeOfPerson(personId: PersonId, reason: CloseReason): void
  closeOfSession(sessionId: SessionId, reason: CloseReason): void
  /** Here alone: each node has its own. */
  closeExpired(at: Instant): void
  /**
   * Reads what became of a fifth of the sessions, the next fifth each time: whose end was not told here is found within
   * five seconds, also of a socket without a stream. A server of one node has nothing to find.
   */
  lookAtSome(): void
}

const FIFTHS = 5
/** In one question. */
const LOOK_MAX = 500

/** On one node. One device needs one or two; more is a client that forgets to close. */
export const SOCKETS_PER_SESSION = 16

export function openSessionSockets(
  signals: Signals,
  log: CoreLog,
  reasonsToEnd: ReasonsToEnd,
  max: number = SOCKETS_PER_SESSION,
): SessionSockets {
  const attached = new Map<SessionId, Set<AttachedSocket>>()
  const all = (): readonly AttachedSocket[] => [...attached.values()].flatMap((sockets) => [...sockets])
  const close = (sockets: Iterable<AttachedSocket>, reason: CloseReason): void => {
    for (const { end } of sockets) end(reason)
  }
  const closePerson = (personId: PersonId, reason: CloseReason): void =>
    close(
      all().filter(({ viewer }) => viewer.person.id === personId),
      reason,
    )
  const closeSession = (sessionId: SessionId, reason: CloseReason): void =>
    close(attached.get(sessionId) ?? [], reason)

  let reading: Promise<void> | null = null
  /** One question after the other: a node that was cut off has more to catch up with. */
  const read = async (sockets: readonly AttachedSocket[]): Promise<void> => {
    for (let at = 0; at < sockets.length; at += LOOK_MAX) {
      const some = sockets.slice(at, at + LOOK_MAX)
      const reasons = await reasonsToEnd(some.map(({ viewer }) => viewer))
      for (const [index, { end }] of some.entries()) {
        const reason = reasons[index]
        if (reason != null) end(reason)
      }
    }
  }
  const look = (sockets: () => readonly AttachedSocket[]): void => {
    reading ??= read(sockets())
      .catch((error: unknown) => log.warn({ error }, 'the sessions of open sockets could not be read'))
      .finally(() => {
        reading = null
      })
  }
  const fifths = new WeakMap<AttachedSocket, number>()
  let [counted, turn] = [0, 0]
  signals.listen({
    told: (signal) => {
      if (signal.kind !== 'sockets') return
      const { personId, sessionId, reason } = signal
      if (personId !== undefined) closePerson(personId, reason)
      if (sessionId !== undefined) closeSession(sessionId, reason)
    },
    missed: () => look(all),
  })
  return {
    attach(socket) {
      const { sessionId } = socket.viewer
      const sockets = attached.get(sessionId) ?? new Set()
      if (sockets.size >= max) return null
      attached.set(sessionId, sockets.add(socket))
      fifths.set(socket, counted++ % FIFTHS)
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
        all().filter(({ viewer }) => viewer.accessExpiresAt <= at),
        'expired',
      ),
    lookAtSome: () => {
      if (signals === SILENT_SIGNALS) return
      turn = (turn + 1) % FIFTHS
      look(() => all().filter((socket) => fifths.get(socket) === turn))
    },
  }
}
