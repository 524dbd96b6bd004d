// Who a window is: kept over a reload, apart from its neighbours, and known without a server.

import { expect, it } from 'vitest'
import { toPersonId } from '../../../domain/ids.ts'
import { type Keeper, memoryKeeper, openSessions, type Sessions } from '../../../renderer/platform/session.ts'

const person = (id: string) => ({
  id,
  name: `Name of ${id}`,
  title: 'Agent',
  party: 'PROVIDER',
  role: 'AGENT',
  accountId: null,
  timeZone: 'Europe/Berlin',
  phone: null,
  email: null,
})

/** One browser: windows share its sessions; the server signs everybody in, until it is gone. */
function browser() {
  const shared = memoryKeeper()
  const asked: { path: string; init: RequestInit | undefined }[] = []
  const server = { present: true, status: 200 }
  const ask = async (path: string, init?: RequestInit): Promise<Response> => {
    asked.push({ path, init })
    if (!server.present) throw new TypeError('no server')
    if (server.status !== 200) return new Response('no', { status: server.status })
    if (path === '/demo/sign-in') {
      const { personId } = JSON.parse(init?.body as string) as { personId: string }
      return Response.json({ token: `token of ${personId}`, person: person(personId) })
    }
    if (path === '/demo/people')
      return Response.json([{ ...person('a'), company: 'Accord' }, { id: 'broken' }])
    return Response.json({ demo: true, version: '1', serverTime: 'x' })
  }
  const openWindow = (own: Keeper = memoryKeeper()): Sessions =>
    openSessions({ browser: shared, window: own, ask })
  return { openWindow, server, asked, shared }
}

const A = toPersonId('a')
const B = toPersonId('b')

it('a reload of a window stays the same person, also without a server', async () => {
  const { openWindow, server } = browser()
  const own = memoryKeeper()
  await openWindow(own).signInToDemo(A)
  server.present = false

  expect(openWindow(own).current()).toEqual({ person: person('a'), token: 'token of a' })
})

it('two windows of one browser are two people, and a third may continue as either', async () => {
  const { openWindow } = browser()
  const [one, two, three] = [openWindow(), openWindow(), openWindow()]
  await one.signInToDemo(A)
  await two.signInToDemo(B)

  expect([one.current()?.person.id, two.current()?.person.id, three.current()]).toEqual(['a', 'b', null])
  expect(three.known().map((session) => session.person.id)).toEqual(['a', 'b'])
  expect(three.continueAs(B)?.token).toBe('token of b')
  expect(three.current()?.person.id).toBe('b')
})

it('signing out forgets the session in every window and ends it on the server', async () => {
  const { openWindow, asked } = browser()
  const [one, two] = [openWindow(), openWindow()]
  await one.signInToDemo(A)
  const session = two.continueAs(A)
  if (session === null) throw new Error('not known')
  await two.signOut(session)

  expect([one.current(), two.current(), two.known()]).toEqual([null, null, []])
  expect(asked.at(-1)).toMatchObject({
    path: '/graphql',
    init: { method: 'POST', headers: { authorization: 'Bearer token of a' } },
  })
})

it.each([
  ['token of a', '/graphql'],
  ['session:s1', '/auth/sign-out'],
])('a sign-out that no server heard is told when one is heard again: %s by %s', async (token, path) => {
  const { openWindow, asked, server } = browser()
  const window = openWindow()
  server.present = false
  await window.signOut({ person: person('a') as never, token })
  server.present = true
  server.status = 429
  await openWindow().tellSignOuts()
  server.status = 200
  // Another window, such as the first of the next day; told once.
  await openWindow().tellSignOuts()
  await openWindow().tellSignOuts()
  expect(asked.map((one) => one.path)).toEqual([path, path, path])
})

it.each([
  [403, 'REFUSED'],
  [404, 'REFUSED'],
  [429, 'UNREACHABLE'],
  [503, 'UNREACHABLE'],
])('a sign-in answered with %i is %s and changes nothing', async (status, outcome) => {
  const { openWindow, server } = browser()
  server.status = status
  const window = openWindow()

  expect(await window.signInToDemo(A)).toEqual({ outcome })
  expect([window.current(), window.known()]).toEqual([null, []])
})

it('no server is told apart from a server without demo people', async () => {
  const { openWindow, server } = browser()
  const window = openWindow()
  expect(await window.demoPeople()).toEqual([{ ...person('a'), company: 'Accord' }])
  server.status = 404
  expect(await window.demoPeople()).toEqual([])
  server.present = false
  expect([await window.demoPeople(), await window.serverInfo()]).toEqual([null, null])
  expect(await window.signInToDemo(A)).toEqual({ outcome: 'UNREACHABLE' })
})

it('what something else has written into the storage is no session', async () => {
  const { openWindow, shared } = browser()
  shared.setItem('accord.session.x', '{"token":"t"}')
  shared.setItem('accord.session.y', 'not JSON')
  shared.setItem('accord.session.z', JSON.stringify({ token: '', person: person('z') }))

  expect(openWindow().known()).toEqual([])
})
