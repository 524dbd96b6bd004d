// A state that was kept is as good as one folded from the first event, or it is not used at all.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evolveAll } from '../../../domain/incident/evolve.ts'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { CHAIN_START } from '../../../domain/incident/state.ts'
import { linkHash } from '../../../protocol/record.ts'
import { type RoomState, stateFrom, stateFromStart, type Way } from '../../../server/commands/room-fold.ts'
import { readSnapshot, snapshotOf } from '../../../server/commands/snapshot.ts'
import type { RoomHead, RoomView, StoreReads } from '../../../server/store/event-store.ts'
import { emptyHead } from '../../contract/log-of.ts'
import { nusantara } from '../../support/accounts.ts'
import { strides, walk, WALKS } from '../../support/random-walk.ts'
import { toRoomId } from '../../../domain/ids.ts'

const LAW = 'law-1'
const VIEWS: readonly RoomView[] = ['ALL', 'SHARED']

/** The events as a store holds them, linked anew, `salt` making another log of the same story. */
function linked(log: readonly RecordedEvent[], salt: string): readonly RecordedEvent[] {
  const heads = { SHARED: CHAIN_START, INTERNAL: CHAIN_START }
  return log.map((event, index) => {
    const unlinked = { ...event, seq: index + 1, salt, hash: null }
    const hash = linkHash(heads[event.audience], unlinked)
    heads[event.audience] = hash
    return { ...unlinked, hash }
  })
}

const seenIn = (log: readonly RecordedEvent[], view: RoomView): readonly RecordedEvent[] =>
  view === 'ALL'
    ? log
    : log.filter(({ audience }) => audience === 'SHARED').map((event) => ({ ...event, seq: null }))

function headOf(log: readonly RecordedEvent[]): RoomHead {
  const lastOf = (audience: RecordedEvent['audience']) => log.findLast((event) => event.audience === audience)
  return {
    ...emptyHead(toRoomId('room-walk'), nusantara.id),
    seq: log.length,
    sharedSeq: lastOf('SHARED')?.sharedSeq ?? 0,
    sharedHash: lastOf('SHARED')?.hash ?? CHAIN_START,
    internalHash: lastOf('INTERNAL')?.hash ?? CHAIN_START,
  }
}

function wayTo(log: readonly RecordedEvent[], view: RoomView): Way {
  const roomEvents: StoreReads['roomEvents'] = (_id, _view, after, limit) =>
    Promise.resolve(seenIn(log, view).slice(after, after + limit))
  return { reads: { roomEvents } as StoreReads, head: headOf(log), view, rest: undefined }
}

const through = (state: RoomState): RoomState => {
  const read = readSnapshot(snapshotOf(state, LAW) ?? '', LAW)
  if (read === null) throw new Error('a snapshot could not be read back')
  return read
}

describe('a room', () => {
  it('from a snapshot anywhere in its log and what follows is what all its events make of it, for both parties', async () => {
    let compared = 0
    await fc.assert(
      fc.asyncProperty(strides, fc.nat({ max: 999 }), async (steps, where) => {
        const log = linked(walk(steps).at(-1)?.after.log ?? [], 'one')
        const other = linked(log, 'other')
        const cut = where % (log.length + 1)
        for (const view of VIEWS) {
          const kept = through(await stateFromStart(wayTo(log.slice(0, cut), view)))
          const state = await stateFrom(kept, wayTo(log, view))
          expect(state?.room).toStrictEqual(evolveAll(null, seenIn(log, view)))
          expect(state).toStrictEqual(await stateFromStart(wayTo(log, view)))
          // Another log of the same length, and one that ends before: not gone on from.
          const isBegun = seenIn(log.slice(0, cut), view).length > 0
          if (isBegun) expect(await stateFrom(kept, wayTo(other, view))).toBeNull()
          if (isBegun) expect(await stateFrom(kept, wayTo([], view))).toBeNull()
          compared += isBegun ? 1 : 0
        }
      }),
      { ...WALKS, numRuns: 40 },
    )
    expect(compared).toBeGreaterThan(40)
  })
})

describe('a snapshot', () => {
  const [log] = fc
    .sample(strides, { seed: 1, numRuns: 1 })
    .map((steps) => walk(steps).at(-1)?.after.log ?? [])
  const state = () => stateFromStart(wayTo(linked(log ?? [], 'one'), 'ALL'))

  it('of another law, damaged or cut is nothing', async () => {
    const text = snapshotOf(await state(), LAW) ?? ''
    const damaged = text.replace('"title":"', '"title":"x')
    expect(damaged).not.toBe(text)
    for (const bad of [damaged, text.slice(0, -1), '', 'law-1', 'law-1 x', '{', text.slice(6)])
      expect(readSnapshot(bad, LAW), bad.slice(0, 20)).toBeNull()
    expect(readSnapshot(text, 'law-2')).toBeNull()
    expect(readSnapshot(text, LAW)).toStrictEqual(await state())
  })

  it('is not made of a state that is too long', async () => {
    const { end, room } = await state()
    const long = room === null ? null : { ...room, description: 'x'.repeat(1_000_000) }
    expect(snapshotOf({ end, room: long }, LAW)).toBeNull()
  })
})
