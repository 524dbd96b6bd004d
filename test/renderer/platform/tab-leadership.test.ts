// Tabs of one person over one replica: who leads, what survives when it goes, and what no crash may do.

import { expect, it, vi } from 'vitest'
import { toRoomId } from '../../../domain/ids.ts'
import type { Status } from '../../../replica/api.ts'
import { PORT_VERSION } from '../../../replica/port/port.ts'
import { settle, type Tab, TabWorld } from './tab-world.ts'

const ROOM = toRoomId('room')
const say = (text: string) => ({ type: 'postMessage', text, replyTo: null }) as const
const texts = (world: TabWorld) =>
  [...world.disk.commands.values()].map((command) => (command.type === 'postMessage' ? command.text : '?'))

it('one tab opens the files, the others are answered by it', async () => {
  const world = new TabWorld()
  const [first, second] = [world.open('first'), world.open('second')]
  await Promise.all([first.client.ready, second.client.ready])

  await second.client.replica.submit(ROOM, say('from the second'))
  await first.client.replica.submit(ROOM, say('from the first'))

  expect(texts(world)).toEqual(['from the second', 'from the first'])
  expect(world.disk.openedBy).toBe('first')
})

it('a watch of a second tab hears of a commit of the first', async () => {
  const world = new TabWorld()
  const [first, second] = [world.open('first'), world.open('second')]
  const waiting: number[] = []
  second.client.replica.watch<'status'>({ view: 'status' }, (status: Status) => waiting.push(status.waiting))
  await second.client.ready
  await settle()

  await first.client.replica.submit(ROOM, say('hello'))
  await settle()

  expect(waiting).toEqual([0, 1])
})

it.each([
  ['closes', (tab: Tab) => void tab.client.replica.close()],
  ['crashes', (tab: Tab) => tab.kill()],
])('when the leader %s, the next tab opens the files and its watches go on', async (_how, end) => {
  const world = new TabWorld()
  const [first, second, third] = [world.open('first'), world.open('second'), world.open('third')]
  const waiting: number[] = []
  third.client.replica.watch<'status'>({ view: 'status' }, (status: Status) => waiting.push(status.waiting))
  await third.client.ready
  end(first)
  await settle()

  await second.client.replica.submit(ROOM, say('after the first'))
  await settle()

  expect(world.disk.openedBy).toBe('second')
  expect(waiting.at(-1)).toBe(1)
})

it('[I3] a command whose leader died before it answered is handed in again under the same id', async () => {
  const world = new TabWorld()
  const [first, second] = [world.open('first'), world.open('second')]
  await Promise.all([first.client.ready, second.client.ready])
  world.mute.add('first')

  const submitted = second.client.replica.submit(ROOM, say('said once'))
  await settle()
  first.kill()

  await expect(submitted).resolves.toMatchObject({ outcome: 'SAVED' })
  expect(texts(world)).toEqual(['said once'])
  expect(world.disk.handedIn).toHaveLength(2)
  expect(new Set(world.disk.handedIn).size).toBe(1)
})

it('what is asked while nobody leads is carried out, in order, by the next leader', async () => {
  const world = new TabWorld()
  const [first, second] = [world.open('first'), world.open('second')]
  await Promise.all([first.client.ready, second.client.ready])
  first.kill()

  await Promise.all([1, 2, 3].map((n) => second.client.replica.submit(ROOM, say(`number ${n}`))))

  expect(texts(world)).toEqual(['number 1', 'number 2', 'number 3'])
})

it('a draft saved through a leader that dies is there for the next', async () => {
  const world = new TabWorld()
  const [first, second] = [world.open('first'), world.open('second')]
  await second.client.replica.saveDraft({ roomId: ROOM, mode: 'MESSAGE', content: 'half a sent' })
  first.kill()

  expect(await second.client.replica.loadDraft(ROOM, 'MESSAGE')).toBe('half a sent')
})

it('tabs share one presence: the last word counts, and a dead tab is nowhere', async () => {
  const world = new TabWorld()
  const [first, second] = [world.open('first'), world.open('second')]
  first.client.replica.announce(toRoomId('a'), 'READING')
  await first.client.ready
  await settle()
  second.client.replica.announce(toRoomId('b'), 'MESSAGE')
  await settle()
  second.kill()
  await settle()
  first.client.replica.announce(null, 'READING')
  await settle()

  expect(world.disk.announced).toEqual(['a', 'b', 'a', null])
})

it('a session that ended is replaced by a newer one of the same person', async () => {
  const world = new TabWorld()
  const first = world.open('first', 'old')
  await first.client.ready
  const second = world.open('second', 'new')
  await second.client.ready
  world.setLink('SIGNED_OUT')
  await settle()

  expect(world.disk.openedWith).toEqual(['old', 'new'])
  await expect(second.client.replica.submit(ROOM, say('still here'))).resolves.toMatchObject({
    outcome: 'SAVED',
  })
})

it('a tab of an older build than its neighbour steps aside and says why', async () => {
  const world = new TabWorld()
  const tab = world.open('old')
  await tab.client.ready
  world.say({ version: PORT_VERSION + 1, type: 'hello', from: 'newer', token: 'token' })
  await settle()

  expect(tab.heard.at(-1)).toEqual({ type: 'unusable', code: 'OUTDATED' })
  expect(world.disk.openedBy).toBeNull()
})

it('a replica that cannot be opened is said to the window, and the next tab may try', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const world = new TabWorld()
  world.disk.openedBy = 'somebody else'
  const first = world.open('first')
  await expect(first.client.ready).rejects.toMatchObject({ code: 'BUG' })
  world.disk.openedBy = null

  await world.open('second').client.ready
  expect(world.disk.openedBy).toBe('second')
})
