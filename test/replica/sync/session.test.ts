// What a person is told of the line, and what is kept going over it: freshness, clock, directory, presence.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { toPersonId } from '../../../domain/ids.ts'
import { epochOf } from '../../../domain/time.ts'
import type { Status } from '../../../replica/api.ts'
import { Fault } from '../../../replica/fault.ts'
import type { FeedSink, PresenceSink } from '../../../replica/sync/transport.ts'
import { agent, contact } from '../../support/people.ts'
import { type Device, openRig, type Rig } from '../../support/replica-rig.ts'
import { report } from '../../support/story.ts'

let rig: Rig
beforeEach(async () => {
  rig = await openRig()
})
afterEach(() => rig.discard())

const statusOf = (device: Device) => device.look({ view: 'status' })
const linkOf = async (device: Device) => (await statusOf(device)).link

/** A feed that a test speaks for. */
function takeOverFeed(device: Device): { sink: FeedSink; opened: number } {
  const feed = { sink: undefined as unknown as FeedSink, opened: 0 }
  device.transport.openFeed = (_after, _epoch, sink) => {
    feed.opened += 1
    feed.sink = sink
    return () => undefined
  }
  return feed
}

describe('freshness', () => {
  it("is live once the head was confirmed, and says as of when by the server's clock", async () => {
    const device = rig.device(contact, { skewMs: () => 3_600_000 })
    expect(await linkOf(device)).toBe('CONNECTING')
    await rig.calm()
    const { link, asOf, offsetMs, offsetErrorMs } = await statusOf(device)
    expect(link).toBe('LIVE')
    expect(Math.abs(epochOf(asOf ?? ('' as never)) - rig.clock.now())).toBeLessThan(1_000)
    expect(Math.abs(offsetMs + 3_600_000)).toBeLessThanOrEqual(offsetErrorMs ?? 0)
  })

  it('[I7] stays live on heartbeats alone, and stops being live within 15 s without them', async () => {
    const device = rig.device(contact)
    await rig.calm()
    await rig.clock.advance(300_000)
    expect(await linkOf(device)).toBe('LIVE')
    device.transport.openFeed = () => () => undefined
    // The line is half open: nothing comes, nothing ends.
    await rig.server.crash()
    await rig.clock.advance(15_000)
    expect(await linkOf(device)).not.toBe('LIVE')
  })

  it('a probe finds a line dead that only looks alive', async () => {
    const device = rig.device(contact)
    await rig.calm()
    device.transport.serverTime = () => Promise.reject(new Fault('UNREACHABLE', 'LATER', 'no network'))
    expect(await linkOf(device)).toBe('LIVE')
    device.replica.probe()
    await rig.clock.advance(100)
    expect(await linkOf(device)).toBe('OFFLINE')
  })

  it('is catching up while pages come that are not the last', async () => {
    const writer = rig.device(agent)
    const roomId = rig.newRoomId()
    await rig.calm()
    await writer.submit(roomId, report())
    for (let count = 0; count < 9; count++)
      await writer.submit(roomId, { type: 'postMessage', text: `Message ${count}`, replyTo: null })
    await rig.calm()
    const device = rig.device(contact, { pageEvents: 2 })
    const links: Status['link'][] = []
    device.replica.watch({ view: 'status' }, ({ link }) => links.push(link))
    await rig.calm()
    expect([...new Set(links)]).toEqual(['CONNECTING', 'CATCHING_UP', 'LIVE'])
    expect((await device.room(roomId)).entries).toHaveLength(10)
  })

  it('tells when it will try again while it is offline, and tries at once when asked', async () => {
    const device = rig.device(contact)
    await rig.calm()
    device.offline()
    await rig.clock.advance(60_000)
    const { link, nextTryAt } = await statusOf(device)
    expect(['OFFLINE', 'CONNECTING']).toContain(link)
    if (link === 'OFFLINE') expect(nextTryAt).toBeGreaterThan(rig.clock.now() - 1)
    device.online()
    await rig.clock.advance(100)
    expect(await linkOf(device)).toBe('LIVE')
  })

  it('hears nothing from a feed that it has left', async () => {
    const device = rig.device(contact)
    await rig.calm()
    const feed = takeOverFeed(device)
    device.transport.cut()
    await rig.clock.advance(1_000)
    const left = feed.sink
    left.end('LOST')
    await rig.clock.advance(60_000)
    const { opened } = feed
    left.end('SIGNED_OUT')
    left.end('LOST')
    expect(await linkOf(device)).not.toBe('SIGNED_OUT')
    expect(feed.opened).toBe(opened)
  })

  it.each(['SIGNED_OUT', 'EXPIRED'] as const)(
    '%s: says so, asks for nothing, and goes on after a sign-in',
    async (reason) => {
      const device = rig.device(contact)
      await rig.calm()
      const openFeed = device.transport.openFeed.bind(device.transport)
      const feed = takeOverFeed(device)
      device.transport.cut()
      await rig.clock.advance(1_000)
      feed.sink.end(reason)
      expect(await linkOf(device)).toBe('SIGNED_OUT')
      const { opened } = feed
      await rig.clock.advance(3_600_000)
      expect(feed.opened).toBe(opened)
      device.transport.openFeed = openFeed
      device.replica.probe()
      await rig.calm()
    },
  )

  it('is signed out too when a question is refused for that', async () => {
    const device = rig.device(contact)
    device.transport.serverTime = () => Promise.reject(new Fault('SIGNED_OUT', 'SIGN_IN', 'a test'))
    await rig.clock.advance(1_000)
    expect(await linkOf(device)).toBe('SIGNED_OUT')
  })
})

