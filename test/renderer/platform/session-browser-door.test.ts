// What a page asks of its server when somebody signs in: what it keeps of a sign-in that was begun, that the proof of who
// began goes with every end of it, and what each answer is told as.

import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Grant, Reply } from '../../../renderer/platform/session-answers.ts'
import { openBrowserDoor } from '../../../renderer/platform/session-browser-door.ts'
import type { PageSignIn, SignInDoor } from '../../../renderer/platform/session-door.ts'
import { memoryKeeper } from '../../../renderer/platform/session.ts'
import { RANI } from '../account/scripted-door.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 10, 23)

interface Asked {
  readonly path: string
  readonly body: Record<string, unknown>
  readonly authorization: string | null
}

let asked: Asked[]
let reply: Reply | null
let gone: string[]
let granted: Grant[]
let now: number
let browser = memoryKeeper()
let window = memoryKeeper()

beforeEach(() => {
  asked = []
  gone = []
  granted = []
  now = START
  browser = memoryKeeper()
  window = memoryKeeper()
  reply = SESSION
})

const answer = (status: number, body: unknown = {}): Reply => ({ status, body, serverTime: START })
const SESSION = answer(200, {
  session: { id: 's1', accessToken: 'access', accessExpiresAt: new Date(START + 15 * MINUTE).toISOString() },
  person: RANI,
})

/** A page of the browser; `stepUp`: inside of a session of Rani. */
function page(stepUp = false, own = window): SignInDoor & { readonly page: PageSignIn } {
  const door = openBrowserDoor({
    ask: async (path, init) => {
      const headers = new Headers(init?.headers)
      const body = typeof init?.body === 'string' ? (JSON.parse(init.body) as Record<string, unknown>) : {}
      asked.push({ path, body, authorization: headers.get('authorization') })
      return reply
    },
    browser,
    window: own,
    deviceName: 'Firefox, Windows',
    now: () => now,
    granted: (grant) => {
      granted.push(grant)
      return grant.person
    },
    stepUp: stepUp ? { person: RANI, token: async () => 'old' } : null,
    go: (address) => void gone.push(address),
    here: () => '#/rooms/1/sign-off',
  })
  if (door.page === null) throw new Error('a page of the server has all ways')
  return { ...door, page: door.page }
}

async function begin(): Promise<void> {
  reply = answer(200, { attempt: 'attempt' })
  expect(await page().emailStart(' rani@pay.example ')).toBe('SENT')
  reply = SESSION
}

describe('by mail', () => {
  it('code and link both go with the attempt that this browser keeps, also from another window', async () => {
    await begin()
    expect(page(false, memoryKeeper()).openAttempt()?.email).toBe('rani@pay.example')
    await page(false, memoryKeeper()).page.linkFinish('secret')
    expect(asked.at(-1)).toEqual({
      path: '/auth/email/finish',
      body: { attempt: 'attempt', link: 'secret', keep: 'COOKIE', deviceName: 'Firefox, Windows' },
      authorization: null,
    })
    expect(granted).toEqual([{ sessionId: 's1', accessToken: 'access', lifeMs: 15 * MINUTE, person: RANI }])
    expect(page().openAttempt()).toBeNull()
  })

  it('asks the server nothing where nothing was begun', async () => {
    expect(await page().page.linkFinish('secret')).toEqual({ outcome: 'ELSEWHERE' })
    expect(await page().emailFinish('123456')).toEqual({ outcome: 'REFUSED' })
    expect(asked).toEqual([])
  })

  it('keeps what was begun through a wrong code and a silent server, for ten minutes', async () => {
    await begin()
    reply = answer(401)
    expect(await page().emailFinish('000000')).toEqual({ outcome: 'REFUSED' })
    reply = null
    expect(await page().emailFinish('000000')).toEqual({ outcome: 'UNREACHABLE' })
    expect(page().openAttempt()).not.toBeNull()
    now += 10 * MINUTE
    expect(page().openAttempt()).toBeNull()
  })

  it.each([
    [answer(429), 'TOO_MANY'],
    [answer(422), 'REFUSED'],
    [answer(503), 'UNREACHABLE'],
    [answer(200, '<html>'), 'REFUSED'],
    [null, 'UNREACHABLE'],
  ])('an answer of %j is told as %s', async (given, told) => {
    reply = given
    expect(await page().emailStart('rani@pay.example')).toBe(told)
  })
})

describe('by a provider', () => {
  it('leaves with the challenge of a secret that stays in this window, and comes back with the secret', async () => {
    await page().page.goToProvider('pay', 'invited')
    const query = new URL(gone[0] ?? '', 'https://x.example').searchParams
    expect([query.get('provider'), query.get('return'), query.get('invitation'), query.get('fresh')]).toEqual(
      ['pay', 'web', 'invited', null],
    )
    const finished = await page().page.handoverFinish('handover')
    const verifier = String(asked.at(-1)?.body['verifier'])
    expect(createHash('sha256').update(verifier).digest('base64url')).toBe(query.get('challenge'))
    expect(finished).toEqual({ end: { outcome: 'SIGNED_IN', person: RANI }, back: '#/rooms/1/sign-off' })
  })

  it('takes nothing over in a window that began nothing, and nothing twice', async () => {
    expect((await page().page.handoverFinish('planted')).end).toEqual({ outcome: 'REFUSED' })
    await page().page.goToProvider('pay')
    await page().page.handoverFinish('handover')
    expect((await page().page.handoverFinish('handover')).end).toEqual({ outcome: 'REFUSED' })
    expect(asked).toHaveLength(1)
  })

  it('knows the ways of an address, and leaves out what it does not understand', async () => {
    reply = answer(200, {
      ways: [{ kind: 'EMAIL' }, { kind: 'SSO', id: 'p', name: 'Pay' }, { kind: 'NEW' }, 1],
    })
    expect(await page().page.ways('rani@pay.example')).toEqual([
      { kind: 'EMAIL' },
      { kind: 'SSO', id: 'p', name: 'Pay' },
    ])
    reply = null
    expect(await page().page.ways('rani@pay.example')).toBeNull()
  })
})

it('staff are told to take their invitation along; customers are in by it', async () => {
  reply = answer(409, { errors: [{ extensions: { code: 'USE_PROVIDER' } }] })
  expect(await page().page.acceptInvitation('token')).toEqual({ outcome: 'USE_PROVIDER' })
  reply = SESSION
  expect(await page().page.acceptInvitation('token')).toEqual({ outcome: 'SIGNED_IN', person: RANI })
})

it('a step-up shows the present session, and means its own person whatever is typed', async () => {
  reply = answer(200, { attempt: 'attempt' })
  await page(true).emailStart('somebody@else.example')
  expect(asked.at(-1)?.body['email']).toBe('rani@pay.example')
  // Nobody who signs in beside it goes on with that mail.
  expect([page().openAttempt(), page(true).openAttempt()?.email]).toEqual([null, 'rani@pay.example'])
  reply = SESSION
  await page(true).emailFinish('123456')
  expect(asked.at(-1)?.authorization).toBe('Bearer old')
  await page(true).page.goToProvider('pay')
  expect(new URL(gone[0] ?? '', 'https://x.example').searchParams.get('fresh')).toBe('1')
})
