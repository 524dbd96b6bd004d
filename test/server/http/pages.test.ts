// The interface's files: which address gets which, how long a browser may keep it, and what a browser is told besides.

import { mkdir, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { newFolder, removeFolder, startTestServer, type TestServer } from '../support/running-server.ts'

const PAGE =
  '<!doctype html><title>Accord</title><script type="module" src="./assets/index-Ab12.js"></script><link href="./x.css">'

let pagesFolder: string
let server: TestServer

beforeAll(async () => {
  pagesFolder = await newFolder()
  await mkdir(join(pagesFolder, 'assets'))
  await writeFile(join(pagesFolder, 'index.html'), PAGE)
  await writeFile(join(pagesFolder, 'assets', 'index-Ab12.js'), 'export {}')
  await writeFile(join(pagesFolder, 'assets', 'sqlite3-Cd34.wasm'), '\0asm')
  await writeFile(join(pagesFolder, 'service-worker.js'), '')
  server = await startTestServer({ pagesFolder })
})

afterAll(async () => {
  await server.stop()
  await removeFolder(pagesFolder)
})

/** Not by fetch, which says of itself that it does not navigate. */
const getFrom = (url: string, headers: Record<string, string>) =>
  new Promise<Response>((resolve, reject) => {
    request(url, { headers }, (message) => {
      const told = Object.entries(message.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ])
      message.toArray().then((chunks) => {
        resolve(new Response(Buffer.concat(chunks), { status: message.statusCode ?? 0, headers: told }))
      }, reject)
    })
      .on('error', reject)
      .end()
  })

const get = (path: string, headers: Record<string, string> = {}) => getFrom(server.url + path, headers)
const NAVIGATION = { accept: 'text/html,application/xhtml+xml', 'sec-fetch-mode': 'navigate' }

describe('a person who follows a link', () => {
  it.each(['/', '/rooms/4711', '/a/b/c?d=e'])(
    'gets the page at %s, its files named from the root',
    async (path) => {
      const response = await get(path, NAVIGATION)
      expect(response.status).toBe(200)
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
      expect(response.headers.get('cache-control')).toBe('no-cache')
      expect(await response.text()).toBe(PAGE.replaceAll('"./', '"/'))
    },
  )
})

describe('a program, or a page that asks for a file', () => {
  it.each([
    ['/rooms/4711', { accept: 'application/json' }],
    ['/rooms/4711', { accept: 'text/html', 'sec-fetch-mode': 'cors' }],
    ['/assets/gone.js', NAVIGATION],
    ['/../package.json', NAVIGATION],
    ['/%2e%2e/package.json', { accept: '*/*' }],
  ])('is told that nothing is at %s', async (path, headers: Record<string, string>) => {
    const response = await get(path, headers)
    expect(response.status).toBe(404)
    expect(await response.json()).toEqual({
      errors: [{ message: 'Not found.', extensions: { code: 'NOT_FOUND' } }],
    })
  })
})

it('lets browsers keep what carries its hash in its name for ever, and nothing else', async () => {
  const kept = await Promise.all(
    ['/assets/index-Ab12.js', '/assets/sqlite3-Cd34.wasm', '/service-worker.js', '/index.html'].map(
      async (path) => {
        const { headers } = await get(path)
        return [path, headers.get('cache-control'), headers.get('content-type')]
      },
    ),
  )
  expect(kept).toEqual([
    ['/assets/index-Ab12.js', 'public, max-age=31536000, immutable', 'application/javascript; charset=utf-8'],
    ['/assets/sqlite3-Cd34.wasm', 'public, max-age=31536000, immutable', 'application/wasm'],
    ['/service-worker.js', 'no-cache', 'application/javascript; charset=utf-8'],
    ['/index.html', 'no-cache', 'text/html; charset=utf-8'],
  ])
})

it('no answer of sign-in, and none that says nothing of it, is kept: success, refusal or error', async () => {
  const post = (path: string, body: string) =>
    fetch(server.url + path, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const answers = await Promise.all([
    fetch(`${server.url}/auth/ways`),
    fetch(`${server.url}/auth/oidc/start?provider=x`),
    fetch(`${server.url}/auth/oidc/callback?state=x`),
    fetch(`${server.url}/info`),
    post('/demo/sign-in', '{"personId":"priya-nair"}'),
    post('/auth/email/start', '{"email":"nobody@nowhere.example"}'),
    post('/auth/email/finish', '{}'),
    post('/auth/refresh', '{"sessionId":"00000000-0000-0000-0000-000000000000"}'),
    post('/auth/sign-out', '{}'),
    post('/auth/passkey/start', '{}'),
    post('/auth/handover', '{}'),
    post('/auth/phone/finish', 'no JSON'),
    post('/graphql', '{}'),
  ])
  expect(answers.map(({ status }) => status)).toEqual([
    200, 404, 400, 200, 200, 200, 422, 401, 204, 409, 401, 400, 401,
  ])
  expect(new Set(answers.map(({ headers }) => headers.get('cache-control')))).toEqual(new Set(['no-store']))
})

it.each(['/', '/assets/index-Ab12.js', '/info', '/nothing'])(
  'says at %s to load nothing from elsewhere',
  async (path) => {
    const { headers } = await get(path, NAVIGATION)
    const { host } = new URL(server.url)
    expect(headers.get('content-security-policy')?.split(';').toSorted()).toEqual(
      [
        "base-uri 'none'",
        `connect-src 'self' ws://${host} wss://${host}`,
        "default-src 'none'",
        "font-src 'self'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "img-src 'self' data: blob:",
        "manifest-src 'self'",
        "require-trusted-types-for 'script'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        'trusted-types solid accord-scripts',
        "worker-src 'self'",
      ].toSorted(),
    )
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  },
)

it('says in one sentence what to do where the interface was never built', async () => {
  const empty = await newFolder()
  const bare = await startTestServer({ pagesFolder: empty })
  const response = await getFrom(bare.url, NAVIGATION)
  expect(response.status).toBe(503)
  expect(await response.text()).toContain('run <code>npm run build</code>')
  await bare.stop()
  await removeFolder(empty)
})

it('tells who provides the service before anybody is signed in', async () => {
  expect(await (await get('/info')).json()).toEqual({
    product: 'Accord',
    provider: 'Halyard',
    rootFingerprint: null,
    hotline: '+353 1 555 0100',
    demo: true,
    // No mail server is set: the form offers other ways in.
    mail: false,
  })
})

describe('a host that nobody named before', () => {
  const headersTo = (host: string) =>
    new Promise<readonly string[]>((resolve, reject) => {
      request(`${server.url}/info`, { headers: { host } }, (message) => {
        message.resume()
        resolve(message.rawHeaders.filter((text, index) => index % 2 === 0 && text !== 'Date'))
      })
        .on('error', reject)
        .end()
    })

  it('is answered the first time byte for byte as ever after', async () => {
    const host = 'first.example'
    expect(await headersTo(host)).toEqual(await headersTo(host))
  })
})