describe('the clock', () => {
  it("[I15] is right again within a minute after this computer's clock was set", async () => {
    let skewMs = 0
    const device = rig.device(contact, { skewMs: () => skewMs })
    await rig.calm()
    skewMs = -86_400_000
    await rig.clock.advance(90_000)
    expect(await statusOf(device)).toMatchObject({ link: 'LIVE' })
    expect(Math.abs((await statusOf(device)).offsetMs - 86_400_000)).toBeLessThan(100)
  })
})

describe('the directory', () => {
  it('is asked for again when it could not be had', async () => {
    const device = rig.device(contact)
    const directory = device.transport.directory.bind(device.transport)
    device.transport.directory = () => Promise.reject(new Fault('UNAVAILABLE', 'LATER', 'a test'))
    await rig.calm()
    expect((await device.look({ view: 'directory' })).people).toEqual([])
    device.transport.directory = directory
    await rig.clock.advance(90_000)
    const { accounts, people } = await device.look({ view: 'directory' })
    expect(accounts.map(({ id }) => id)).toEqual([contact.accountId])
    expect(people.length).toBeGreaterThan(0)
  })

  it('is asked for again when it changed while the feed is open', async () => {
    const device = rig.device(contact)
    await rig.calm()
    const newcomer = { ...contact, id: toPersonId('newcomer'), name: 'Bima Santoso' }
    await rig.server.core()?.savePerson(newcomer)
    await rig.clock.advance(1_000)
    const { people } = await device.look({ view: 'directory' })
    expect(people.map(({ name }) => name)).toContain('Bima Santoso')
  })
})

describe('presence', () => {
  const roomId = '01a207a2-0000-7000-8000-00000000000a' as never
  const someone = {
    personId: toPersonId('p'),
    name: 'Aisha Karim',
    party: 'PROVIDER',
    activity: 'READING',
  } as const

  it('replaces each room that changes, and is unknown without a line', async () => {
    const device = rig.device(contact)
    const opened: PresenceSink[] = []
    device.transport.openPresence = (to) => {
      opened.push(to)
      return () => undefined
    }
    await rig.calm()
    const present = () => device.look({ view: 'presence' })
    opened.at(-1)?.rooms([{ roomId, people: [someone] }])
    expect(await present()).toEqual([{ roomId, people: [someone] }])
    opened.at(-1)?.rooms([{ roomId, people: [] }])
    expect(await present()).toEqual([])
    opened.at(-1)?.rooms([{ roomId, people: [someone] }])
    device.offline()
    expect(await present()).toEqual([])
  })

  it('says again and again that I am here, until I leave', async () => {
    const device = rig.device(contact)
    const said: (string | null)[] = []
    device.transport.announce = async (room, activity) => {
      said.push(room === null ? null : activity)
    }
    await rig.calm()
    device.replica.announce(roomId, 'READING')
    await rig.clock.advance(30_000)
    // The server forgets after 30 s.
    expect(said).toEqual(['READING', 'READING', 'READING'])
    device.replica.announce(roomId, 'MESSAGE')
    device.replica.announce(null, 'READING')
    await rig.clock.advance(60_000)
    expect(said.slice(3)).toEqual(['MESSAGE', null])
  })
})

describe('watching', () => {
  it('answers at once, then once for all that one turn changes, and not after it was stopped', async () => {
    const device = rig.device(contact)
    const roomId_ = rig.newRoomId()
    await rig.calm()
    device.offline()
    const counts: number[] = []
    const stop = device.replica.watch({ view: 'pending' }, (rows) => counts.push(rows.length))
    await rig.clock.settle()
    const many = Array.from({ length: 5 }, (_, index) =>
      device.submit(index === 0 ? roomId_ : rig.newRoomId(), report({ title: `Ticket ${index}` })),
    )
    await Promise.all(many)
    await rig.clock.settle()
    expect(counts).toEqual([0, 5])
    stop()
    await device.submit(rig.newRoomId(), report())
    await rig.clock.settle()
    expect(counts).toEqual([0, 5])
  })

  it('calls the others although one of them throws', async () => {
    const device = rig.device(contact)
    const heard: string[] = []
    device.replica.watch({ view: 'pending' }, () => {
      throw new Error('a listener of a test')
    })
    device.replica.watch({ view: 'pending' }, () => heard.push('heard'))
    await rig.clock.settle()
    expect(heard).toEqual(['heard'])
    expect(device.reports).toEqual([expect.stringContaining('a listener of a test')])
  })

  it('does not tell the status again while it says the same', async () => {
    const device = rig.device(contact)
    await rig.calm()
    const told: Status[] = []
    device.replica.watch({ view: 'status' }, (status) => told.push(status))
    await rig.clock.advance(2_000)
    device.replica.probe()
    await rig.clock.settle()
    expect(told.length).toBeLessThanOrEqual(2)
  })
})
