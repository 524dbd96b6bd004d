// The connection's whole transition table: every state with every event, checked for completeness by the compiler.

import { describe, expect, it } from 'vitest'
import type { Link } from '../../../replica/api.ts'
import { BACKOFF_FIRST, BACKOFF_MAX, backoff } from '../../../replica/sync/backoff.ts'
import {
  type Connection,
  type ConnectionEvent,
  linkOf,
  SILENCE_MAX,
  START,
  type Step,
  transition,
  wakeAt,
} from '../../../replica/sync/connection.ts'
import { countedRandom } from '../../support/replica-rig.ts'

const NOW = 1_000_000
const RANDOM = 0.5
/** Each state as it stands at NOW, nothing overdue, after two failures. */
const standing: { readonly [State in Link]: Extract<Connection, { state: State }> } = {
  OFFLINE: { state: 'OFFLINE', failures: 2, retryAt: NOW + 500 },
  CONNECTING: { state: 'CONNECTING', failures: 2, heardAt: NOW - 1_000 },
  CATCHING_UP: { state: 'CATCHING_UP', failures: 2, heardAt: NOW - 1_000 },
  LIVE: { state: 'LIVE', failures: 2, heardAt: NOW - 1_000, liveSince: NOW - 10_000 },
  SIGNED_OUT: { state: 'SIGNED_OUT' },
}

type Expected = { readonly state: Link; readonly feed: Step['feed']; readonly failures?: number }

const stays = (state: Link): Expected => ({ state, feed: 'KEEP' })
const waits: Expected = { state: 'OFFLINE', feed: 'CLOSE', failures: 3 }
const signedOut: Expected = { state: 'SIGNED_OUT', feed: 'CLOSE' }
const connects: Expected = { state: 'CONNECTING', feed: 'OPEN', failures: 2 }

const table: Record<Link, Record<ConnectionEvent, Expected>> = {
  OFFLINE: {
    PAGE: stays('OFFLINE'),
    HEAD: stays('OFFLINE'),
    LOST: stays('OFFLINE'),
    RESTARTING: stays('OFFLINE'),
    SIGNED_OUT: signedOut,
    DIVERGED: stays('OFFLINE'),
    TICK: stays('OFFLINE'),
    PROBE: connects,
  },
  CONNECTING: {
    PAGE: { state: 'CATCHING_UP', feed: 'KEEP', failures: 2 },
    HEAD: { state: 'LIVE', feed: 'KEEP', failures: 2 },
    LOST: waits,
    RESTARTING: waits,
    SIGNED_OUT: signedOut,
    DIVERGED: waits,
    TICK: stays('CONNECTING'),
    PROBE: stays('CONNECTING'),
  },
  CATCHING_UP: {
    PAGE: { state: 'CATCHING_UP', feed: 'KEEP', failures: 2 },
    HEAD: { state: 'LIVE', feed: 'KEEP', failures: 2 },
    LOST: waits,
    RESTARTING: waits,
    SIGNED_OUT: signedOut,
    DIVERGED: waits,
    TICK: stays('CATCHING_UP'),
    PROBE: stays('CATCHING_UP'),
  },
  LIVE: {
    PAGE: { state: 'CATCHING_UP', feed: 'KEEP', failures: 2 },
    HEAD: { state: 'LIVE', feed: 'KEEP', failures: 2 },
    LOST: waits,
    RESTARTING: waits,
    SIGNED_OUT: signedOut,
    DIVERGED: waits,
    TICK: stays('LIVE'),
    PROBE: stays('LIVE'),
  },
  SIGNED_OUT: {
    PAGE: stays('SIGNED_OUT'),
    HEAD: stays('SIGNED_OUT'),
    LOST: stays('SIGNED_OUT'),
    RESTARTING: stays('SIGNED_OUT'),
    SIGNED_OUT: stays('SIGNED_OUT'),
    DIVERGED: stays('SIGNED_OUT'),
    TICK: stays('SIGNED_OUT'),
    PROBE: { state: 'CONNECTING', feed: 'OPEN', failures: 0 },
  },
}

const links = Object.keys(table) as Link[]
const events = Object.keys(table.LIVE) as ConnectionEvent[]
const after = (connection: Connection, event: ConnectionEvent, now = NOW, random = RANDOM): Step =>
  transition(connection, event, { now, random })

describe('every state with every event', () => {
  const cells = links.flatMap((link) => events.map((event) => [link, event, table[link][event]] as const))
  it.each(cells)('%s, %s', (link, event, expected) => {
    const { next, feed } = after(standing[link], event)
    expect({ state: next.state, feed }).toEqual({ state: expected.state, feed: expected.feed })
    if (expected.failures !== undefined) expect(next).toMatchObject({ failures: expected.failures })
    // A cell that keeps everything keeps the very same facts, so that no timer starts anew.
    if (expected.feed === 'KEEP' && expected.failures === undefined) expect(next).toEqual(standing[link])
  })
})

