// Sessions that this process has seen, so that a request does not have its session read from the store, which reads its
// pages anew after every commit. What makes them true (I22):
// - This process changes sessions and people through `write` alone. Whatever a work touched is forgotten once the work is
//   over, before whoever asked for it is answered.
// - The embedded store has no other writer: its folder is locked. Other nodes on PostgreSQL tell what they ended or
//   changed; because that may be lost, a session is known for a second there, and open sockets are looked for in the
//   database itself.
// - What has run out by the clock is asked of the store.

import type { PersonId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import type { StoreTransaction } from '../store/event-store.ts'
import type { Store } from '../store/open-store.ts'
import { type Signal, SILENT_SIGNALS } from '../store/signals.ts'
import type { IdentityReads, IdentityStore, IdentityTransaction } from './identity-store.ts'
import type { FoundSession, SessionId } from './identity.ts'

/** With other nodes: how long a session counts as read. */
const KNOWN_MS = 1_000
/** Access tokens; the one that was read first goes first. A node has up to 15,000 sockets. */
const KEPT_MAX = 20_000

/** Whose sessions were changed; nothing named means that anybody's may have been. */
interface Touched {
  readonly personId?: PersonId | undefined
  readonly sessionId?: SessionId | undefined
}

/** The same store, which answers what an access token opens from memory. `elapsed`: milliseconds that never step back. */
export function knowSessions(store: Store, elapsed: () => number = () => performance.now()): Store {
  const isAlone = store.signals === SILENT_SIGNALS
  const memory = new SessionMemory()
  store.signals.listen({
    told: (signal) => memory.forgetAll(touchedElsewhere(signal)),
    missed: () => memory.forgetAll([{}]),
  })
  const known = (hash: string, now: Instant): FoundSession | null => {
    const kept = memory.known(hash)
    if (kept === undefined || kept.until <= elapsed()) return null
    const { token, session } = kept.found
    return token.expiresAt > now && session.refreshExpiresAt > now ? kept.found : null
  }
  const sessionByAccess: IdentityReads['sessionByAccess'] = async (hash, now) => {
    const kept = known(hash, now)
    if (kept !== null) return kept
    const { changes } = memory
    const until = isAlone ? Infinity : elapsed() + KNOWN_MS
    const found = await store.identity.sessionByAccess(hash, now)
    // What was read while something changed may be as it was before.
    if (changes === memory.changes) memory.keep(hash, found, until)
    return found
  }
  const peopleByAccess: IdentityReads['peopleByAccess'] = async (hashes, now) => {
    const sessions = isAlone ? hashes.map((hash) => known(hash, now)) : []
    const unknown = hashes.filter((_hash, index) => sessions[index] == null)
    const read = unknown.length === 0 ? [] : await store.identity.peopleByAccess(unknown, now)
    const people = new Map(read)
    for (const session of sessions) if (session !== null) people.set(session.token.hash, session.person)
    return people
  }
  const noting = async <T>(write: (touched: Touched[]) => Promise<T>): Promise<T> => {
    const touched: Touched[] = []
    try {
      return await write(touched)
    } finally {
      // Also of a work that failed: on some failures it is not known what was stored.
      memory.forgetAll(touched)
    }
  }
  const write: IdentityStore['write'] = (work) =>
    noting((touched) => store.identity.write((tx) => work(identityNoted(tx, touched))))
  return {
    ...store,
    write: (work, foreseen) =>
      noting((touched) => store.write((tx) => work(peopleNoted(tx, touched)), foreseen)),
    identity: { ...store.identity, sessionByAccess, peopleByAccess, write },
  }
}

function touchedElsewhere(signal: Signal): readonly Touched[] {
  if (signal.kind === 'sockets') return [signal]
  return signal.kind === 'directory' ? [{}] : []
}

interface Known {
  readonly found: FoundSession
  /** On the clock of `elapsed`. */
  readonly until: number
}

class SessionMemory {
  /** How often something was forgotten. */
  changes = 0
  readonly #byHash = new Map<string, Known>()
  readonly #hashes = new Map<SessionId, Set<string>>()

  known(hash: string): Known | undefined {
    return this.#byHash.get(hash)
  }

  keep(hash: string, found: FoundSession | null, until: number): void {
    this.#drop(hash)
    if (found === null) return
    const hashes = this.#hashes.get(found.session.id) ?? new Set()
    this.#hashes.set(found.session.id, hashes.add(hash))
    this.#byHash.set(hash, { found, until })
    const oldest = this.#byHash.keys().next().value
    if (this.#byHash.size > KEPT_MAX && oldest !== undefined) this.#drop(oldest)
  }

  forgetAll(all: readonly Touched[]): void {
    for (const { personId, sessionId } of all) {
      this.changes += 1
      if (sessionId !== undefined) for (const hash of this.#hashes.get(sessionId) ?? []) this.#drop(hash)
      else
        for (const [hash, { found }] of this.#byHash)
          if (personId === undefined || found.person.id === personId) this.#drop(hash)
    }
  }

  #drop(hash: string): void {
    const known = this.#byHash.get(hash)
    if (known === undefined) return
    this.#byHash.delete(hash)
    const hashes = this.#hashes.get(known.found.session.id)
    hashes?.delete(hash)
    if (hashes?.size === 0) this.#hashes.delete(known.found.session.id)
  }
}

/** A transaction of the event store has one way to change a person, and none to change a session. */
const peopleNoted = (tx: StoreTransaction, touched: Touched[]): StoreTransaction =>
  over(tx, {
    savePerson(person) {
      touched.push({ personId: person.id })
      return tx.savePerson(person)
    },
  })

const identityNoted = (tx: IdentityTransaction, touched: Touched[]): IdentityTransaction =>
  over(tx, {
    savePerson(person) {
      touched.push({ personId: person.id })
      return tx.savePerson(person)
    },
    saveSession(session, now) {
      touched.push({ sessionId: session.id })
      return tx.saveSession(session, now)
    },
    saveAccessToken(token) {
      touched.push({ sessionId: token.sessionId })
      return tx.saveAccessToken(token)
    },
    seeSession(sessionId, at) {
      touched.push({ sessionId })
      return tx.seeSession(sessionId, at)
    },
    endSession(sessionId, reason, at) {
      touched.push({ sessionId })
      return tx.endSession(sessionId, reason, at)
    },
    endSessionsOf(personId, reason, at) {
      touched.push({ personId })
      return tx.endSessionsOf(personId, reason, at)
    },
    setDeactivated(personId, at) {
      touched.push({ personId })
      return tx.setDeactivated(personId, at)
    },
  })

/** The same object with other methods, which is not copied: every command has a transaction of its own. */
const over = <T extends object>(below: T, methods: Partial<T>): T =>
  Object.assign(Object.create(below) as T, methods)
