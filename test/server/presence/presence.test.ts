// Who is present, by the rules alone: whom a viewer sees, what is said of them, and when they are forgotten.

import { beforeEach, describe, expect, it } from 'vitest'
import { toAccountId, toPersonId, toRoomId } from '../../../domain/ids.ts'
import type { Party, Person } from '../../../domain/people.ts'
import { type Instant, instantAt, plus, SECOND } from '../../../domain/time.ts'
import type { Activity } from '../../../protocol/feed.ts'
import { openPresence, type Presence, presentFor } from '../../../server/fanout/presence.ts'

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