describe('time', () => {
  it('connects when the wait is over, and at once at the very start', () => {
    expect(after(standing.OFFLINE, 'TICK', NOW + 500).next.state).toBe('CONNECTING')
    expect(after(START, 'PROBE')).toMatchObject({ next: { state: 'CONNECTING', failures: 0 }, feed: 'OPEN' })
  })

  it('[I7] is not live any more when the head was not confirmed for 15 s, and connects anew', () => {
    const { heardAt } = standing.LIVE
    expect(after(standing.LIVE, 'TICK', heardAt + SILENCE_MAX - 1).next.state).toBe('LIVE')
    expect(after(standing.LIVE, 'TICK', heardAt + SILENCE_MAX)).toMatchObject({
      next: { state: 'CONNECTING' },
      feed: 'OPEN',
    })
    expect(linkOf(standing.LIVE, heardAt + SILENCE_MAX - 1)).toBe('LIVE')
    // The timer may be late, after a sleep; what is said to people is not.
    expect(linkOf(standing.LIVE, heardAt + SILENCE_MAX)).toBe('CONNECTING')
  })

  it.each(['CONNECTING', 'CATCHING_UP'] as const)('gives up %s after 15 s of silence, and waits', (link) => {
    const { heardAt } = standing[link]
    expect(after(standing[link], 'TICK', heardAt + SILENCE_MAX)).toMatchObject({
      next: { state: 'OFFLINE', failures: 3 },
      feed: 'CLOSE',
    })
  })

  it('probing a line that was silent through a sleep opens another', () => {
    expect(after(standing.LIVE, 'PROBE', NOW + 60_000)).toMatchObject({ next: { state: 'CONNECTING' } })
  })

  it('[I15] does not trust a clock that was set back', () => {
    const dayAgo = NOW - 86_400_000
    expect(linkOf(standing.LIVE, dayAgo)).toBe('CONNECTING')
    expect(after(standing.LIVE, 'TICK', dayAgo).next.state).toBe('CONNECTING')
    expect(after(standing.OFFLINE, 'TICK', dayAgo).next.state).toBe('CONNECTING')
  })

  it('says when it wants to be woken', () => {
    expect(wakeAt(standing.OFFLINE)).toBe(NOW + 500)
    for (const link of ['CONNECTING', 'CATCHING_UP', 'LIVE'] as const)
      expect(wakeAt(standing[link])).toBe(NOW - 1_000 + SILENCE_MAX)
    expect(wakeAt(standing.SIGNED_OUT)).toBeNull()
  })
})

describe('back-off', () => {
  it('waits anything from nothing up to a bound that doubles from 0.5 s to 30 s', () => {
    const bounds = [0, 1, 2, 3, 4, 5, 6, 7, 1_000].map((failures) => backoff(failures, 1))
    expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
    expect([BACKOFF_FIRST, BACKOFF_MAX, backoff(9, 0)]).toEqual([500, 30_000, 0])
    const random = countedRandom()
    const waits = Array.from({ length: 1_000 }, () => backoff(6, random()))
    expect(Math.min(...waits)).toBeLessThan(1_000)
    expect(Math.max(...waits)).toBeGreaterThan(29_000)
  })

  it('[I11] spreads the return after a planned restart over the time that the server asked for', () => {
    const random = countedRandom()
    const waits = Array.from({ length: 1_000 }, () => {
      const chance = { now: NOW, random: random(), comeBackWithin: 5_000 }
      return (wakeAt(transition(standing.LIVE, 'RESTARTING', chance).next) ?? 0) - NOW
    })
    const perSecond = [0, 1, 2, 3, 4].map(
      (second) => waits.filter((wait) => Math.floor(wait / 1_000) === second).length,
    )
    expect(Math.max(...waits)).toBeLessThanOrEqual(5_000)
    expect(Math.min(...perSecond)).toBeGreaterThan(100)
    // A server that asks for nothing, or again and again, is met with the waits of any other failure.
    expect(after(standing.LIVE, 'RESTARTING').next).toEqual(after(standing.LIVE, 'LOST').next)
  })

  it('forgets failures once it was live for 30 s, and not before', () => {
    const live = standing.LIVE
    const young = { ...live, heardAt: live.liveSince + 29_999 }
    const old = { ...live, heardAt: live.liveSince + 30_000 }
    expect(after(young, 'LOST').next).toMatchObject({ failures: 3 })
    expect(after(old, 'LOST').next).toMatchObject({ state: 'OFFLINE', failures: 1, retryAt: NOW + 250 })
  })

  it('slows down against a server that drops everybody right after the head', () => {
    let connection: Connection = START
    let now = 0
    for (let round = 0; round < 12; round++) {
      connection = after(connection, 'PROBE', now).next
      connection = after(connection, 'HEAD', now).next
      connection = after(connection, 'LOST', now, 1).next
      now += 1_000
    }
    expect(connection).toMatchObject({ state: 'OFFLINE', failures: 12 })
    expect((wakeAt(connection) ?? 0) - (now - 1_000)).toBe(BACKOFF_MAX)
  })
})

describe('what a person is told', () => {
  const connecting = (failures: number): Connection => ({ state: 'CONNECTING', failures, heardAt: 0 })

  it('calls the first try connecting, and every try after a failure still offline', () => {
    expect(linkOf(connecting(0), 1)).toBe('CONNECTING')
    expect(linkOf(connecting(1), 1)).toBe('OFFLINE')
  })
})
