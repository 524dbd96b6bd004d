// Who is present, by the rules alone: whom a viewer sees, what is said of them, and when they are forgotten.

import { beforeEach, describe, expect, it } from 'vitest'
import { toAccountId, toPersonId, toRoomId } from '../../../domain/ids.ts'
import type { Party, Person } from '../../../domain/people.ts'
import { type Instant, instantAt, plus, SECOND } from '../../../domain/time.ts'
import type { Activity } from '../../../protocol/feed.ts'
import { openPresence, type Presence, presentFor } from '../../../server/fanout/presence.ts'
import { newsIn, textsOf } from '../../../server/fanout/presence-news.ts'
import { linkSignals } from '../nodes/linked-signals.ts'

const ROOM = toRoomId('room')
const OTHER = toRoomId('other')
const NUSANTARA = toAccountId('nusantara')

const person = (name: string, party: Party, account = party === 'CUSTOMER' ? 'nusantara' : null): Person => ({
  id: toPersonId(name.toLowerCase()),
  name,
  title: '',
  party,
  role: party === 'CUSTOMER' ? 'CONTACT' : 'AGENT',
  accountId: account === null ? null : toAccountId(account),
  timeZone: 'UTC',
  phone: null,
  email: null,
})

const rani = person('Rani', 'CUSTOMER')
const dimas = person('Dimas', 'CUSTOMER')
const sari = person('Sari', 'CUSTOMER', 'kirana')
const maeve = person('Maeve', 'PROVIDER')
const aisha = person('Aisha', 'PROVIDER')
const tiago = person('Tiago', 'PROVIDER')
const dora = person('Dora', 'PROVIDER')

const scene = {
  room: { accountId: NUSANTARA, knownProviders: [maeve.id] },
  account: { tamId: tiago.id, deputyId: dora.id },
}

const seen = (viewer: Person, ...guests: [Person, Activity][]): string[] =>
  presentFor(
    viewer,
    scene,
    guests.map(([guest, activity]) => ({ person: guest, activity })),
  ).map(({ name, activity }) => `${name} ${activity}`)

describe('[AUD-4] of the people in a room', () => {
  const everybody: [Person, Activity][] = [rani, dimas, maeve, aisha, tiago, dora].map((guest) => [
    guest,
    'READING',
  ])

  it('the provider sees all', () => {
    expect(seen(aisha, ...everybody)).toEqual(
      ['Aisha', 'Dimas', 'Dora', 'Maeve', 'Rani', 'Tiago'].map((name) => `${name} READING`),
    )
  })

  it('a customer sees the own people, those whom the shared record names, the TAM and the deputy', () => {
    expect(seen(rani, ...everybody)).toEqual(
      ['Dimas', 'Dora', 'Maeve', 'Rani', 'Tiago'].map((name) => `${name} READING`),
    )
  })

  it('a customer never sees somebody of another customer', () => {
    expect(seen(rani, [sari, 'READING'])).toEqual([])
  })

  it('a customer is told of no note, by whomever on whatever device', () => {
    expect(seen(rani, [maeve, 'NOTE'])).toEqual(['Maeve READING'])
    expect(seen(rani, [maeve, 'MESSAGE'], [maeve, 'NOTE'])).toEqual(['Maeve MESSAGE'])
    expect(seen(rani, [maeve, 'NOTE'], [maeve, 'READING'])).toEqual(['Maeve READING'])
    expect(seen(aisha, [maeve, 'NOTE'])).toEqual(['Maeve NOTE'])
  })

  it('each is there once, with what says most', () => {
    expect(seen(aisha, [maeve, 'READING'], [maeve, 'CALL'], [maeve, 'UPDATE'])).toEqual(['Maeve CALL'])
    expect(seen(rani, [maeve, 'CALL'])).toEqual(['Maeve CALL'])
  })
})

describe('presence', () => {
  let now: Instant
  let presence: Presence
  let changes: string[]

  beforeEach(() => {
    now = instantAt(0)
    presence = openPresence(() => now)
    changes = []
    presence.onChange((roomId) => changes.push(roomId))
  })

  it('is told of once, not each time it is repeated', () => {
    for (const activity of ['READING', 'READING', 'MESSAGE'] as const)
      presence.announce('device', maeve, ROOM, activity)
    expect(changes).toEqual([ROOM, ROOM])
    expect(presence.guestsOf(ROOM).map(({ activity }) => activity)).toEqual(['MESSAGE'])
  })

  it('moves with the device', () => {
    presence.announce('device', maeve, ROOM, 'READING')
    presence.announce('device', maeve, OTHER, 'READING')
    expect(presence.rooms()).toEqual([OTHER])
    presence.announce('device', maeve, null, 'READING')
    expect([presence.rooms(), changes]).toEqual([[], [ROOM, ROOM, OTHER, OTHER]])
  })

  it('is forgotten 30 s after the last word, and not before', () => {
    presence.announce('device', maeve, ROOM, 'READING')
    now = plus(now, 20 * SECOND)
    presence.announce('device', maeve, ROOM, 'READING')
    now = plus(now, 30 * SECOND - 1)
    presence.sweep()
    expect([presence.guestsOf(ROOM).length, changes]).toEqual([1, [ROOM]])
    now = plus(now, 1)
    expect([presence.guestsOf(ROOM).length, presence.rooms()]).toEqual([0, []])
    presence.sweep()
    presence.sweep()
    expect(changes).toEqual([ROOM, ROOM])
  })
})

