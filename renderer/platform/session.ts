// Who this window is. Sessions are kept for the whole browser, one per person; which of them a window uses is kept in
// the window alone. So a reload stays the same person, two windows of one browser can be two people, and a new window
// can offer "continue as". All of it works without the server, except signing in itself.

import type { Person } from '../../domain/people.ts'
import type { PersonId } from '../../domain/ids.ts'
import { SIGN_OUT_DOCUMENT } from '../../protocol/operations.ts'
import { parsePerson } from '../../protocol/person.ts'
import { type DemoPerson, parsePeople, parseServerInfo, type ServerInfo } from './server-answers.ts'

export interface Session {
  readonly person: Person
  readonly token: string
}

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
  /** Forgets the session at once and tells the server when it can be reached. Close the replica first. */
  signOut(session: Session): Promise<void>
  /** Null when the server cannot be reached and was never seen. */
  serverInfo(): Promise<ServerInfo | null>
  /** Null when the server cannot be reached; empty where it has no demo people. */
  demoPeople(): Promise<readonly DemoPerson[] | null>
}

const SESSION = 'accord.session.'
const WINDOW_PERSON = 'accord.person'
const ANSWER_WITHIN_MS = 10_000

/** The sessions of the browser that this code runs in. */
export const browserSessions = (): Sessions =>
  openSessions({
    browser: keeperOr(() => localStorage),
    window: keeperOr(() => sessionStorage),
    ask: (path, init) => fetch(path, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS), ...init }),
  })

export function openSessions({ browser, window, ask }: SessionsOptions): Sessions {
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
    async signOut({ person, token }) {
      browser.removeItem(SESSION + person.id)
      window.removeItem(WINDOW_PERSON)
      await json('/graphql', {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: SIGN_OUT_DOCUMENT }),
        keepalive: true,
      })
    },
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
