// A customer's provider is named by an administrator, and its document names further addresses: none of them may
// lead into a network that is not public, whatever it is called or written like, and nothing is followed elsewhere.

import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import {
  type Address,
  ForbiddenAddress,
  isPublicAddress,
  judgedAddresses,
  judgeUrl,
  type Resolve,
} from '../../../../server/auth/oidc/address-guard.ts'
import { guardedFetch } from '../../../../server/auth/oidc/guarded-fetch.ts'

const STRICT = { allowPrivate: false, allowLoopback: false }
const DEMO = { allowPrivate: false, allowLoopback: true }
const resolvesTo =
  (...addresses: readonly string[]): Resolve =>
  async () =>
    addresses.map((address): Address => ({ address, family: address.includes(':') ? 6 : 4 }))

it.each(['1.1.1.1', '93.184.216.34', '172.32.0.1', '2606:4700::1111', '2a00:1450:4001::200e'])(
  '%s is public',
  (address) => expect(isPublicAddress(address)).toBe(true),
)

it.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.19.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:10.0.0.1',
  '::ffff:1.1.1.1',
  '::ffff:7f00:1',
  '::7f00:1',
  '64:ff9b::a00:1',
  '64:ff9b:1::a00:1',
  '100::1',
  '2001::1',
  '2001:db8::1',
  '2002:a00:1::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  'rooms.example',
  '',
])('%j is not public', (address) => expect(isPublicAddress(address)).toBe(false))

describe('an address by its form', () => {
  it.each([
    'http://login.example',
    'ftp://login.example',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://user:secret@login.example',
    'http://127.0.0.1',
    'login.example',
  ])('%s may not be asked', (url) => expect(() => judgeUrl(url, STRICT)).toThrow(ForbiddenAddress))

  it('https may; plain http on this machine alone, and where that is wished', () => {
    expect(judgeUrl('https://login.example/tenant', STRICT).host).toBe('login.example')
    expect(judgeUrl('http://127.0.0.1:1234', DEMO).port).toBe('1234')
    expect(() => judgeUrl('http://10.0.0.1', DEMO)).toThrow(ForbiddenAddress)
    expect(() => judgeUrl('http://localhost.evil.example', DEMO)).toThrow(ForbiddenAddress)
  })
})

describe('an address by where its name leads', () => {
  it.each([
    ['https://login.example', ['10.0.0.1']],
    ['https://login.example', ['93.184.216.34', '169.254.169.254']],
    ['https://login.example', ['2606:4700::1111', '::ffff:127.0.0.1']],
    ['https://login.example', []],
    ['https://0x7f.1', []],
    ['https://2130706433', []],
    ['https://[::ffff:7f00:1]', []],
    ['https://[::1]', []],
    ['https://localhost', ['127.0.0.1']],
  ])('%s at %j may not be asked', async (url, addresses) => {
    await expect(judgedAddresses(new URL(url), STRICT, resolvesTo(...addresses))).rejects.toThrow(
      ForbiddenAddress,
    )
  })

  it('a name of the operator’s own network may, when the operator said so', async () => {
    const found = await judgedAddresses(
      new URL('https://login.intern.example'),
      { allowPrivate: true, allowLoopback: false },
      resolvesTo('10.0.0.1'),
    )
    expect(found).toEqual([{ address: '10.0.0.1', family: 4 }])
  })
})

describe('asking', () => {
  const servers: Server[] = []
  afterEach(() => {
    for (const server of servers.splice(0)) {
      server.closeAllConnections()
      server.close()
    }
  })
  const serve = (answer: Parameters<typeof createServer>[1]): Promise<string> =>
    new Promise((done) => {
      const server = createServer(answer)
      servers.push(server)
      server.listen(0, '127.0.0.1', () => done(`http://localhost:${(server.address() as AddressInfo).port}`))
    })
  const GET = { method: 'GET', headers: {}, body: undefined, redirect: 'manual' } as const

  it('connects to the address that was judged, and resolves the name once', async () => {
    let asked = 0
    const url = await serve((request, response) => response.end(`${request.headers.host}`))
    const ask = guardedFetch(
      DEMO,
      async () => (asked++ === 0 ? [{ address: '127.0.0.1', family: 4 }] : []),
      2_000,
    )
    expect(await (await ask(url, GET)).text()).toBe(new URL(url).host)
    expect(asked).toBe(1)
  })

  it('follows no redirect', async () => {
    const url = await serve((_request, response) =>
      response.writeHead(302, { location: 'http://10.0.0.1/' }).end(),
    )
    const answer = await guardedFetch(DEMO, resolvesTo('127.0.0.1'), 2_000)(url, GET)
    expect([answer.status, answer.headers.get('location')]).toEqual([302, 'http://10.0.0.1/'])
  })

  it('gives up on who says nothing, on a name that is never resolved, and on an answer without end', async () => {
    const silent = await serve(() => undefined)
    await expect(guardedFetch(DEMO, resolvesTo('127.0.0.1'), 100)(silent, GET)).rejects.toThrow(/timeout/)
    const never: Resolve = () => new Promise(() => undefined)
    await expect(guardedFetch(DEMO, never, 100)(silent, GET)).rejects.toThrow(/timeout/)
    const endless = await serve((_request, response) => response.end(Buffer.alloc(300 * 1024)))
    await expect(guardedFetch(DEMO, resolvesTo('127.0.0.1'), 2_000)(endless, GET)).rejects.toThrow(/too much/)
  })

  it.each([
    ['a status that no browser knows', 'HTTP/1.1 999 Odd\r\nContent-Length: 2\r\n\r\n{}'],
    ['another protocol', 'HTTP/1.1 101 Odd\r\nConnection: Upgrade\r\nUpgrade: odd\r\n\r\n'],
    ['half an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}'],
    ['no HTTP', 'rubbish'],
  ])('rejects %s, and nothing of it ends the process (I25)', async (_what, bytes) => {
    const url = await serve((request) => request.socket.end(bytes))
    await expect(guardedFetch(DEMO, resolvesTo('127.0.0.1'), 20_000)(url, GET)).rejects.toThrow()
  })
})
