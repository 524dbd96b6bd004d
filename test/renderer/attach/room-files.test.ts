// Fetching a file: what came is what the record names, or it is not handed on; and every way it can go wrong.

import { afterEach, expect, it, vi } from 'vitest'
import { toEventId, toRoomId } from '../../../domain/ids.ts'
import { httpFiles } from '../../../renderer/attach/http-files.ts'

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'

afterEach(() => vi.unstubAllGlobals())

function fetched(answer: () => Promise<Response>, sha256 = HELLO) {
  const asked = vi.fn<(path: string, init: RequestInit) => Promise<Response>>(answer)
  vi.stubGlobal('fetch', asked)
  return { asked, outcome: httpFiles(async () => 'secret').fetch(toRoomId('r/1'), toEventId('e'), sha256) }
}

it('[I28] asks with the session, and hands on what the record names', async () => {
  const { asked, outcome } = fetched(async () => new Response('hello'))
  const got = await outcome
  expect(got.outcome === 'FETCHED' && (await got.content.text())).toBe('hello')
  expect(asked.mock.calls).toEqual([
    ['/rooms/r%2F1/files/e', { headers: { authorization: 'Bearer secret' } }],
  ])
})

it('[I28] hands on nothing that the record does not name', async () => {
  expect(await fetched(async () => new Response('hullo')).outcome).toEqual({ outcome: 'ALTERED' })
})

it.each([
  [401, 'SIGNED_OUT'],
  [404, 'NOT_FOUND'],
  [429, 'TOO_MANY'],
  [500, 'UNAVAILABLE'],
  [503, 'UNAVAILABLE'],
])('takes the answer %i for %s', async (status, outcome) => {
  expect(await fetched(async () => new Response('', { status })).outcome).toEqual({ outcome })
})

it('takes no answer for an unreachable server', async () => {
  expect(await fetched(() => Promise.reject(new TypeError('failed'))).outcome).toEqual({
    outcome: 'UNREACHABLE',
  })
})
