// [I22] How a session renews itself in the main process: once at a time, kept before it is used, tried again when the
// answer was lost, and ended as the server says.

import { expect, it, vi } from 'vitest'
import { type AccessTokens, openAccessTokens } from '../../electron/access-tokens.ts'
import type { Granted, Renewed } from '../../electron/server-auth.ts'
import { type KeptSession, openSessionVault, type SessionVault } from '../../electron/session-vault.ts'
import { PEOPLE } from '../../server/demo/cast.ts'

const [MAEVE] = PEOPLE as unknown as readonly [(typeof PEOPLE)[number]]
const HERE = '0f2b8a377ffaf028'
const MINUTE = 60_000

interface Rig extends AccessTokens {
  readonly vault: SessionVault
  /** What the server was shown, in order. */
  readonly shown: string[]
  readonly ended: ReturnType<typeof vi.fn>
  readonly changed: ReturnType<typeof vi.fn>
  pass(ms: number): void
  answers(answer: (count: number) => Renewed | Promise<Renewed>): void
}

const granted = (count: number, more: Partial<Granted> = {}): Granted => ({
  sessionId: 's1',
  accessToken: `access-${count}`,
  lifeMs: 15 * MINUTE,
  refreshToken: `refresh-${count}`,
  person: MAEVE,
  ...more,
})

async function rig(): Promise<Rig> {
  const vault = await openSessionVault('/nowhere', null)
  let clock = 0
  let answer: (count: number) => Renewed | Promise<Renewed> = (count) => ({
    outcome: 'GRANTED',
    granted: granted(count),
  })
  const shown: string[] = []
  const ended = vi.fn(async (session: KeptSession) => vault.forget(session.profileId, session.person.id))
  const changed = vi.fn()
  const tokens = openAccessTokens({
    vault,
    auth: {
      async refresh(_origin, _sessionId, refreshToken) {
        shown.push(refreshToken)
        return answer(shown.length)
      },
    },
    originOf: () => 'https://rooms.example',
    ended,
    changed,
    now: () => clock,
  })
  await tokens.grant(HERE, granted(0))
  return {
    ...tokens,
    vault,
    shown,
    ended,
    changed,
    pass(ms) {
      clock += ms
    },
    answers(next) {
      answer = next
    },
  }
}
const tokenOf = async (main: Rig, refused: string | null = null): Promise<string> => {
  const answer = await main.access(HERE, MAEVE.id, refused)
  return answer.ok ? answer.token : answer.why
}

it('gives the token out while it is good, and renews it before it ends or when it was refused', async () => {
  const main = await rig()
  expect([await tokenOf(main), main.shown]).toEqual(['access-0', []])
  main.pass(14 * MINUTE + 31_000)
  expect([await tokenOf(main), main.shown]).toEqual(['access-1', ['refresh-0']])
  expect(await tokenOf(main, 'access-1')).toBe('access-2')
  expect(main.vault.find(HERE, MAEVE.id)?.refreshToken).toBe('refresh-2')
})

it('renews once for everybody who asks at the same time', async () => {
  const main = await rig()
  main.pass(20 * MINUTE)
  expect(await Promise.all([tokenOf(main), tokenOf(main), tokenOf(main)])).toEqual([
    'access-1',
    'access-1',
    'access-1',
  ])
  expect(main.shown).toEqual(['refresh-0'])
})

it('tries a lost answer again with the same secret, and without any says "later" and keeps the session', async () => {
  const main = await rig()
  main.pass(20 * MINUTE)
  main.answers((count) =>
    count === 1 ? { outcome: 'UNREACHABLE' } : { outcome: 'GRANTED', granted: granted(1) },
  )
  expect([await tokenOf(main), main.shown]).toEqual(['access-1', ['refresh-0', 'refresh-0']])
  main.pass(20 * MINUTE)
  main.answers(() => ({ outcome: 'UNREACHABLE' }))
  expect(await tokenOf(main)).toBe('LATER')
  expect(main.vault.find(HERE, MAEVE.id)?.refreshToken).toBe('refresh-1')
  expect(main.ended).not.toHaveBeenCalled()
})

it.each(['expired', 'revoked', 'reused'] as const)(
  'a session that is %s is over, and is said to be once',
  async (reason) => {
    const main = await rig()
    main.pass(20 * MINUTE)
    main.answers(() => ({ outcome: 'ENDED', reason }))
    expect(await Promise.all([tokenOf(main), tokenOf(main)])).toEqual(['OVER', 'OVER'])
    expect(main.ended.mock.calls.map(([{ sessionId }, why]) => [sessionId, why])).toEqual([['s1', reason]])
    expect([await tokenOf(main), main.shown]).toEqual(['OVER', ['refresh-0']])
  },
)

it('what is answered about a session that was signed out meanwhile brings nothing back', async () => {
  const main = await rig()
  main.pass(20 * MINUTE)
  main.answers(async () => {
    await main.vault.forget(HERE, MAEVE.id)
    return { outcome: 'GRANTED', granted: granted(1) }
  })
  expect(await tokenOf(main)).toBe('OVER')
  expect(main.vault.find(HERE, MAEVE.id)).toBeNull()
})

it('a new sign-in while the old session is renewed is not ended by what the server says of the old one', async () => {
  const main = await rig()
  main.pass(20 * MINUTE)
  main.answers(async () => {
    await main.grant(HERE, granted(7, { sessionId: 's2' }))
    return { outcome: 'ENDED', reason: 'revoked' }
  })
  expect(await tokenOf(main)).toBe('LATER')
  expect([await tokenOf(main), main.ended.mock.calls]).toEqual(['access-7', []])
})

it('a step-up keeps the secret of its own session, and of no other', async () => {
  const main = await rig()
  await main.grant(HERE, granted(5, { refreshToken: null }))
  expect([await tokenOf(main), main.vault.find(HERE, MAEVE.id)?.refreshToken]).toEqual([
    'access-5',
    'refresh-0',
  ])
  await main.grant(HERE, granted(6, { refreshToken: null, sessionId: 'of-before' }))
  expect(await tokenOf(main)).toBe('access-5')
})

it('a person whom the server knows otherwise now is told of', async () => {
  const main = await rig()
  main.pass(20 * MINUTE)
  const person = { ...MAEVE, role: 'SUPERVISOR' as const }
  main.answers((count) => ({ outcome: 'GRANTED', granted: granted(count, { person }) }))
  await tokenOf(main)
  await tokenOf(main, 'access-1')
  expect(main.changed.mock.calls).toEqual([[HERE, person]])
})
