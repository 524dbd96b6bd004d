// The bridge from the replica to Solid: what changed is drawn, what did not is left alone, and nothing typed is lost.

import { createEffect, createRoot, createSignal } from 'solid-js'
import { createStore } from 'solid-js/store'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { toRoomId } from '../../../domain/ids.ts'
import type { BoardView, Entry, RoomView } from '../../../replica/api.ts'
import { createDraft } from '../../../renderer/live/create-draft.ts'
import { createLive } from '../../../renderer/live/create-live.ts'
import { createSubmit } from '../../../renderer/live/create-submit.ts'
import { createTicker } from '../../../renderer/live/create-ticker.ts'
import { RecordedReplica } from './recorded-replica.ts'

const A = toRoomId('a')
const B = toRoomId('b')

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Runs `body` under an owner, lets its effects run, and gives the way to end it. */
function owned<Result>(body: () => Result): Result & { end: () => void } {
  return createRoot(
    (end) => Object.assign(body() as Result & object, { end }) as Result & { end: () => void },
  )
}

const entry = (id: string, state: Entry['state']): Entry =>
  ({ event: { id, body: { type: 'MessagePosted' } }, state }) as unknown as Entry

const room = (...entries: Entry[]): RoomView => ({
  room: null,
  confirmed: null,
  entries,
  olderCount: 0,
  pending: [],
})

it('draws only what a commit has changed, and keeps the identity of moved and confirmed entries', () => {
  const replica = new RecordedReplica()
  const { live, drawn, end } = owned(() => {
    const live = createLive<'room'>(replica, () => ({ view: 'room', roomId: A, limit: 50 }))
    const drawn: string[] = []
    createEffect(() => {
      const first = live()?.entries[0]
      if (first !== undefined) drawn.push(`${first.event.id} ${first.state}`)
    })
    return { live, drawn }
  })
  replica.tell('room', room(entry('one', 'WAITING')))
  const first = live()?.entries[0]
  replica.tell('room', room(entry('one', 'WAITING'), entry('two', 'WAITING')))
  replica.tell('room', room(entry('one', 'RECORDED'), entry('two', 'WAITING')))
  const second = live()?.entries[1]
  replica.tell('room', room(entry('two', 'WAITING')))

  expect(drawn).toEqual(['one WAITING', 'one RECORDED', 'two WAITING'])
  expect(first).not.toBeUndefined()
  expect(live()?.entries[0]).toBe(second)
  end()
})

it('a board row keeps its identity by its room', () => {
  const replica = new RecordedReplica()
  const row = (id: string, unsent: number) => ({ room: { id }, unsent })
  const board = (...rows: unknown[]) => ({ rows }) as unknown as BoardView
  const { live, end } = owned(() => ({ live: createLive<'board'>(replica, () => ({ view: 'board' })) }))
  replica.tell('board', board(row('a', 0), row('b', 0)))
  const b = live()?.rows[1]
  replica.tell('board', board(row('b', 2), row('a', 0)))

  expect(live()?.rows[0]).toBe(b)
  expect(live()?.rows[0]?.unsent).toBe(2)
  end()
})

it('a watcher cannot change what another one was told', () => {
  const replica = new RecordedReplica()
  const { one, two, end } = owned(() => ({
    one: createLive<'room'>(replica, () => ({ view: 'room', roomId: A, limit: 1 })),
    two: createLive<'room'>(replica, () => ({ view: 'room', roomId: A, limit: 1 })),
  }))
  const told = room(entry('one', 'WAITING'))
  replica.tell('room', told)
  replica.tell('room', room(entry('one', 'SENT')))

  expect(told).toEqual(room(entry('one', 'WAITING')))
  expect(one()?.entries[0]).not.toBe(two()?.entries[0])
  end()
})

it('shows nothing of the room before under the address of the next, and stops with its owner', () => {
  const replica = new RecordedReplica()
  const [roomId, setRoomId] = createSignal(A)
  const { live, end } = owned(() => ({
    live: createLive<'room'>(replica, () => ({ view: 'room', roomId: roomId(), limit: 50 })),
  }))
  replica.tell('room', room(entry('one', 'RECORDED')))
  setRoomId(B)

  expect(live()).toBeUndefined()
  expect([...replica.watched].map(({ question }) => question)).toEqual([
    { view: 'room', roomId: B, limit: 50 },
  ])
  end()
  expect(replica.watched.size).toBe(0)
})

it('one clock shows the server time and changes at the moment its second does', () => {
  vi.setSystemTime('2026-11-23T09:00:00.250Z')
  const [offset, setOffset] = createSignal(500)
  const { now, end } = owned(() => ({ now: createTicker(offset) }))
  const seen = [now()]
  vi.advanceTimersByTime(249)
  seen.push(now())
  vi.advanceTimersByTime(1)
  seen.push(now())
  setOffset(-10_000)
  seen.push(now())

  expect(seen.map((instant) => instant.slice(17))).toEqual(['00.750Z', '00.750Z', '01.000Z', '50.500Z'])
  expect(vi.getTimerCount()).toBe(1)
  end()
  expect(vi.getTimerCount()).toBe(0)
})

