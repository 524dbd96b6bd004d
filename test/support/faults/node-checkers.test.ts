// The checkers of several nodes on histories that are right, and on the same ones with one thing planted in them.

import { expect, it } from 'vitest'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { instantAt } from '../../../domain/time.ts'
import type { Entry, FinalRead } from './history.ts'
import {
  checkPresence,
  checkPunctual,
  checkSessions,
  checkStalls,
  checkWatches,
  longestStall,
} from './node-checkers.ts'

type Facts = Entry['facts']
type Line = readonly [
  t: number,
  proc: string,
  op: Entry['op'],
  id: string,
  type: Entry['type'],
  facts?: Facts,
]

const historyOf = (...lines: readonly Line[]): readonly Entry[] =>
  lines
    .map(([t, proc, op, id, type, facts]) => ({ t, proc, op, id, type, facts }))
    .toSorted((a, b) => a.t - b.t)
const LAST: Line = [200_000, 'run', 'fault', 'end', 'info']
const NOTHING = { provider: [], accounts: {}, digests: {}, receipts: [], due: [] } as unknown as FinalRead
const withEvents = (...provider: readonly object[]): FinalRead => ({
  ...NOTHING,
  provider: provider as readonly RecordedEvent[],
})

const during = (who: string, what: string, from: number, to: number): readonly Line[] => [
  [from, 'run', 'fault', who, 'invoke', { what }],
  [to, 'run', 'fault', who, 'ok', { what }],
]
const asked = (from: number, to: number): readonly Line[] => [
  [from, 'pulse/1', 'command', 'c', 'invoke'],
  [to, 'pulse/1', 'command', 'c', 'ok'],
]

it('a node that is held up by another one that stands still is called wrong, with the reason', () => {
  const paused = during('node/0', 'PAUSED', 1_000, 9_000)
  expect(checkStalls(historyOf(...paused, ...asked(1_500, 4_000)), NOTHING)).toEqual([])
  const held = historyOf(...paused, ...asked(1_500, 6_000))
  expect(checkStalls(held, NOTHING)).toEqual(['node/1: a command took 4.5 s during node/0 PAUSED'])
  expect(longestStall(held)).toEqual({ ms: 4_500, node: 'node/1', during: 'node/0 PAUSED' })
})

it('a node that suffers itself, or whose machine stood still, is not blamed for waiting', () => {
  const own = during('node/1', 'DATABASE', 1_000, 5_000)
  expect(checkStalls(historyOf(...own, ...asked(1_500, 9_000)), NOTHING)).toEqual([])
  const gone = during('database', 'STOPPED', 1_000, 2_000)
  expect(checkStalls(historyOf(...gone, ...asked(1_500, 6_000)), NOTHING)).toEqual([])
  const late: Line = [4_000, 'run', 'fault', 'machine', 'info', { lateMs: 2_000 }]
  expect(checkStalls(historyOf(late, ...asked(1_500, 6_000)), NOTHING)).toEqual([])
})

it('a node that is held up while another one starts is given as long as that took, and no longer', () => {
  const killed = during('node/0', 'KILLED', 1_000, 1_400)
  const started = during('node/0', 'STARTING', 1_400, 4_400)
  expect(checkStalls(historyOf(...killed, ...started, ...asked(1_500, 7_800)), NOTHING)).toEqual([])
  const held = historyOf(...killed, ...started, ...asked(1_500, 8_000))
  expect(checkStalls(held, NOTHING)).toEqual([
    'node/1: a command took 3.6 s during node/0 KILLED, node/0 STARTING',
  ])
  const late: Line = [4_000, 'run', 'fault', 'machine', 'info', { lateMs: 2_000 }]
  expect(checkStalls(historyOf(...killed, ...started, late, ...asked(1_500, 8_000)), NOTHING)).toHaveLength(1)
})

const EVENT = {
  id: 'e',
  causedBy: 'c',
  roomId: 'r',
  body: { type: 'MessagePosted' },
  recordedAt: instantAt(0),
}
const watched = (heardAt: number | null, ...more: readonly Line[]): readonly Entry[] =>
  historyOf(
    [0, 'watch/0', 'watch', 'node/0', 'invoke'],
    ...asked(900, 1_000),
    ...(heardAt === null ? [] : [[heardAt, 'watch/0', 'watch', 'e', 'ok'] as const]),
    ...more,
    LAST,
  )

