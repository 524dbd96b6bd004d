// The access token of a browser's session: short, kept in memory and in the window's own storage, and renewed with the
// refresh token that only the server's cookie holds. Windows and workers of one person each have one of these; they
// renew one at a time (a lock of the browser) and share what came of it (a channel between them).
//
//   token() ── good ─────────────────────────────▶ the token
//      └────── near its end, or refused ── lock ─▶ POST /auth/refresh ─▶ shared with everybody else
//                                                        └─ over ─▶ everybody hears why
//
// Nothing is decided by a clock of this computer: lives are measured from the moment at which a token came.

import type { Person } from '../../domain/people.ts'
import type { SessionEnd } from '../../protocol/desktop.ts'
import { fieldsOf } from '../../protocol/fields.ts'
import { parsePerson } from '../../protocol/person.ts'
import { isSessionEnd } from '../../protocol/session-end.ts'
import { type AskServer, endOf, type Grant, grantOf, posted } from './session-answers.ts'
import type { TabChannel, TabLocks } from './tab-leadership.ts'

/** A token as a window keeps it over a reload; times are of this computer's clock, ms since 1970. */
export interface AccessToken {
  readonly token: string
  readonly renewAt: number
  readonly endsAt: number
}

/** `OVER`: sign in again. `NO_ANSWER`: the session stands; the server cannot be asked now. */
export class NoToken extends Error {
  readonly why: 'OVER' | 'NO_ANSWER'
  constructor(why: 'OVER' | 'NO_ANSWER') {
    super(why === 'OVER' ? 'the session is over' : 'no answer to a renewal')
    this.name = 'NoToken'
    this.why = why
  }
}

export interface SessionTokenOptions {
  readonly sessionId: string
  /** What is known at the beginning, or null: then the first question renews. */
  readonly first: AccessToken | null
  readonly ask: AskServer
  /** Null where the browser has none: then nothing is shared, and a lost race is repaired by the server's grace. */
  readonly locks: TabLocks | null
  readonly openChannel: ((name: string) => TabChannel) | null
  readonly now: () => number
  readonly setTimer: (run: () => void, ms: number) => unknown
  readonly clearTimer: (timer: unknown) => void
  /** A new token, of this one's making or another's; `person` as the server knows them now. */
  readonly renewed: (access: AccessToken, person: Person) => void
  readonly ended: (reason: SessionEnd) => void
}

export interface SessionToken {
  /** Rejects with `NoToken`. */
  token(): Promise<string>
  /** The server refused this one. True where asking again gives another. */
  refused(token: string): boolean
  /** A sign-in in this window gave a new token to the same session. */
  take(grant: Grant): void
  close(): void
}

type Shared =
  | { readonly type: 'renewed'; readonly access: AccessToken; readonly person: Person }
  | { readonly type: 'ended'; readonly reason: SessionEnd }

/** A token is given out only while it has at least this long to live. */
const SPARE_MS = 5_000
const RENEW_AT_SHARE = 2 / 3
/** After a renewal that nobody answered, the next one by itself. */
const AGAIN_MS = 30_000

export const accessOf = ({ accessToken, lifeMs }: Grant, now: number): AccessToken => ({
  token: accessToken,
  renewAt: now + lifeMs * RENEW_AT_SHARE,
  endsAt: now + lifeMs,
})

export function openSessionToken(options: SessionTokenOptions): SessionToken {
  const { sessionId, now } = options
  const channel = options.openChannel?.(`accord-session-${sessionId}`) ?? null
  let access = options.first
  let [isOver, isClosed] = [false, false]
  let renewing: Promise<void> | null = null
  let timer: unknown = null
  /** The last one that was: those before it are not in use any more. */
  let refusedToken: string | null = null

  const isGood = (): boolean =>
    access !== null && now() < access.endsAt - SPARE_MS && access.token !== refusedToken

  function wakeAt(at: number): void {
    options.clearTimer(timer)
    if (isOver || isClosed) return
    timer = options.setTimer(
      () => void renew().catch(() => wakeAt(now() + AGAIN_MS)),
      Math.max(0, at - now()),
    )
  }
  function hold(next: AccessToken, person: Person): void {
    access = next
    wakeAt(next.renewAt)
    options.renewed(next, person)
  }
  function end(reason: SessionEnd): void {
    if (isOver) return
    isOver = true
    options.clearTimer(timer)
    options.ended(reason)
  }
  const share = (message: Shared): void => channel?.postMessage(message)

  async function ask(): Promise<void> {
    const asked = await renewal(options)
    if (asked.type === 'none') throw new NoToken('NO_ANSWER')
    if (asked.type === 'renewed') hold(asked.access, asked.person)
    else end(asked.reason)
    share(asked)
    if (asked.type === 'ended') throw new NoToken('OVER')
  }

  /** One at a time in the whole browser; whoever waited for the lock takes what the one before has got. */
  function renew(): Promise<void> {
    const before = access
    const once = async (): Promise<void> => {
      if (isOver) throw new NoToken('OVER')
      if (access === before || !isGood()) await ask()
    }
    renewing ??= inTurn(options.locks, `accord-refresh-${sessionId}`, once).finally(() => {
      renewing = null
    })
    return renewing
  }

  if (channel !== null) {
    channel.onmessage = ({ data }) => {
      const heard = parseShared(data)
      if (heard?.type === 'renewed') hold(heard.access, heard.person)
      if (heard?.type === 'ended') end(heard.reason)
    }
  }
  if (access !== null) wakeAt(access.renewAt)

  return {
    async token() {
      if (isOver) throw new NoToken('OVER')
      if (!isGood()) await renew()
      if (access === null || isOver) throw new NoToken('OVER')
      return access.token
    },
    refused(token) {
      if (token === access?.token) refusedToken = token
      return !isOver
    },
    take(grant) {
      const next = accessOf(grant, now())
      hold(next, grant.person)
      share({ type: 'renewed', access: next, person: grant.person })
    },
    close() {
      isClosed = true
      options.clearTimer(timer)
      channel?.close()
    },
  }
}

/** Asks the server for the next token. */
async function renewal({
  ask,
  sessionId,
  now,
}: SessionTokenOptions): Promise<Shared | { readonly type: 'none' }> {
  const reply = await ask('/auth/refresh', posted({ sessionId }))
  const reason = reply === null ? null : endOf(reply)
  if (reason !== null) return { type: 'ended', reason }
  const grant = reply?.status === 200 ? grantOf(reply, now()) : null
  if (grant === null) return { type: 'none' }
  return { type: 'renewed', access: accessOf(grant, now()), person: grant.person }
}

/** Runs it under a lock of the browser, where there are any; its failure is passed on. */
async function inTurn(locks: TabLocks | null, name: string, run: () => Promise<void>): Promise<void> {
  if (locks === null) return run()
  await locks.request(name, {}, run)
}

/** The token that `value` is, or null. */
export function parseAccess(value: unknown): AccessToken | null {
  const { token, renewAt, endsAt } = fieldsOf(value)
  const isWhole = typeof token === 'string' && typeof renewAt === 'number' && typeof endsAt === 'number'
  return isWhole ? { token, renewAt, endsAt } : null
}

/** Only our own windows of this origin can speak on the channel; an older build may still say something else. */
function parseShared(value: unknown): Shared | null {
  const { type, access, person, reason } = fieldsOf(value)
  if (type === 'ended' && isSessionEnd(reason)) return { type, reason }
  const shared = parseAccess(access)
  const known = parsePerson(person)
  return type === 'renewed' && shared !== null && known !== null
    ? { type, access: shared, person: known }
    : null
}
