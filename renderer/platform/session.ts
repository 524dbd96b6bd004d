// Who this window is. Sessions are kept for the whole browser, one per person; which of them a window uses is kept in
// the window alone. So a reload stays the same person, two windows of one browser can be two people, and a new window
// can offer "continue as". All of it works without the server, except signing in itself.

import type { Person } from '../../domain/people.ts'
import type { PersonId } from '../../domain/ids.ts'
import type { SessionEnd } from '../../protocol/desktop.ts'
import { parsePerson } from '../../protocol/person.ts'
import { openLeftSessions } from './session-left.ts'
import { type DemoPerson, parsePeople, parseServerInfo, type ServerInfo } from './server-answers.ts'

export interface Session {
  readonly person: Person
  /** A demo session's secret itself; of any other session its name (`sessionIdOf`), whose tokens are fetched. */
  readonly token: string
}

const NAMED = 'session:'

/** What a session is called whose access tokens come and go (session-token.ts); null for a demo's. */
export const sessionIdOf = (token: string): string | null =>
  token.startsWith(NAMED) ? token.slice(NAMED.length) : null

export type SignIn =
  | { readonly outcome: 'SIGNED_IN'; readonly session: Session }
  /** The server does not let this person in this way (no demo mode, no such person). */
  | { readonly outcome: 'REFUSED' }
  /** No server, or none that answers sensibly: trying again later may help. */
  | { readonly outcome: 'UNREACHABLE' }

/** What of Storage is used; localStorage and sessionStorage are two. */
export type Keeper = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

export interface SessionsOptions {
  /** Shared by all windows of this browser. */
  readonly browser: Keeper
  /** This window's own; survives a reload. */
  readonly window: Keeper
  /** Asks this server; `path` begins with "/". Rejects when nobody answers. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>
}

export interface Sessions {
  /** The session this window uses, or null: nobody has been chosen here yet, or that person signed out. */
  current(): Session | null
  /** Everybody signed in on this browser: who can be continued as without the server. */
  known(): readonly Session[]
  /** Makes this window that person's; null when that person is not signed in on this browser. */
  continueAs(personId: PersonId): Session | null
  /** This window has no person any more; the session stays for other windows. */
  leaveWindow(): void
  signInToDemo(personId: PersonId): Promise<SignIn>
  /** Makes this window the person's whom the server has just let in. */
  signedIn(sessionId: string, person: Person): Session
  /** The server knows this person otherwise now: another role, another name. */
  personChanged(person: Person): void
  /** The server ended this person's session: it is forgotten here, and the first page says why. */
  ended(personId: PersonId, reason: SessionEnd): void
  /** Why the last session of this window was ended by the server, once. */
  takeEnd(): EndedSession | null
  /** Forgets the session at once and tells the server now, or when it is heard again. Close the replica first. */
  signOut(session: Session): Promise<void>
  /** Tells the server of the sign-outs that it has not heard. */
  tellSignOuts(): Promise<void>
  /** Null when the server cannot be reached and was never seen. */
  serverInfo(): Promise<ServerInfo | null>
  /** Null when the server cannot be reached; empty where it has no demo people. */
  demoPeople(): Promise<readonly DemoPerson[] | null>
}

/** A session that the server ended, as the first page tells it. */
export interface EndedSession {
  readonly name: string
  readonly reason: SessionEnd
}

const ENDED = 'accord.ended'
const SESSION = 'accord.session.'
const WINDOW_PERSON = 'accord.person'
const ANSWER_WITHIN_MS = 10_000

/** The sessions of the browser that this code runs in. */
export const browserSessions = (): Sessions =>
  openSessions({ browser: browserKeeper(), window: windowKeeper(), ask: askHere })

/** Asks the server of this page; rejects when nobody answers in time. */
export const askHere = (path: string, init?: RequestInit): Promise<Response> =>
  fetch(path, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), ...init })

/** What all windows of this browser share. */
export const browserKeeper = (): Keeper => keeperOr(() => localStorage)

/** What this window keeps over a reload. */
export const windowKeeper = (): Keeper => keeperOr(() => sessionStorage)