it('a double click is one intent, and a refusal is kept beside the text', async () => {
  const replica = new RecordedReplica()
  const { submission, end } = owned(() => ({ submission: createSubmit(replica) }))
  const [state] = createStore({ steps: [{ text: 'a part of a store' }] })
  const command = { type: 'postMessage', text: 'x', parts: state.steps } as never
  replica.answerSubmit = async () => ({ outcome: 'REJECTED', rejection: { code: 'NOT_PERMITTED' } })

  const both = [submission.submit(A, command), submission.submit(A, command)]
  expect(submission.busy()).toBe(true)

  expect(await Promise.all(both)).toEqual([null, null])
  expect(replica.submitted).toEqual([
    { type: 'postMessage', text: 'x', parts: [{ text: 'a part of a store' }] },
  ])
  expect([submission.busy(), submission.rejection(), submission.failed()]).toEqual([
    false,
    { code: 'NOT_PERMITTED' },
    false,
  ])
  end()
})

it('what could not be saved on this device is said, not swallowed', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const replica = new RecordedReplica()
  const { submission, end } = owned(() => ({ submission: createSubmit(replica) }))
  replica.answerSubmit = () => Promise.reject(new Error('disk full'))

  expect(await submission.submit(A, { type: 'requestUpdate' })).toBeNull()
  expect([submission.busy(), submission.rejection(), submission.failed()]).toEqual([false, null, true])
  end()
})

it('a draft is saved 300 ms after its first unsaved stroke, however long the typing goes on', () => {
  const replica = new RecordedReplica()
  const { draft, end } = owned(() => ({
    draft: createDraft(
      replica,
      () => A,
      () => 'MESSAGE',
    ),
  }))
  for (const text of ['h', 'he', 'hel', 'hell', 'hello']) {
    draft.set(text)
    vi.advanceTimersByTime(100)
  }
  expect(replica.saved.map(({ content }) => content)).toEqual(['hel'])
  end()
  expect(replica.saved.map(({ content }) => content)).toEqual(['hel', 'hello'])
})

it('a draft of another room is saved before and read after the change', async () => {
  const replica = new RecordedReplica()
  replica.drafts.set('b/MESSAGE', 'kept in b')
  const [roomId, setRoomId] = createSignal<string>(A)
  const { draft, end } = owned(() => ({ draft: createDraft(replica, roomId, () => 'MESSAGE') }))
  draft.set('typed in a')
  setRoomId(B)
  expect([draft.content(), draft.restored()]).toEqual([null, false])
  await vi.advanceTimersByTimeAsync(0)

  expect([draft.content(), draft.restored()]).toEqual(['kept in b', true])
  expect(replica.saved).toEqual([{ roomId: A, mode: 'MESSAGE', content: 'typed in a' }])
  end()
})

it('what was typed before the kept draft was read wins, and a dropped draft stays away', async () => {
  const replica = new RecordedReplica()
  replica.drafts.set('a/MESSAGE', 'old')
  const { draft, end } = owned(() => ({
    draft: createDraft(
      replica,
      () => A,
      () => 'MESSAGE',
    ),
  }))
  draft.set('new')
  await vi.advanceTimersByTimeAsync(0)
  expect(draft.content()).toBe('new')

  draft.drop()
  await vi.advanceTimersByTimeAsync(1_000)
  expect([draft.content(), [...replica.drafts]]).toEqual([null, []])
  end()
})

it('shows what was there while a copy is made anew, and what is there once it has caught up', () => {
  const replica = new RecordedReplica()
  const { live, end } = owned(() => ({
    live: createLive<'room'>(replica, () => ({ view: 'room', roomId: A, limit: 50 })),
  }))
  const shown = () => live()?.entries.map(({ event }) => event.id)
  replica.tell('room', room(entry('one', 'RECORDED'), entry('two', 'RECORDED')))
  const first = live()?.entries[0]
  replica.tell('room', { ...room(), renewing: true })
  replica.tell('room', { ...room(entry('one', 'RECORDED')), renewing: true })
  expect(shown()).toEqual(['one', 'two'])
  replica.tell('room', {
    ...room(entry('one', 'RECORDED'), entry('two', 'RECORDED'), entry('three', 'RECORDED')),
    renewing: false,
  })
  expect(shown()).toEqual(['one', 'two', 'three'])
  expect(live()?.entries[0]).toBe(first)
  end()
})

it('follows a copy that was being made anew when the window opened', () => {
  const replica = new RecordedReplica()
  const { live, end } = owned(() => ({
    live: createLive<'room'>(replica, () => ({ view: 'room', roomId: A, limit: 50 })),
  }))
  replica.tell('room', { ...room(), renewing: true })
  replica.tell('room', { ...room(entry('one', 'RECORDED')), renewing: true })
  expect(live()?.entries).toHaveLength(1)
  end()
})