it('[I7] a reader of another node who is told late, never, or of a page with a gap, is called wrong', () => {
  const end = withEvents(EVENT)
  expect(checkWatches(watched(1_800), end)).toEqual([])
  expect(checkWatches(watched(4_500), end)).toEqual(['watch/0: e was heard of late after its answer: 3.5 s'])
  expect(checkWatches(watched(null), end)).toEqual(['watch/0: e was heard of late after its answer: never'])
  const closed: readonly Line[] = [
    [900, 'watch/0', 'watch', 'node/0', 'fail'],
    [9_000, 'watch/0', 'watch', 'node/0', 'invoke'],
  ]
  expect(checkWatches(watched(8_900, ...closed), end)).toEqual([])
  const gap: Line = [1_500, 'watch/0', 'watch', 'node/0', 'info']
  expect(checkWatches(watched(1_400, gap), end)).toEqual(['watch/0: was given a page that does not follow'])
})

const breach = (dueAt: number, recordedAt: number) => ({
  ...EVENT,
  causedBy: 'fire',
  body: { type: 'ClockBreached', clockId: 'CALLBACK:1', dueAt: instantAt(dueAt) },
  recordedAt: instantAt(recordedAt),
})
const twoNodes: readonly Line[] = [
  [0, 'watch/0', 'watch', 'node/0', 'invoke'],
  [0, 'watch/1', 'watch', 'node/1', 'invoke'],
]

it('[I13] a clock that breaks late although a node could work is called wrong, also over a step of time', () => {
  const punctual = (end: FinalRead, ...lines: readonly Line[]) =>
    checkPunctual(historyOf(...twoNodes, ...lines), end)
  const wrong = ['r: CALLBACK:1 broke 4.0 s late']
  expect(punctual(withEvents(breach(10_000, 12_500)))).toEqual([])
  expect(punctual(withEvents(breach(10_000, 14_000)))).toEqual(wrong)
  expect(punctual(withEvents(breach(10_000, 14_000)), ...during('node/0', 'PAUSED', 9_000, 15_000))).toEqual(
    wrong,
  )
  expect(
    punctual(withEvents(breach(10_000, 14_000)), ...during('database', 'STOPPED', 9_000, 12_000)),
  ).toEqual([])
  // At 20 s the server's time jumps to 80 s: what was due at 50 s of it is due then.
  const step: Line = [20_000, 'run', 'fault', 'clock', 'info', { offsetMs: 60_000 }]
  expect(punctual(withEvents(breach(50_000, 81_000)), step)).toEqual([])
  expect(punctual(withEvents(breach(50_000, 84_000)), step)).toEqual(wrong)
})

const session = (closedAt: number | null): readonly Line[] => [
  [0, 'guests', 'session', 's', 'info', { node: 'node/0' }],
  [1_000, 'guests', 'session', 's', 'invoke'],
  ...(closedAt === null ? [] : [[closedAt, 'guests', 'session', 's', 'ok', { node: 'node/0' }] as const]),
  LAST,
]

it('[I22] a socket that stays open after its session has ended on another node is called wrong', () => {
  expect(checkSessions(historyOf(...session(6_000)), NOTHING)).toEqual([])
  expect(checkSessions(historyOf(...session(8_000)), NOTHING)).toHaveLength(1)
  expect(checkSessions(historyOf(...session(null)), NOTHING)).toHaveLength(1)
  const paused = during('node/0', 'PAUSED', 500, 5_000)
  expect(checkSessions(historyOf(...session(8_000), ...paused), NOTHING)).toEqual([])
})

it('somebody who is seen for longer than 30 s after their node was killed is called wrong', () => {
  const killed: Line = [1_000, 'guests', 'presence', 'p', 'invoke', { seenOn: 'node/1' }]
  const gone = (t: number): Line => [t, 'guests', 'presence', 'p', 'ok', { node: 'node/1' }]
  expect(checkPresence(historyOf(killed, gone(31_500), LAST), NOTHING)).toEqual([])
  expect(checkPresence(historyOf(killed, gone(40_000), LAST), NOTHING)).toHaveLength(1)
  expect(checkPresence(historyOf(killed, LAST), NOTHING)).toHaveLength(1)
})