describe('somebody in a room, on two nodes', () => {
  let now: Instant
  let signals: ReturnType<typeof linkSignals>
  let a: Presence
  let b: Presence
  const names = (node: Presence) =>
    node.guestsOf(ROOM).map((guest) => `${guest.person.name} ${guest.activity}`)
  /** Until everything that was told so far is heard. */
  const heard = () => new Promise((resolve) => setTimeout(resolve, 0))

  beforeEach(() => {
    now = instantAt(0)
    signals = linkSignals(2)
    const known = new Map([rani, maeve, aisha].map((each) => [each.id, each]))
    const [one, two] = signals.nodes.map((node) =>
      openPresence(() => now, {
        signals: node,
        person: (id) => Promise.resolve(known.get(id) ?? null),
      }),
    )
    if (one === undefined || two === undefined) throw new Error('there are two nodes')
    ;[a, b] = [one, two]
  })

  it('is there, types and leaves on both', async () => {
    a.announce('laptop', maeve, ROOM, 'READING')
    b.announce('phone', rani, ROOM, 'MESSAGE')
    await heard()
    expect([names(a).toSorted(), names(b).toSorted()]).toEqual([
      ['Maeve READING', 'Rani MESSAGE'],
      ['Maeve READING', 'Rani MESSAGE'],
    ])
    a.announce('laptop', maeve, ROOM, 'UPDATE')
    b.announce('phone', rani, null, 'READING')
    await heard()
    expect([names(a), names(b)]).toEqual([['Maeve UPDATE'], ['Maeve UPDATE']])
  })

  it('is one device, also when its requests go to another node each time', async () => {
    a.announce('laptop', maeve, ROOM, 'READING')
    await heard()
    b.announce('laptop', maeve, OTHER, 'READING')
    await heard()
    a.sweep()
    await heard()
    expect([a.rooms(), b.rooms()]).toEqual([[OTHER], [OTHER]])
  })

  it('is told of a room once, however often the device says so: no frame is made by a repetition (I20)', async () => {
    const changes: string[] = []
    b.onChange((roomId) => changes.push(roomId))
    for (let second = 0; second < 3; second++) {
      a.announce('laptop', maeve, ROOM, 'READING')
      a.sweep()
      await heard()
    }
    expect([changes, signals.told.length]).toEqual([[ROOM], 3])
  })

  it('is found again after signals were lost, with the next word of the device', async () => {
    signals.cut(true)
    a.announce('laptop', maeve, ROOM, 'NOTE')
    await heard()
    expect(names(b)).toEqual([])
    signals.cut(false)
    a.announce('laptop', maeve, ROOM, 'NOTE')
    a.sweep()
    await heard()
    expect(names(b)).toEqual(['Maeve NOTE'])
  })

  it('is forgotten within 30 s when the node that knew of them is gone', async () => {
    a.announce('laptop', maeve, ROOM, 'READING')
    await heard()
    signals.cut(true)
    now = plus(now, 30 * SECOND - 1)
    expect(names(b)).toEqual(['Maeve READING'])
    now = plus(now, 1)
    b.sweep()
    expect([names(b), b.rooms()]).toEqual([[], []])
  })

  it('is nobody when they are not known here', async () => {
    a.announce('laptop', tiago, ROOM, 'READING')
    await heard()
    expect(names(b)).toEqual([])
  })

  it('is told in texts that fit a signal, and what is not understood is left out', () => {
    const news = Array.from({ length: 200 }, (_each, index) => ({
      device: `device ${index}`,
      personId: toPersonId(`person%${index}`),
      roomId: index % 2 === 0 ? ROOM : null,
      activity: 'READING' as const,
    }))
    const texts = textsOf(news)
    expect(texts.every((text) => Buffer.byteLength(text) < 4_000)).toBe(true)
    expect(texts.flatMap(newsIn)).toEqual(news)
    expect(newsIn('device person room SINGING\ndevice person\n\ndevice person room READING more')).toEqual([])
  })
})
