// Tokens that open something for minutes, made from what the vault keeps: for the replicas' processes and for files. One
// renewal at a time for each session, since each uses up the secret that it shows. What the server gave is kept before
// it is used; when its answer was lost, the same secret is shown once more at once, which it allows for moments.

import type { Person } from '../domain/people.ts'
import type { SessionEnd } from '../protocol/desktop.ts'
import type { Granted, Renewed, ServerAuth } from './server-auth.ts'
import type { KeptSession, SessionVault } from './session-vault.ts'

/** A token with how long it lives from now on, ms; or why there is none: `OVER`, sign in again. */
export type AccessAnswer =
  | { readonly ok: true; readonly token: string; readonly lifeMs: number }
  | { readonly ok: false; readonly why: 'OVER' | 'LATER' }

export interface AccessTokens {
  /** `refused`: a token that the server would not take; another one is answered, or none. */
  access(profileId: string, personId: string, refused?: string | null): Promise<AccessAnswer>
  /** Keeps what a sign-in or a step-up was granted. Resolves when it is kept. */
  grant(profileId: string, granted: Granted): Promise<void>
}

export interface AccessTokensParts {
  readonly vault: SessionVault
  readonly auth: Pick<ServerAuth, 'refresh'>
  readonly originOf: (profileId: string) => string | null
  /** The server has ended this session; the vault still has it. */
  readonly ended: (session: KeptSession, reason: SessionEnd) => Promise<void>
  /** The server knows the person otherwise than before: another role, another name. */
  readonly changed: (profileId: string, person: Person) => void
  /** A clock that only goes forward, ms. */
  readonly now?: () => number
}

/** A token is given out only while it has at least this long to live. */
const SPARE_MS = 30_000
const OVER: AccessAnswer = { ok: false, why: 'OVER' }
const LATER: AccessAnswer = { ok: false, why: 'LATER' }

export function openAccessTokens(parts: AccessTokensParts): AccessTokens {
  const { vault, auth, originOf, ended, changed, now = () => performance.now() } = parts
  const held = new Map<string, { readonly token: string; readonly endsAt: number }>()
  const renewing = new Map<string, Promise<AccessAnswer>>()

  async function grant(profileId: string, granted: Granted): Promise<void> {
    const { sessionId, person, accessToken, lifeMs } = granted
    const before = vault.find(profileId, person.id)
    const isOwn = before?.sessionId === sessionId
    const refreshToken = granted.refreshToken ?? (isOwn ? before.refreshToken : null)
    // A step-up of a session that was ended here meanwhile.
    if (refreshToken === null) return
    held.set(keyOf(profileId, person.id), { token: accessToken, endsAt: now() + lifeMs })
    await vault.keep({ profileId, person, sessionId, refreshToken })
    const isAnother = before !== null && JSON.stringify(before.person) !== JSON.stringify(person)
    if (isAnother) changed(profileId, person)
  }

  async function renew(session: KeptSession): Promise<AccessAnswer> {
    const { profileId, person, sessionId, refreshToken } = session
    const origin = originOf(profileId)
    if (origin === null) return OVER
    const ask = (): Promise<Renewed> => auth.refresh(origin, sessionId, refreshToken)
    let answer = await ask()
    if (answer.outcome === 'UNREACHABLE') answer = await ask()
    // Signed out, or in anew, while the server was asked: what it said is about a session that is no more.
    const current = vault.find(profileId, person.id)
    if (current?.sessionId !== sessionId) return current === null ? OVER : LATER
    if (answer.outcome === 'UNREACHABLE') return LATER
    if (answer.outcome === 'ENDED') {
      held.delete(keyOf(profileId, person.id))
      await ended(session, answer.reason)
      return OVER
    }
    await grant(profileId, answer.granted)
    return { ok: true, token: answer.granted.accessToken, lifeMs: answer.granted.lifeMs }
  }

  return {
    grant,
    async access(profileId, personId, refused = null) {
      const key = keyOf(profileId, personId)
      const session = vault.find(profileId, personId)
      if (session === null) {
        held.delete(key)
        return OVER
      }
      const known = held.get(key)
      const lifeMs = known === undefined ? 0 : known.endsAt - now()
      if (known !== undefined && known.token !== refused && lifeMs > SPARE_MS)
        return { ok: true, token: known.token, lifeMs }
      const turn = renewing.get(key) ?? renew(session).finally(() => renewing.delete(key))
      renewing.set(key, turn)
      return turn
    },
  }
}

const keyOf = (profileId: string, personId: string): string => `${profileId}/${personId}`
