// What a window is sent of a change: no more than the change, however long the room is, and enough to have the same answer
// as the copy. A change of another answer is never guessed at.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toCommandId } from '../../domain/ids.ts'
import type { BoardView, Question, Replica } from '../../replica/api.ts'
import { differenceOf, withDifference } from '../../replica/port/difference.ts'
import { openPortClient } from '../../replica/port/port-client.ts'
import { openPortHost } from '../../replica/port/port-host.ts'
import type { ClientMessage, HostMessage } from '../../replica/port/port.ts'
import { at, by, given } from '../support/given.ts'
import { agent } from '../support/people.ts'
import { inProgress, update } from '../support/story.ts'

const member = fc.oneof(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd'),
    text: fc.constantFrom('x', 'y'),
    more: fc.array(fc.nat(3)),
  }),
  fc.record({
    event: fc.record({ id: fc.constantFrom('e', 'f') }),
    state: fc.constantFrom('SENT', 'RECORDED'),
  }),
  fc.constantFrom('word', 'other', null, 1, 2),
  fc.array(fc.nat(2), { maxLength: 2 }),
)
const answer = fc.record(
  {
    list: fc.array(member, { maxLength: 6 }),
    inner: fc.oneof(fc.constant(null), fc.record({ a: member, b: fc.nat(2) })),
    maybe: fc.oneof(fc.array(member, { maxLength: 2 }), member),
  },
  { requiredKeys: ['list'] },
)

it('leads from any answer to any other, and is none between two that say the same', () => {
  fc.assert(
    fc.property(answer, answer, (before, after) => {
      const difference = differenceOf(before, after)
      const put =
        difference === null ? before : withDifference(structuredClone(before), structuredClone(difference))
      expect(put).toEqual(after)
      expect(Object.keys(put as object).toSorted()).toEqual(Object.keys(after).toSorted())
      expect(differenceOf(after, structuredClone(after))).toBeNull()
    }),
    { seed: 20_261_123, numRuns: 500 },
  )
})

it('shares with the answer before all that has not changed', () => {
  const before = {
    rows: [
      { id: 'a', deep: { x: [1] } },
      { id: 'b', deep: { x: [1] } },
    ],
    rest: { y: 1 },
  }
  const after = {
    rows: [
      { id: 'b', deep: { x: [2] } },
      { id: 'a', deep: { x: [1] } },
    ],
    rest: { y: 1 },
  }
  const difference = differenceOf(before, after)
  const put = (difference && withDifference(before, difference)) as typeof before

  expect(put).toStrictEqual(after)
  expect(put.rest).toBe(before.rest)
  expect(put.rows[1]).toBe(before.rows[0])
})

const updateAt = (minute: number) =>
  by(
    agent,
    update({ expectation: { kind: 'UNKNOWN', reason: 'Not known.', moreAt: at(minute + 60) } }),
    minute,
  )

/** Characters of what one more update changes in a room that has had so many. */
function changeAfter(updates: number): number {
  const story = [...inProgress, ...Array.from({ length: updates }, (_, index) => updateAt(100 + index))]
  const before = given(...story)
  const after = before.and(updateAt(100 + updates))
  return JSON.stringify(differenceOf({ room: before.room }, { room: after.room })).length
}

it('is as small in a long room as in a short one', () => {
  const [short, long] = [changeAfter(10), changeAfter(300)]
  expect(short).toBeGreaterThan(100)
  // Numbers of more digits.
  expect(long - short).toBeLessThan(20)
})

/** A window over a port whose messages the test carries. */
function opened() {
  let tell: ((answer: BoardView) => void) | null = null
  let watched = 0
  const copy = {
    watch: (_question: Question, changed: (answer: BoardView) => void) => {
      tell = changed
      watched += 1
      return () => undefined
    },
  } as unknown as Replica
  const sent: HostMessage[] = []
  let hosts = 0
  const newHost = () =>
    openPortHost({
      id: `host ${(hosts += 1)}`,
      replica: copy,
      send: (message) => void sent.push(structuredClone(message)),
      announce: () => undefined,
      report: () => undefined,
    })
  let host = newHost()
  const asked: ClientMessage[] = []
  const client = openPortClient({
    me: agent,
    send: (message) => {
      asked.push(message)
      host.receive(message)
    },
    newId: () => 'one',
    newCommandId: () => toCommandId('c'),
    end: async () => undefined,
  })
  client.receive({ type: 'ready', host: 'host 1' })
  const heard: unknown[] = []
  client.replica.watch<'board'>({ view: 'board' }, (answer) => heard.push(answer))
  return {
    client,
    heard,
    sent,
    watched: () => watched,
    /** The copy says something else. */
    says: (unsent: number) => tell?.({ rows: [{ room: { id: 'a' }, unsent }] } as unknown as BoardView),
    carry: () => sent.splice(0).forEach((message) => client.receive(message)),
    newHost: () => (host = newHost()),
  }
}
const board = (unsent: number) => ({ rows: [{ room: { id: 'a' }, unsent }] })

it('sends the first answer whole, then changes, and nothing while the answer stays the same', () => {
  const port = opened()
  port.says(0)
  port.says(1)
  port.says(1)
  expect(port.sent.map(({ type }) => type)).toEqual(['changed', 'differs'])
  port.carry()
  expect(port.heard).toEqual([board(0), board(1)])
})

it('a change that was missed is not guessed at: the answer is asked for whole, once', () => {
  const port = opened()
  port.says(0)
  port.carry()
  port.says(1)
  port.sent.length = 0
  port.says(2)
  port.says(3)
  port.carry()
  expect(port.watched()).toBe(2)
  port.says(3)
  port.carry()
  expect(port.heard).toEqual([board(0), board(3)])
})

it('a late change of the host before does not touch the answer of the next', () => {
  const port = opened()
  port.says(0)
  port.carry()
  port.says(1)
  const late = port.sent.splice(0)
  port.newHost()
  port.client.receive({ type: 'ready', host: 'host 2' })
  port.says(5)
  port.carry()
  for (const message of late) port.client.receive(message)
  port.says(6)
  port.carry()
  expect(port.heard.at(-1)).toEqual(board(6))
  expect(port.heard).not.toContainEqual(board(1))
})
