// [I22] The short tokens of a browser's session: renewed in time, by one window at a time, shared by all, and gone at once
// when the server ends the session. A server that does not answer ends nothing.

import { afterEach, expect, it } from 'vitest'
import type { SessionEnd } from '../../../protocol/desktop.ts'
import type { AskServer, Reply } from '../../../renderer/platform/session-answers.ts'
import {
  type AccessToken,
  NoToken,
  openSessionToken,
  type SessionToken,
} from '../../../renderer/platform/session-token.ts'
import type { TabChannel, TabLocks } from '../../../renderer/platform/tab-leadership.ts'
import { openVirtualClock } from '../../support/virtual-clock.ts'
import { RANI } from '../account/scripted-door.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 10, 23)

/** One browser: a lock, a channel, and a server whose answers the test gives. */
function browser() {
  const clock = openVirtualClock(START)
  const channels = new Set<TabChannel>()
  const server = { count: 0, present: true, ended: null as SessionEnd | null, role: 'SIGNATORY', skew: 0 }
  /** Something between here and the server refuses by itself. */
  const way = { isBarred: false }
  const woken = { count: 0 }
  let turn: Promise<unknown> = Promise.resolve()
  const locks: TabLocks = {
    request: (_name, _options, holding) => {
      const mine = turn.then(holding)
      turn = mine.catch(() => undefined)
      return mine
    },
  }
  const openChannel = (): TabChannel => {
    const channel: TabChannel = {
      onmessage: null,
      postMessage(value) {
        const data: unknown = structuredClone(value)
        for (const other of channels) if (other !== channel) other.onmessage?.({ data } as MessageEvent)
      },
      close: () => void channels.delete(channel),
    }
    channels.add(channel)
    return channel
  }
  const ask: AskServer = async (path): Promise<Reply | null> => {
    expect(path).toBe('/auth/refresh')
    server.count += 1
    if (!server.present) return null
    const serverTime = clock.now() + server.skew
    if (way.isBarred) return { status: 401, body: { error: 'log in to the proxy' }, serverTime }
    if (server.ended !== null)
      return {
        status: 401,
        body: { errors: [{ extensions: { code: 'SESSION_ENDED', reason: server.ended } }] },
        serverTime,
      }
    const session = {
      id: 's1',
      accessToken: `token ${server.count}`,
      accessExpiresAt: new Date(serverTime + 15 * MINUTE).toISOString(),
    }
    return { status: 200, body: { session, person: { ...RANI, role: server.role } }, serverTime }
  }
  const ends: string[] = []
  const roles: string[] = []
  const kept: AccessToken[] = []
  const window = (first: AccessToken | null = null): SessionToken => {
    const keeper = openSessionToken({
      sessionId: 's1',
      first,
      ask,
      locks,
      openChannel,
      now: clock.now,
      setTimer: (run, ms) =>
        clock.timers.set(() => {
          woken.count += 1
          run()
        }, ms),
      clearTimer: (timer) => clock.timers.clear(timer),
      renewed: (access, person) => {
        kept.push(access)
        roles.push(person.role)
      },
      ended: (reason) => void ends.push(reason),
    })
    open.push(keeper)
    return keeper
  }
  return { clock, server, way, woken, window, ends, roles, kept }
}

const open: SessionToken[] = []
afterEach(() => {
  for (const keeper of open.splice(0)) keeper.close()
})

const failureOf = (asked: Promise<string>): Promise<string> =>
  asked.then(
    () => 'a token',
    (error: unknown) => (error instanceof NoToken ? error.why : 'a bug'),
  )

it('several windows that need a token at once ask the server once, and all have it', async () => {
  const { window, server } = browser()
  const windows = [window(), window(), window()]
  expect(await Promise.all(windows.map((one) => one.token()))).toEqual(['token 1', 'token 1', 'token 1'])
  expect(server.count).toBe(1)
})

it('a token is renewed at two thirds of its life, before anybody needs it', async () => {
  const { window, server, clock } = browser()
  const one = window()
  await one.token()
  await clock.advance(10 * MINUTE + 1_000)
  expect([server.count, await one.token()]).toEqual([2, 'token 2'])
})

it("lives by the server's clock, however wrong this computer's is", async () => {
  const { window, server, kept, clock } = browser()
  server.skew = -3 * 60 * MINUTE
  await window().token()
  expect(kept[0]?.endsAt).toBe(clock.now() + 15 * MINUTE)
})

it('one that the server refused is replaced, and not given out again', async () => {
  const { window } = browser()
  const one = window()
  const first = await one.token()
  expect(one.refused(first)).toBe(true)
  expect(await one.token()).toBe('token 2')
})

it('a token of before a reload is used on', async () => {
  const { window, server } = browser()
  const one = window({ token: 'kept', renewAt: START + MINUTE, endsAt: START + 2 * MINUTE })
  expect([await one.token(), server.count]).toEqual(['kept', 0])
})

it.each(['expired', 'revoked', 'reused'] as const)(
  'every window hears that the session is %s',
  async (reason) => {
    const { window, server, ends } = browser()
    const [one, two] = [window(), window()]
    const token = await one.token()
    server.ended = reason
    one.refused(token)
    expect(await failureOf(one.token())).toBe('OVER')
    expect(ends).toEqual([reason, reason])
    expect([await failureOf(two.token()), two.refused(token)]).toEqual(['OVER', false])
  },
)

it('a server that does not answer ends nothing, and is asked again by itself', async () => {
  const { window, server, ends, clock } = browser()
  const one = window()
  await one.token()
  server.present = false
  await clock.advance(16 * MINUTE)
  expect(await failureOf(one.token())).toBe('NO_ANSWER')
  server.present = true
  await clock.advance(MINUTE)
  expect([ends, await failureOf(one.token())]).toEqual([[], 'a token'])
})

it('a refusal by a proxy on the way ends nothing', async () => {
  const { window, way, ends } = browser()
  const one = window()
  one.refused(await one.token())
  way.isBarred = true
  expect([await failureOf(one.token()), ends]).toEqual(['NO_ANSWER', []])
})

it('wakes no more once the session is over, or its window gone', async () => {
  const over = browser()
  await over.window().token()
  over.server.ended = 'expired'
  await over.clock.advance(MINUTE * 60)
  const gone = browser()
  const one = gone.window()
  await one.token()
  gone.server.present = false
  const asked = gone.clock.advance(10 * MINUTE)
  one.close()
  await asked
  await gone.clock.advance(MINUTE * 60)
  expect([over.ends, over.woken.count, gone.woken.count]).toEqual([['expired'], 1, 0])
})

it('tells who the person is by now, so that the interface follows another role', async () => {
  const { window, server, roles } = browser()
  const one = window()
  const token = await one.token()
  server.role = 'CONTACT'
  one.refused(token)
  await one.token()
  expect(roles).toEqual(['SIGNATORY', 'CONTACT'])
})

it('a sign-in inside of the session gives every window its fresh token', async () => {
  const { window, server } = browser()
  const [one, two] = [window(), window()]
  await one.token()
  one.take({ sessionId: 's1', accessToken: 'fresh', lifeMs: 15 * MINUTE, person: RANI })
  expect([await one.token(), await two.token(), server.count]).toEqual(['fresh', 'fresh', 1])
})
