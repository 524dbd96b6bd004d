// What screens ask the law is asked of the answer that a window has put together from changes and keeps in a store. Along
// random walks through the lives of rooms it says the same as the whole state, for the provider and for the customer.

import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { createRoot } from 'solid-js'
import { expect, it } from 'vitest'
import { armedSteps, openClock } from '../../../domain/incident/clocks.ts'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { clockStateAt, coverageOf, leadingClock, turnsOf } from '../../../domain/incident/facts.ts'
import { isPermitted } from '../../../domain/incident/permissions.ts'
import {
  openReclassification,
  openResolution,
  ownerOf,
  phaseOf,
  type Room,
} from '../../../domain/incident/state.ts'
import { type Instant, MINUTE, plus } from '../../../domain/time.ts'
import { createLive } from '../../../renderer/live/create-live.ts'
import type { RoomView } from '../../../replica/api.ts'
import { differenceOf, withDifference } from '../../../replica/port/difference.ts'
import { COMMAND_TYPES } from '../../support/sample-commands.ts'
import { people } from '../../support/people.ts'
import { strides, walk, WALKS } from '../../support/random-walk.ts'
import { RecordedReplica } from './recorded-replica.ts'

const WATCHED = 6

/** Everything that screens ask of a room. */
function answersOf(room: Room, now: Instant): unknown {
  const phase = phaseOf(room)
  return plain({
    phase,
    permitted: people.map(({ role }) => COMMAND_TYPES.filter((type) => isPermitted(type, role, phase))),
    armed: armedSteps(room),
    leading: leadingClock(room, now),
    open: (['CALLBACK', 'UPDATE', 'SIGN_OFF'] as const).map((kind) => openClock(room, kind)),
    states: room.clocks.map((clock) => clockStateAt(clock, now)),
    turns: turnsOf(room),
    coverage: coverageOf(room),
    owner: ownerOf(room),
    proposals: [openResolution(room), openReclassification(room), room.cadenceProposal],
  })
}

/** Out of the store's proxies. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value)) as unknown

const viewOf = (room: Room | null, log: readonly RecordedEvent[]): RoomView => ({
  room,
  confirmed: room,
  entries: log.slice(-WATCHED).map((event) => ({ event: structuredClone(event), state: 'RECORDED' })),
  olderCount: Math.max(0, log.length - WATCHED),
  pending: [],
})

/** A window that is told of each view as the port does it: the first one whole, then what has changed. */
function opened() {
  const replica = new RecordedReplica()
  let told: RoomView | null = null
  let held: unknown = null
  return createRoot((end) => {
    const shown = createLive<'room'>(replica, () => ({ view: 'room', roomId: 'a' as never, limit: WATCHED }))
    return {
      end,
      shown,
      tell: (view: RoomView) => {
        const difference = told === null ? { is: view } : differenceOf(told, view)
        told = view
        if (difference === null) return
        held = withDifference(held, structuredClone(difference))
        replica.tell('room', held as RoomView)
      },
    }
  })
}

it.each(['PROVIDER', 'CUSTOMER'] as const)('for the %s, after every step', (party) => {
  let compared = 0
  fc.assert(
    fc.property(strides, (all) => {
      const window = opened()
      for (const { after, now } of walk(all)) {
        const isMine = ({ audience }: RecordedEvent) => party === 'PROVIDER' || audience === 'SHARED'
        const whole = viewOf(party === 'PROVIDER' ? after.room : after.customerRoom, after.log.filter(isMine))
        window.tell(whole)
        const shown = window.shown()
        expect(isDeepStrictEqual(plain(shown), plain(whole))).toBe(true)
        const room = shown?.room ?? null
        if (room === null || whole.room === null) continue
        const later = plus(now, 7 * MINUTE)
        const [answers, truth] = [answersOf(room, later), answersOf(whole.room, later)]
        if (!isDeepStrictEqual(answers, truth)) expect(answers).toEqual(truth)
        compared += 1
      }
      window.end()
    }),
    { ...WALKS, numRuns: 6 },
  )
  expect(compared).toBeGreaterThan(200)
})
