// Sessions over a real server: what renews them, what ends them, and that an end is felt at once on open sockets (I22).

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY, MINUTE, SECOND } from '../../../domain/time.ts'
import { newToken } from '../../../server/auth/tokens.ts'
import type { SessionGrant } from '../../../server/auth/session-tokens.ts'
import { follow } from '../support/feed-reader.ts'
import { RANI, type SignInRig, startSignInRig } from './sign-in-rig.ts'

let rig: SignInRig

beforeAll(async () => {
  rig = await startSignInRig()
})
afterAll(() => rig.stop())
beforeEach(() => rig.advance(MINUTE))

const open = async (): Promise<SessionGrant> => {
  const way = { method: 'EMAIL', deviceName: 'Laptop' } as const
  return (await rig.desk.sessions.open(await rig.person(RANI.id), way)).session
}
const refresh = (sessionId: string, refreshToken: string | null, headers?: Record<string, string>) =>
  rig.post('/auth/refresh', { sessionId, ...(refreshToken === null ? {} : { refreshToken }) }, headers)
const statusOf = async (accessToken: string) => (await rig.server.ask(accessToken, '{ me { id } }')).status
const told = (text: string): unknown =>
  (JSON.parse(text) as { errors: readonly { extensions: unknown }[] }).errors[0]?.extensions
const ended = (reason: string) => ({ code: 'SESSION_ENDED', reason })

/** A socket of the session that follows the feed. */
async function following(token: string) {
  const socket = await rig.server.socket({ token })
  await follow(socket, 'f').toHead()
  return socket
}

describe('an access token', () => {
  it('opens for fifteen minutes, and a refresh token gives the next one', async () => {
    const first = await open()
    rig.advance(15 * MINUTE - 1)
    expect(await statusOf(first.accessToken)).toBe(200)
    rig.advance(1)
    expect(await statusOf(first.accessToken)).toBe(401)
    const { session } = (await refresh(first.id, first.refreshToken)).opened
    expect(session.id).toBe(first.id)
    expect(await statusOf(session.accessToken)).toBe(200)
  })

  it('of another window goes on until its own end when one window renews', async () => {
    const first = await open()
    const next = (await refresh(first.id, first.refreshToken)).opened.session
    expect([await statusOf(first.accessToken), await statusOf(next.accessToken)]).toEqual([200, 200])
  })

  it('[I22] that runs out closes its socket as expired, though nothing is sent over it', async () => {
    const { accessToken } = await open()
    const socket = await rig.server.socket({ token: accessToken })
    const streaming = await following(accessToken)
    rig.advance(15 * MINUTE)
    expect(await socket.closed).toEqual({ code: 4403, reason: 'expired' })
    expect(await streaming.closed).toEqual({ code: 4403, reason: 'expired' })
  })
})

describe('a refresh token', () => {
  it('gets the same pair again within 30 s: the first answer may have been lost', async () => {
    const first = await open()
    const one = await refresh(first.id, first.refreshToken)
    rig.advance(30 * SECOND)
    const again = await refresh(first.id, first.refreshToken)
    expect(again.status).toBe(200)
    expect(again.opened).toEqual(one.opened)
    expect(await statusOf(again.opened.session.accessToken)).toBe(200)
    expect((await refresh(first.id, again.opened.session.refreshToken)).status).toBe(200)
  })

  it('gives one pair to two windows that ask at the same time', async () => {
    const first = await open()
    const answers = await Promise.all([1, 2, 3].map(() => refresh(first.id, first.refreshToken)))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    expect(answers[0]?.status).toBe(200)
  })

  it('used again later ends the whole session, with its sockets, and is in the audit log', async () => {
    const first = await open()
    const next = (await refresh(first.id, first.refreshToken)).opened.session
    const socket = await following(next.accessToken)
    rig.advance(30 * SECOND + 1)
    const stolen = await refresh(first.id, first.refreshToken)
    expect([stolen.status, told(stolen.text)]).toEqual([401, ended('reused')])
    expect(await socket.closed).toMatchObject({ code: 4403, reason: 'revoked' })
    expect(await statusOf(next.accessToken)).toBe(401)
    expect(told((await refresh(first.id, next.refreshToken)).text)).toEqual(ended('reused'))
    const [entry] = await rig.desk.identity.auditEntries(null, 1)
    expect(entry).toMatchObject({ action: 'REFRESH_REUSED', subject: { id: first.id } })
  })

  it('[I22] that a thief renewed many times over ends the session when its owner comes back with it', async () => {
    const first = await open()
    let stolen = first
    for (const _renewal of [1, 2, 3]) stolen = (await refresh(first.id, stolen.refreshToken)).opened.session
    const socket = await following(stolen.accessToken)
    expect(told((await refresh(first.id, first.refreshToken)).text)).toEqual(ended('reused'))
    expect(await socket.closed).toMatchObject({ code: 4403, reason: 'revoked' })
    expect(await statusOf(stolen.accessToken)).toBe(401)
    expect(told((await refresh(first.id, stolen.refreshToken)).text)).toEqual(ended('reused'))
    const [entry] = await rig.desk.identity.auditEntries(null, 1)
    expect(entry).toMatchObject({ action: 'REFRESH_REUSED', subject: { id: first.id } })
  })

  it('runs out after 30 days without use, and each use begins them anew', async () => {
    const first = await open()
    rig.advance(30 * DAY - 1)
    const next = (await refresh(first.id, first.refreshToken)).opened.session
    rig.advance(30 * DAY)
    expect(told((await refresh(first.id, next.refreshToken)).text)).toEqual(ended('expired'))
  })

  it('that is made up, or of another session, learns nothing and ends nothing', async () => {
    const [mine, other] = [await open(), await open()]
    for (const token of [newToken(), other.refreshToken, mine.accessToken])
      expect(told((await refresh(mine.id, token)).text)).toEqual(ended('expired'))
    const unknown = await refresh(crypto.randomUUID(), mine.refreshToken)
    expect(told(unknown.text)).toEqual(ended('expired'))
    expect(await statusOf(mine.accessToken)).toBe(200)
  })
})

