// What holds in every room, however people got there: invariants along random walks. The seed is fixed; a walk that
// fails is shrunk and printed with its path.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { IncidentEvent, RecordedEvent } from '../../../domain/incident/events.ts'
import { decide } from '../../../domain/incident/decide.ts'
import { evolve, evolveAll } from '../../../domain/incident/evolve.ts'
import { type Clock, phaseOf, type Room } from '../../../domain/incident/state.ts'
import { toEventId } from '../../../domain/ids.ts'
import { crypto } from '../../../protocol/crypto.ts'
import { strides, typesReached, type Visit, walk, WALKS } from '../../support/random-walk.ts'
import { SAMPLE_EVENT_TYPES } from '../../support/sample-events.ts'

/** Asserts a law at every visit of every walk. */
const always = (law: (visit: Visit, index: number, visits: readonly Visit[]) => void) =>
  fc.assert(
    fc.property(strides, (all) => walk(all).forEach(law)),
    WALKS,
  )

const rooms = ({ after }: Visit): Room[] => [after.room, after.customerRoom].filter((room) => room !== null)

function frozen<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) frozen(part)
  return value
}

it('walks through every type of event there is', () => {
  const reached = typesReached()
  expect(SAMPLE_EVENT_TYPES.filter((type) => !reached.has(type))).toEqual([])
})

it('[EVT-3] a room is plain JSON at every moment', () => {
  always((visit, index) => {
    if (index % 7 !== 0) return
    for (const room of rooms(visit)) expect(JSON.parse(JSON.stringify(room))).toStrictEqual(room)
  })
})

it('[EVT-4] a replay, from the start or from any state on the way, gives the same room', () => {
  always(({ after }, index, visits) => {
    if (index % 10 !== 0) return
    expect(evolveAll(null, after.log)).toStrictEqual(after.room)
    const on = visits[Math.floor(index / 2)]?.after
    const snapshot = JSON.parse(JSON.stringify(on?.room ?? null)) as Room | null
    expect(evolveAll(snapshot, after.log.slice(on?.log.length))).toStrictEqual(after.room)
  })
})

it('[EVT-6] decide() answers the same again, never throws, and changes none of what it was given', () => {
  always(({ before, command, ctx, decision }) => {
    const again = decide(frozen(before.room), frozen(command), {
      ...frozen({ ...ctx, crypto: null }),
      crypto,
    })
    expect(again).toStrictEqual(decision)
  })
})

it('[RES-7] a room is resolved exactly when one valid signature of each party is under the same proposal', () => {
  always(({ after }) => {
    const since = after.log.slice(after.log.findLastIndex(({ body }) => body.type === 'Reopened') + 1)
    const proposal = after.room?.resolutions.at(-1)
    const marks = since.flatMap(({ body, actor }) =>
      body.type === 'ResolutionSigned' && body.proposalId === proposal?.id ? [{ ...body, actor }] : [],
    )
    const valid = marks.filter(
      ({ publicKey, signature, digest }) =>
        digest === proposal?.digest && crypto.verify(publicKey, digest, signature),
    )
    const parties = valid.map(({ party }) => party).sort()
    const isClosed = after.room !== null && after.room.resolvedAt !== null
    expect(isClosed).toBe(parties.join() === 'CUSTOMER,PROVIDER')
    expect(valid.length).toBe(marks.length)
    expect(new Set(valid.map(({ actor }) => actor.personId)).size).toBe(valid.length)
  })
})

it('[PHA-1] the phase agrees with what is in the room', () => {
  always((visit) => {
    for (const room of rooms(visit)) {
      const phase = phaseOf(room)
      expect(phase === 'RECLASSIFIED').toBe(room.reclassifications.some(({ status }) => status === 'AGREED'))
      expect(phase === 'RESOLVED').toBe(room.resolvedAt !== null && room.reclassifiedAt === null)
      if (phase === 'AWAITING_CALLBACK') expect(room.callback).toBeNull()
      if (phase === 'REPORTED') expect(room.intake).toBeNull()
    }
  })
})

