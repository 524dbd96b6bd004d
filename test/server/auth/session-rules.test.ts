// Two small rules that sessions rest on: how long a sign-in is fresh, and who can open a sealed answer.

import { expect, it } from 'vitest'
import { instantAt, MINUTE } from '../../../domain/time.ts'
import { cookieFor, noCookieFor, tokenFromCookie } from '../../../server/auth/refresh-cookie.ts'
import { isFresh } from '../../../server/auth/freshness.ts'
import { seal, unseal } from '../../../server/auth/sealed-reply.ts'
import { isSameHash, newCode, newToken } from '../../../server/auth/tokens.ts'

it('a sign-in is fresh for 15 minutes, and in the demo always', () => {
  const authenticatedAt = instantAt(0)
  const at = (ms: number) => isFresh({ method: 'EMAIL', authenticatedAt }, instantAt(ms))
  expect([at(0), at(15 * MINUTE), at(15 * MINUTE + 1)]).toEqual([true, true, false])
  expect(isFresh({ method: 'DEMO', authenticatedAt }, instantAt(99 * MINUTE))).toBe(true)
})

it('a sealed answer is opened by the token it was sealed with, for its own session, and is never twice the same text', () => {
  const pair = { accessToken: newToken(), refreshToken: newToken() }
  const token = newToken()
  const sealed = seal(pair, token, 'session')
  expect(unseal(sealed, token, 'session')).toEqual(pair)
  expect(seal(pair, token, 'session')).not.toBe(sealed)
  for (const secret of Object.values(pair)) expect(sealed).not.toContain(secret)
  expect(() => unseal(sealed, newToken(), 'session')).toThrow()
  expect(() => unseal(sealed, token, 'another')).toThrow()
  expect(() => unseal(`A${sealed.slice(1)}`, token, 'session')).toThrow()
})

it.each([
  ['https behind a proxy', { host: 'accord.example', origin: 'https://accord.example' }, true],
  ['this machine by any scheme', { host: 'localhost:4400', origin: 'http://localhost:4400' }, true],
  ['a program on this machine', { host: '127.0.0.1:4400' }, true],
  ['plain http in a network', { host: 'rooms.lan', origin: 'http://rooms.lan' }, false],
])('a cookie over %s is bound to its host and to TLS where a browser can', (_line, headers, isSafe) => {
  const id = crypto.randomUUID()
  const token = newToken()
  const set = cookieFor(headers, id, token, instantAt(0))
  expect([set.startsWith(`__Host-accord.${id}=`), set.endsWith('; Secure')]).toEqual([isSafe, isSafe])
  expect(set).toContain('Path=/; HttpOnly; SameSite=Strict')
  const [cookie = ''] = set.split(';')
  expect(tokenFromCookie({ ...headers, cookie: `other=1; ${cookie}` }, id)).toBe(token)
  expect(tokenFromCookie({ ...headers, cookie: `${cookie}; ${cookie}` }, id)).toBeNull()
  expect(tokenFromCookie({ ...headers, cookie }, '.*')).toBeNull()
  const [taken = ''] = noCookieFor(headers, id).split('=')
  expect(set.startsWith(`${taken}=`)).toBe(true)
})

it('codes have all their digits, and nothing is equal to no hash', () => {
  for (let count = 0; count < 200; count++) expect(newCode(6)).toMatch(/^\d{6}$/)
  expect([isSameHash(null, ''), isSameHash(null, 'a'), isSameHash('a', 'b'), isSameHash('a', 'a')]).toEqual([
    false,
    false,
    false,
    true,
  ])
})
