// What the main process makes of a server's answers: nothing rejects, nothing is followed elsewhere, nothing is too large.

import { ADMINISTRATION_DOCUMENTS } from '../../protocol/administration-operations.ts'
import { expect, it } from 'vitest'
import { openServerDoor } from '../../electron/server-door.ts'

const ORIGIN = 'https://rooms.example'

function door(answer: (url: string) => Response | Promise<Response>) {
  const asked: { url: string; request: RequestInit }[] = []
  const opened = openServerDoor(async (url, request) => {
    asked.push({ url, request })
    return answer(url)
  })
  return { ...opened, asked }
}
const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status })

it('a server without demo people is one that has none; one that does not answer says nothing', async () => {
  const real = door((url) => (url.endsWith('/info') ? json({ demo: false }) : json({}, 404)))
  expect(await real.said(ORIGIN)).toEqual({ info: { demo: false }, demoPeople: [] })
  const silent = door(() => Promise.reject(new TypeError('failed')))
  expect(await silent.said(ORIGIN)).toEqual({ info: null, demoPeople: null })
})

it('a named operation of administration goes with its own text and the session', async () => {
  const main = door(() => json({ data: {} }))
  expect(await main.administer(ORIGIN, 'secret', 'person', '{"id":"x"}')).toEqual({
    status: 200,
    body: { data: {} },
  })
  const [{ url, request } = { url: '', request: {} }] = main.asked
  expect(url).toBe(`${ORIGIN}/graphql`)
  expect(JSON.stringify(request)).toContain('Bearer secret')
  expect(JSON.parse(await new Request(url, request).text())).toEqual({
    query: ADMINISTRATION_DOCUMENTS.person,
    variables: { id: 'x' },
  })
})

it('an answer that never ends is given up', async () => {
  const endless = new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(500_000)) })
  expect(await door(() => new Response(endless)).said(ORIGIN)).toEqual({ info: null, demoPeople: null })
})

it('files go with the session, under the room’s own path whatever it is called', async () => {
  const main = door(() => json({ sha256: 'a', size: 1 }))
  expect(await main.bringFile(ORIGIN, 'secret', '../r', new Uint8Array(1))).toEqual({
    status: 200,
    body: { sha256: 'a', size: 1 },
  })
  await main.fetchFile(ORIGIN, 'secret', 'r', '../../e')
  expect(main.asked.map(({ url }) => url)).toEqual([
    `${ORIGIN}/rooms/..%2Fr/files`,
    `${ORIGIN}/rooms/r/files/..%2F..%2Fe`,
  ])
  for (const { request } of main.asked)
    expect(new Headers(request.headers).get('authorization')).toBe('Bearer secret')
})

it('a file that was refused carries its status and nothing else', async () => {
  expect(await door(() => json({ why: 'secret' }, 404)).fetchFile(ORIGIN, 't', 'r', 'e')).toEqual({
    status: 404,
    bytes: new Uint8Array(),
  })
})
