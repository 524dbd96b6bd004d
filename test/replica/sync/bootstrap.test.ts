// A copy far behind: it downloads, is cut anywhere, goes on from its cursor, and ends with the very entries that the feed
// alone would have brought. Where there is no download to be had, the feed brings them.

import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type RoomId, toCommandId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import type { Status } from '../../../replica/api.ts'
import { readHead, readPage } from '../../../replica/sync/bootstrap-lines.ts'
import { agent, contact } from '../../support/people.ts'
import { countedRandom, type Device, openRig, type Rig } from '../../support/replica-rig.ts'
import { scriptedDownload, type ScriptedDownload } from '../../support/scripted-download.ts'
import { report } from '../../support/story.ts'
import { goodLine } from '../../support/core-transport.ts'

const ENTRIES = 1_000
let rig: Rig
let roomId: RoomId
/** What the feed alone brings. */
let expected: { readonly agent: string; readonly contact: string }
const crashed: Device[] = []

beforeAll(async () => {
  rig = await openRig()
  roomId = rig.newRoomId()
  await say(contact, report())
  const words = Array.from({ length: ENTRIES }, (_, turn) =>
    turn % 3 === 0
      ? say(agent, { type: 'postNote', text: `Intern ${turn} é 漢`, replyTo: null })
      : say(contact, { type: 'postMessage', text: `Still failing ${turn} 🙂`, replyTo: null }),
  )
  await Promise.all(words)
  const [fed, fedContact] = [rig.device(agent), rig.device(contact)]
  await rig.calm()
  expected = { agent: held(fed), contact: held(fedContact) }
  for (const device of [fed, fedContact]) device.crash()
})
afterAll(() => rig.discard())
afterEach(() => {
  for (const device of crashed.splice(0)) device.crash()
})

function say(who: Person, command: object): Promise<unknown> {
  const id = toCommandId(rig.newRoomId())
  return rig.server.core()?.submit(who, [{ id, roomId, command: command as never }]) ?? Promise.resolve()
}

/** Every entry of the copy as it is kept. */
function held(device: Device): string {
  const rows = device.files.replica.prepare('select content from events order by position').all()
  const events = rows.map((row) => JSON.parse((row as { content: string }).content) as object)
  return JSON.stringify(events.map((event) => ({ ...event, salt: 'salt' in event ? event.salt : null })))
}

/** A device with nothing on it, whose downloads go as the test says, from the moment that it is put online. */
function fresh(me: Person = agent, pageEvents = 50): { device: Device; downloads: ScriptedDownload } {
  const line = goodLine(rig.clock)
  line.isUp = false
  const device = rig.device(me, { line })
  crashed.push(device)
  const options = { core: () => rig.server.core(), person: me, clock: rig.clock, pageEvents }
  const downloads = scriptedDownload(options)
  device.transport.download = downloads.download
  return { device, downloads }
}

/** A process that has died hears nothing more. */
function die(device: Device): Promise<void> {
  device.crash()
  return new Promise(() => undefined)
}

const statusOf = (device: Device) => device.look({ view: 'status' })
const isLive = (device: Device) =>
  rig.clock.until(async () => (await statusOf(device)).link === 'LIVE', 120_000, 'the device is live')

/** Counts how often the feed is opened, and from where. */
function watchFeed(device: Device): string[] {
  const openFeed = device.transport.openFeed.bind(device.transport)
  const opened: string[] = []
  device.transport.openFeed = (after, epoch, sink) => {
    opened.push(after)
    return openFeed(after, epoch, sink)
  }
  return opened
}