export function openSessions({ browser, window, ask }: SessionsOptions): Sessions {
  const leftSessions = openLeftSessions({ browser, ask, sessionIdOf })
  const find = (personId: string): Session | null => parseSession(browser.getItem(SESSION + personId))

  async function json(path: string, init?: RequestInit): Promise<{ status: number; body: unknown } | null> {
    try {
      const response = await ask(path, init)
      return { status: response.status, body: response.ok ? await response.json() : null }
    } catch {
      return null
    }
  }

  return {
    current() {
      const personId = window.getItem(WINDOW_PERSON)
      return personId === null ? null : find(personId)
    },
    known: () =>
      Array.from({ length: browser.length }, (_, index) => browser.key(index))
        .filter((key) => key?.startsWith(SESSION) ?? false)
        .map((key) => parseSession(browser.getItem(key ?? '')))
        .filter((session) => session !== null)
        .sort((a, b) => a.person.name.localeCompare(b.person.name)),
    continueAs(personId) {
      const session = find(personId)
      if (session !== null) window.setItem(WINDOW_PERSON, personId)
      return session
    },
    leaveWindow: () => window.removeItem(WINDOW_PERSON),
    async signInToDemo(personId) {
      const answer = await json('/demo/sign-in', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ personId }),
      })
      if (answer === null || answer.status >= 500 || answer.status === 429) return { outcome: 'UNREACHABLE' }
      const session = sessionOf(answer.body)
      if (session === null) return { outcome: 'REFUSED' }
      browser.setItem(SESSION + session.person.id, JSON.stringify(session))
      window.setItem(WINDOW_PERSON, session.person.id)
      return { outcome: 'SIGNED_IN', session }
    },
    signedIn(sessionId, person) {
      const session = { person, token: NAMED + sessionId }
      browser.setItem(SESSION + person.id, JSON.stringify(session))
      window.setItem(WINDOW_PERSON, person.id)
      return session
    },
    personChanged(person) {
      const session = find(person.id)
      if (session !== null) browser.setItem(SESSION + person.id, JSON.stringify({ ...session, person }))
    },
    ended(personId, reason) {
      const session = find(personId)
      if (session !== null) window.setItem(ENDED, JSON.stringify({ name: session.person.name, reason }))
      browser.removeItem(SESSION + personId)
    },
    takeEnd() {
      const end = parseEnd(window.getItem(ENDED))
      window.removeItem(ENDED)
      return end
    },
    async signOut(session) {
      leftSessions.left(session.token)
      browser.removeItem(SESSION + session.person.id)
      window.removeItem(WINDOW_PERSON)
      await leftSessions.tell()
    },
    tellSignOuts: () => leftSessions.tell(),
    serverInfo: async () => parseServerInfo((await json('/info'))?.body),
    async demoPeople() {
      const answer = await json('/demo/people')
      if (answer === null || answer.status >= 500) return null
      return parsePeople(answer.body)
    },
  }
}

/**
 * Calls back when another window signs this person out. Signing in anew elsewhere is no end: the tabs of a person
 * share the newer session by themselves. Returns how to stop.
 */
export function onSessionEnded(personId: PersonId, ended: () => void): () => void {
  const hear = (event: StorageEvent) => {
    if (event.key === SESSION + personId && event.newValue === null) ended()
  }
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}

function parseSession(text: string | null): Session | null {
  if (text === null) return null
  try {
    return sessionOf(JSON.parse(text))
  } catch {
    return null
  }
}

function parseEnd(text: string | null): EndedSession | null {
  try {
    const { name, reason } = JSON.parse(text ?? '{}') as Record<string, unknown>
    const isReason = reason === 'expired' || reason === 'revoked' || reason === 'reused'
    return typeof name === 'string' && isReason ? { name, reason } : null
  } catch {
    return null
  }
}

function sessionOf(value: unknown): Session | null {
  if (typeof value !== 'object' || value === null || !('token' in value) || !('person' in value)) return null
  const person = parsePerson(value.person)
  if (person === null || typeof value.token !== 'string' || value.token === '') return null
  return { person, token: value.token }
}

/** A browser that keeps nothing for this page throws at the first look: then a window remembers until it is closed. */
function keeperOr(storage: () => Storage): Keeper {
  try {
    return storage()
  } catch {
    return memoryKeeper()
  }
}

/** Keeps in memory alone. */
export function memoryKeeper(): Keeper {
  const kept = new Map<string, string>()
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (index) => [...kept.keys()][index] ?? null,
    get length() {
      return kept.size
    },
  }
}
