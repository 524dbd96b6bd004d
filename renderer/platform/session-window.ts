// The tokens of a browser window: one keeper for each session that the window has used. What they hear is told on here:
// that the server ended a session, or knows its person otherwise now.

import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { AskServer, Grant } from './session-answers.ts'
import {
  type AccessToken,
  accessOf,
  NoToken,
  openSessionToken,
  parseAccess,
  type SessionToken,
} from './session-token.ts'
import { type Keeper, type Session, type Sessions, sessionIdOf } from './session.ts'
import type { TabChannel, TabLocks } from './tab-leadership.ts'

export interface SessionWindowOptions {
  readonly sessions: Sessions
  readonly window: Keeper
  readonly ask: AskServer
  readonly locks: TabLocks | null
  readonly openChannel: (name: string) => TabChannel
  readonly now: () => number
}

export interface SessionWindow {
  /** What opens the server for a session. */
  tokenOf(session: Session): Pick<SessionToken, 'token' | 'refused'>
  /** What a worker begins with; null: it asks the server itself. */
  accessOf(session: Session): AccessToken | null
  /**
   * Asks the server once about a session that no window may be using; `revoked`: what this browser keeps of its person
   * must go. Asked again when nobody answered before; of the others the answer is known while this page is there.
   */
  askOnce(session: Session, revoked: () => void): void
  /** Takes what the server granted, and makes this window that person's. */
  granted(grant: Grant): Person
  onEnded(personId: PersonId, ended: (wipe: boolean) => void): () => void
  onChanged(personId: PersonId, changed: (person: Person) => void): () => void
}

const ACCESS = 'accord.access.'

export function openSessionWindow(options: SessionWindowOptions): SessionWindow {
  const { sessions, window, now } = options
  const open = new Map<string, SessionToken>()
  const endHearers = new Set<readonly [PersonId, (wipe: boolean) => void]>()
  const changeHearers = new Set<readonly [PersonId, (person: Person) => void]>()

  function keep(sessionId: string, access: AccessToken): void {
    window.setItem(ACCESS + sessionId, JSON.stringify(access))
  }
  function keptAccess(sessionId: string): AccessToken | null {
    try {
      const kept = parseAccess(JSON.parse(window.getItem(ACCESS + sessionId) ?? 'null'))
      return kept !== null && kept.endsAt > now() ? kept : null
    } catch {
      return null
    }
  }
  function personIs(person: Person): void {
    const known = sessions.known().find((session) => session.person.id === person.id)?.person
    if (known === undefined || JSON.stringify(known) === JSON.stringify(person)) return
    sessions.personChanged(person)
    for (const [personId, changed] of changeHearers) if (personId === person.id) changed(person)
  }
  function keeperOf(sessionId: string, personId: PersonId): SessionToken {
    const known = open.get(sessionId)
    if (known !== undefined) return known
    const keeper = openSessionToken({
      ...options,
      sessionId,
      first: keptAccess(sessionId),
      setTimer: (run, ms) => setTimeout(run, ms),
      clearTimer: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
      renewed: (access, person) => {
        keep(sessionId, access)
        personIs(person)
      },
      ended: (reason) => {
        open.delete(sessionId)
        window.removeItem(ACCESS + sessionId)
        sessions.ended(personId, reason)
        for (const [id, ended] of endHearers) if (id === personId) ended(reason === 'revoked')
      },
    })
    open.set(sessionId, keeper)
    return keeper
  }
  const hears = <Hearer>(hearers: Set<Hearer>, hearer: Hearer) => {
    hearers.add(hearer)
    return () => void hearers.delete(hearer)
  }

  return {
    tokenOf({ person, token }) {
      const sessionId = sessionIdOf(token)
      if (sessionId !== null) return keeperOf(sessionId, person.id)
      return { token: async () => token, refused: () => false }
    },
    accessOf: ({ token }) => {
      const sessionId = sessionIdOf(token)
      return sessionId === null ? null : keptAccess(sessionId)
    },
    askOnce: askingOnce(options, personIs, (sessionId) => open.has(sessionId)),
    granted(grant) {
      const { sessionId, person } = grant
      keep(sessionId, accessOf(grant, now()))
      sessions.signedIn(sessionId, person)
      keeperOf(sessionId, person.id).take(grant)
      return person
    },
    onEnded: (personId, ended) => hears(endHearers, [personId, ended] as const),
    onChanged: (personId, changed) => hears(changeHearers, [personId, changed] as const),
  }
}

function askingOnce(
  options: SessionWindowOptions,
  personIs: (person: Person) => void,
  isOpen: (sessionId: string) => boolean,
): SessionWindow['askOnce'] {
  const asked = new Set<string>()
  return ({ person, token }, revoked) => {
    const sessionId = sessionIdOf(token)
    if (sessionId === null || isOpen(sessionId) || asked.has(sessionId)) return
    asked.add(sessionId)
    const keeper = openSessionToken({
      ...options,
      sessionId,
      first: null,
      // Asked once: who goes on as this person renews it from then on.
      setTimer: () => null,
      clearTimer: () => undefined,
      renewed: (_access, known) => personIs(known),
      ended: (reason) => {
        options.sessions.ended(person.id, reason)
        if (reason === 'revoked') revoked()
      },
    })
    const answered = keeper.token().catch((fault: unknown) => {
      if (!(fault instanceof NoToken && fault.why === 'OVER')) asked.delete(sessionId)
    })
    void answered.finally(() => keeper.close())
  }
}