describe('an empty copy', () => {
  it.each([
    ['agent', agent],
    ['contact', contact],
  ] as const)(
    '[I6] [I20] of the %s downloads what the feed would have brought, entry for entry',
    async (who, me) => {
      const { device, downloads } = fresh(me)
      const opened = watchFeed(device)
      device.online()
      await isLive(device)
      expect(held(device)).toBe(expected[who])
      expect([downloads.asked, opened.length, opened.includes('')]).toEqual([[''], 1, false])
      expect(device.reports).toEqual([])
    },
  )

  it('says how many entries it has of how many, and that it is live by the feed alone', async () => {
    const { device } = fresh()
    const told: Status[] = []
    device.replica.watch({ view: 'status' }, (status) => told.push(status))
    device.online()
    await isLive(device)
    const steps = told.flatMap(({ catchUp, link }) => (catchUp == null ? [] : [{ ...catchUp, link }]))
    const total = JSON.parse(expected.agent).length as number
    expect(steps.length).toBeGreaterThan(2)
    expect(new Set(steps.map((step) => step.total))).toEqual(new Set([total]))
    expect(steps.map(({ taken }) => taken)).toEqual(steps.map(({ taken }) => taken).toSorted((a, b) => a - b))
    expect(steps.at(-1)).toMatchObject({ taken: total })
    expect(steps.some(({ link }) => link === 'LIVE')).toBe(false)
    expect(told.at(-1)).toMatchObject({ link: 'LIVE', catchUp: null })
  })

  it.each(Array.from({ length: 16 }, (_, seed) => seed + 1))(
    '[I6] is cut at any byte and loses nothing (seed %i)',
    async (seed) => {
      const random = countedRandom(seed)
      const pieces = Array.from({ length: 7 }, () => 1 + Math.floor(random() ** 3 * 60_000))
      const cut = () => ({ cutAt: random(), pieces })
      const { device, downloads } = fresh(seed % 2 === 0 ? agent : contact, 1 + Math.floor(random() * 200))
      downloads.script = seed % 3 === 0 ? [cut(), cut(), cut(), { pieces }] : [cut(), { pieces }]
      device.online()
      await isLive(device)
      expect(held(device)).toBe(seed % 2 === 0 ? expected.agent : expected.contact)
      expect(device.reports).toEqual([])
      expect(downloads.asked.length).toBeLessThanOrEqual(3)
    },
  )

  it('goes on where it was when the program is started again in the middle', async () => {
    const { device, downloads } = fresh()
    downloads.handed = (share) => (share > 0.4 ? die(device) : undefined)
    device.online()
    await rig.clock.advance(5_000)
    downloads.handed = () => undefined
    const half = held(device)
    expect([half.length > 1_000, half.length < expected.agent.length]).toEqual([true, true])
    expect(expected.agent.startsWith(half.slice(0, -1))).toBe(true)
    device.reopen()
    device.transport.download = downloads.download
    await isLive(device)
    expect(held(device)).toBe(expected.agent)
    expect(downloads.asked.filter((cursor) => cursor === '')).toHaveLength(1)
  })

  it('goes on where it was when the line is back, and shows meanwhile what it has', async () => {
    const { device, downloads } = fresh()
    downloads.script = [{ cutAt: 0.5 }, 'UNREACHABLE']
    const opened = watchFeed(device)
    downloads.handed = (share) => {
      if (share >= 0.5) device.offline()
    }
    device.online()
    await rig.clock.advance(3_000)
    expect(await statusOf(device)).toMatchObject({ catchUp: { total: expect.any(Number) } })
    expect((await device.room(roomId)).room).not.toBeNull()
    downloads.script = [{}]
    downloads.handed = () => undefined
    device.online()
    await isLive(device)
    expect(held(device)).toBe(expected.agent)
    expect(downloads.asked.at(-1)).not.toBe('')
    expect(opened.every((cursor) => cursor !== '')).toBe(true)
  })

  it('[I22] ends with its session, keeps what it has, and goes on after a sign-in', async () => {
    const { device, downloads } = fresh()
    downloads.script = [{ cutAt: 0.5 }, { status: 401 }]
    device.online()
    await rig.clock.advance(2_000)
    expect(await statusOf(device)).toMatchObject({ link: 'SIGNED_OUT' })
    downloads.script = [{}]
    device.replica.probe()
    await isLive(device)
    expect(held(device)).toBe(expected.agent)
  })
})