it('[RES-3] [RCL-1] of each kind of proposal one at most is open', () => {
  const open = (all: readonly { status: string }[]) => all.filter(({ status }) => status === 'OPEN').length
  always((visit) => {
    for (const room of rooms(visit)) {
      expect(open(room.resolutions)).toBeLessThanOrEqual(1)
      expect(open(room.reclassifications)).toBeLessThanOrEqual(1)
      expect(room.coverage.filter(({ until }) => until === null).length).toBeLessThanOrEqual(1)
    }
  })
})

it('[CLK-1] [CLK-10] one clock of a kind runs at most, and what a clock promised or broke never changes', () => {
  const terms = ({ id, startedAt, promise, dueAt, binding }: Clock) => ({
    id,
    startedAt,
    promise,
    dueAt,
    binding,
  })
  always(({ before, after }) => {
    if (before.room === null || after.room === null) return
    const running = after.room.clocks.filter(({ stoppedAt }) => stoppedAt === null).map(({ kind }) => kind)
    expect(new Set(running).size).toBe(running.length)
    before.room.clocks.forEach((clock, index) => {
      const now = after.room?.clocks[index]
      if (now === undefined) throw new Error(`${clock.id} is gone`)
      expect(terms(now)).toEqual(terms(clock))
      expect(now.breachRecordedAt).toBe(clock.breachRecordedAt ?? now.breachRecordedAt)
      if (clock.stoppedAt !== null) expect({ ...now, takenBy: clock.takenBy }).toStrictEqual(clock)
      if (clock.outcome === 'BREACHED')
        expect(now.outcome).toBe(now.recordedLateAt === null ? 'BREACHED' : 'MET')
    })
  })
})

it('[RES-9] no step of a clock changes the phase', () => {
  always(({ before, after, who }) => {
    if (who !== null || before.room === null || after.room === null) return
    expect(phaseOf(after.room)).toBe(phaseOf(before.room))
  })
})

it('[CLK-4] no step of a clock fires twice', () => {
  always(({ after }) => {
    const fired = after.log.flatMap(({ body }) =>
      body.type === 'ClockWarned' || body.type === 'ClockBreached' ? [`${body.clockId} ${body.step}`] : [],
    )
    expect(new Set(fired).size).toBe(fired.length)
  })
})

/** A field of another value of its type, at random; or gone. */
const distorted = (body: IncidentEvent, seed: number): unknown => {
  const entries = Object.entries(body)
  const [field, value] = entries[seed % entries.length] ?? ['type', 0]
  if (field === 'type') return seed % 3 === 0 ? { ...body, type: 'FromTheFuture' } : body
  const others: Record<string, readonly unknown[]> = {
    string: ['', 'x'.repeat(9_000), '9999-12-31T23:59:59.999Z', toEventId('none'), '2026-13-45'],
    number: [Number.NaN, -1, 0, 1e308, Number.MAX_SAFE_INTEGER, 0.1],
    boolean: [true, false],
    object: [null, [], undefined],
  }
  const choices = others[typeof value] ?? [undefined]
  return { ...body, [field]: choices[seed % choices.length] }
}

it('[EVT-1] evolve() takes any event in any order, also with senseless content', () => {
  const disorder = fc.array(fc.nat({ max: 99_999 }), { minLength: 40, maxLength: 120, size: 'max' })
  fc.assert(
    fc.property(strides, disorder, (all, seeds) => {
      const log = walk(all).at(-1)?.after.log ?? []
      let room: Room | null = null
      for (const seed of seeds) {
        const event = log[seed % log.length]
        if (event === undefined) continue
        const body = seed % 2 === 0 ? event.body : distorted(event.body, seed)
        room = evolve(frozen(room), frozen({ ...event, body } as RecordedEvent))
        if (room !== null) expect(phaseOf(room)).toMatch(/^[A-Z_]+$/)
      }
    }),
    WALKS,
  )
})
