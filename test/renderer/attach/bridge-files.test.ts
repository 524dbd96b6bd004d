// Files of the desktop: what the main process brought back means the same as in a browser, and giving up waits for nobody.

import { expect, it } from 'vitest'
import { toEventId, toRoomId } from '../../../domain/ids.ts'
import type { FileToBring } from '../../../protocol/desktop.ts'
import { bridgeFiles } from '../../../renderer/attach/bridge-files.ts'

const HELLO = '2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824'
const ROOM = toRoomId('r')
const bytes = new TextEncoder().encode('hello')
type Brought = { readonly status: number; readonly body: unknown } | null

function scene(brought: () => Promise<Brought>, status = 200) {
  const given: FileToBring[] = []
  const files = bridgeFiles({
    bringFile: async (file) => {
      given.push(file)
      return brought()
    },
    fetchFile: async () => ({ status, bytes }),
  })
  const shares: number[] = []
  const giveUp = new AbortController()
  const send = () =>
    files.send(ROOM, new File(['hello'], 'a.txt', { type: 'text/plain' }), {
      onShare: (share) => shares.push(share),
      signal: giveUp.signal,
    })
  return { files, given, shares, giveUp, send }
}

it('[MSG-3] hands the bytes over and says what the server has', async () => {
  const { send, given, shares } = scene(async () => ({ status: 200, body: { sha256: HELLO, size: 5 } }))
  expect(await send()).toEqual({ outcome: 'STORED', sha256: HELLO, size: 5 })
  expect(given).toEqual([{ roomId: 'r', name: 'a.txt', type: 'text/plain', bytes }])
  expect(shares).toEqual([1])
})

const ANSWERS: readonly (readonly [() => Promise<Brought>, string])[] = [
  [async () => null, 'UNREACHABLE'],
  [async () => ({ status: 401, body: null }), 'SIGNED_OUT'],
  [async () => ({ status: 413, body: null }), 'TOO_LARGE'],
  [async () => ({ status: 200, body: 'ok' }), 'UNAVAILABLE'],
  [() => Promise.reject(new Error('TOO_OFTEN')), 'UNAVAILABLE'],
]

it.each(ANSWERS)('takes answer %# for %s', async (brought, outcome) => {
  expect(await scene(brought).send()).toEqual({ outcome })
})

it('giving up ends it at once', async () => {
  const { send, giveUp } = scene(() => new Promise<Brought>(() => undefined))
  const sent = send()
  giveUp.abort()
  expect(await sent).toEqual({ outcome: 'CANCELLED' })
})

it('[I28] hands on nothing that the record does not name', async () => {
  const { files } = scene(async () => null)
  const got = await files.fetch(ROOM, toEventId('e'), HELLO)
  expect(got.outcome === 'FETCHED' && (await got.content.text())).toBe('hello')
  expect(await files.fetch(ROOM, toEventId('e'), 'f'.repeat(64))).toEqual({ outcome: 'ALTERED' })
  expect(await scene(async () => null, 404).files.fetch(ROOM, toEventId('e'), HELLO)).toEqual({
    outcome: 'NOT_FOUND',
  })
})