describe('a copy that has something', () => {
  it('asks for the download first, and for the feed first where it was at the head a moment ago', async () => {
    const { device, downloads } = fresh()
    downloads.handed = (share) => (share > 0.4 ? die(device) : undefined)
    device.online()
    await rig.clock.advance(2_000)
    downloads.handed = () => undefined
    downloads.script = [{}]
    downloads.asked.length = 0
    device.offline()
    device.reopen()
    device.transport.download = downloads.download
    const opened = watchFeed(device)
    device.online()
    await isLive(device)
    expect([downloads.asked.length, opened.length]).toEqual([1, 1])
    downloads.asked.length = 0
    device.offline()
    await say(contact, { type: 'postMessage', text: 'One more', replyTo: null })
    device.online()
    await isLive(device)
    expect(downloads.asked).toEqual([])
    expected = { agent: held(device), contact: expected.contact }
    device.offline()
    downloads.script = [{ status: 204 }]
    await rig.clock.advance(11 * 60_000)
    downloads.asked.length = 0
    device.online()
    await isLive(device)
    expect(downloads.asked).toHaveLength(1)
    downloads.script = [{}]
  })

  it('leaves the feed for the download where its first page is not the last', async () => {
    const { device, downloads } = fresh()
    device.online()
    await isLive(device)
    const openFeed = device.transport.openFeed.bind(device.transport)
    device.transport.openFeed = (after, epoch, sink) =>
      openFeed(after, epoch, { ...sink, page: (page) => sink.page({ ...page, atHead: false }) })
    downloads.asked.length = 0
    device.offline()
    device.online()
    await rig.clock.until(async () => downloads.asked.length > 0, 120_000, 'the download is asked for')
    device.transport.openFeed = openFeed
  })
})

describe('where there is no download', () => {
  it.each([
    ['an older server', { status: 404 }],
    ['somebody on the way that answers for it', { status: 403 }],
    ['a server without a place', { status: 503 }],
    ['one who asks too often', { status: 429 }],
    ['a server that finds it near', { status: 204 }],
    ['a request that never arrives', 'UNREACHABLE'],
    ['an answer that holds nothing back but everything', 'SILENT'],
    ['a body of something else', { cutAt: 0.001 }],
  ] as const)('the feed alone brings everything: %s', async (_what, script) => {
    const { device, downloads } = fresh()
    downloads.script = [script]
    device.online()
    await isLive(device)
    expect(held(device)).toBe(expected.agent)
    expect(downloads.asked).toHaveLength(1)
    expect((await statusOf(device)).catchUp).toBeNull()
  })

  it('does not ask an older server again', async () => {
    const { device, downloads } = fresh()
    downloads.script = [{ status: 404 }]
    device.online()
    await isLive(device)
    device.offline()
    device.replica.probe()
    device.online()
    await isLive(device)
    expect(downloads.asked).toHaveLength(1)
  })
})

describe('a restore in the middle', () => {
  it('[I12] is found by the next page, and the copy is made anew with what the server has now', async () => {
    await rig.server.crash()
    rig.server.backUp()
    await rig.server.restart()
    const { device, downloads } = fresh()
    downloads.script = [{ cutAt: 0.5 }, {}]
    let isRestored = false
    downloads.handed = async (share) => {
      if (share < 0.5 || isRestored) return
      isRestored = true
      await rig.clock.track(
        rig.server.crash().then(() => {
          rig.server.restore()
          return rig.server.restart()
        }),
      )
    }
    device.online()
    await isLive(device)
    expect(held(device)).toBe(expected.agent)
    expect(device.reports.join()).toContain('OTHER_EPOCH')
  })
})

describe('a line of a download', () => {
  const head = { epoch: 'e', after: '', count: 3, serverTime: '2026-11-23T09:00:00.000Z' }
  const page = { after: '', cursor: 'c', digest: 'd', atHead: true, events: [] }

  it.each(['', '<html>', '[]', 'null', '{}', '{"epoch":"e","after":"","count":-1,"serverTime":"x"}'])(
    'that is no head is none: %s',
    (line) => expect(readHead(line)).toBeNull(),
  )

  it('is read by its shape alone, and by all of it', () => {
    const read = readHead(JSON.stringify(head))
    expect(read).toEqual(head)
    if (read === null) return
    expect(readPage(read, JSON.stringify(page))).toMatchObject({ ...page, epoch: 'e' })
    for (const key of Object.keys(page))
      expect(readPage(read, JSON.stringify({ ...page, [key]: 7 })), key).toBeNull()
  })
})