describe('in a browser', () => {
  const signIn = async () => {
    const answer = await rig.post('/demo/sign-in', {
      personId: RANI.id,
      keep: 'COOKIE',
      deviceName: 'Browser',
    })
    const [cookie = '', ...attributes] = (answer.headers.get('set-cookie') ?? '').split('; ')
    return { session: answer.opened.session, cookie, attributes, text: answer.text }
  }

  it('the refresh token is in a cookie that no script reads, and nowhere in the answer', async () => {
    const { session, cookie, attributes, text } = await signIn()
    expect(session.refreshToken).toBeNull()
    expect(cookie).toMatch(new RegExp(`^__Host-accord\\.${session.id}=[\\w-]{43}$`))
    expect(text).not.toContain(cookie.split('=')[1])
    expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Strict', 'Secure']))
    const next = await refresh(session.id, null, { cookie })
    expect(next.status).toBe(200)
    expect(next.opened.session.refreshToken).toBeNull()
    expect(next.headers.get('set-cookie')).toContain(`__Host-accord.${session.id}=`)
  })

  it('the cookie alone opens nothing: neither a question nor a socket', async () => {
    const { cookie } = await signIn()
    expect((await rig.post('/graphql', { query: '{ me { id } }' }, { cookie })).status).toBe(401)
  })

  it.each([
    ['a page of another origin', { origin: 'https://evil.example' }],
    ['a page of another site', { 'sec-fetch-site': 'cross-site' }],
    ['a page of a neighbour', { 'sec-fetch-site': 'same-site' }],
  ])('%s cannot use it', async (_who, headers) => {
    const { session, cookie } = await signIn()
    expect((await refresh(session.id, null, { cookie, ...headers })).status).toBe(403)
    expect((await refresh(session.id, null, { cookie })).status).toBe(200)
  })

  it.each([
    [
      'of another session',
      (own: string, other: string, id: string) => other.replace(/accord\.[^=]+/, `accord.${id}`),
    ],
    ['without the prefix', (own: string) => own.replace('__Host-', '')],
    [
      'planted beside the own one',
      (own: string, other: string, id: string) => `${own}; ${other.replace(/accord\.[^=]+/, `accord.${id}`)}`,
    ],
  ])('a cookie %s does not renew', async (_what, forge) => {
    const [mine, other] = [await signIn(), await signIn()]
    const cookie = forge(mine.cookie, other.cookie, mine.session.id)
    expect((await refresh(mine.session.id, null, { cookie })).status).toBe(401)
    expect(await statusOf(mine.session.accessToken)).toBe(200)
  })

  it('a token in the body is never replaced by a cookie, and is answered in the body', async () => {
    const { session, cookie } = await signIn()
    expect((await refresh(session.id, newToken(), { cookie })).status).toBe(401)
    const own = await open()
    const answer = await refresh(own.id, own.refreshToken, { cookie })
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(answer.opened.session.refreshToken).toMatch(/^[\w-]{43}$/)
  })

  it('signing out takes it away', async () => {
    const { session, cookie } = await signIn()
    const answer = await rig.post('/auth/sign-out', { sessionId: session.id }, { cookie })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('set-cookie')).toContain('Max-Age=0')
    expect(await statusOf(session.accessToken)).toBe(401)
    expect(told((await refresh(session.id, null, { cookie })).text)).toEqual(ended('expired'))
  })
})

describe('signing out', () => {
  it('ends a stolen access token too, and is told as nothing to wipe', async () => {
    const { accessToken, refreshToken, id } = await open()
    const socket = await following(accessToken)
    const authorization = `Bearer ${accessToken}`
    expect((await rig.post('/auth/sign-out', {}, { authorization })).status).toBe(204)
    expect(await socket.closed).toMatchObject({ code: 4403 })
    expect(await statusOf(accessToken)).toBe(401)
    expect(told((await refresh(id, refreshToken)).text)).toEqual(ended('expired'))
  })

  it('offline is told later, by the refresh token, when the access token has long run out', async () => {
    const { refreshToken, id } = await open()
    rig.advance(DAY)
    expect((await rig.post('/auth/sign-out', { sessionId: id, refreshToken: newToken() })).status).toBe(204)
    expect((await rig.desk.identity.session(id))?.endedAt).toBeNull()
    expect((await rig.post('/auth/sign-out', { sessionId: id, refreshToken })).status).toBe(204)
    expect((await rig.desk.identity.session(id))?.endReason).toBe('SIGNED_OUT')
  })
})
