// The demo's data: an incident in progress whose next update is due soon, with the record it would have had.

import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { between, type Instant, instantAt, MINUTE, plus, SECOND } from '../../../domain/time.ts'
import { openClock } from '../../../server/clock.ts'
import { type Core, openCore } from '../../../server/core.ts'
import { seedDemo } from '../../../server/demo/seed.ts'
import { openFileStore } from '../../../server/files/file-store.ts'
import { openSqliteStore } from '../../../server/store/sqlite-store.ts'
import { follow } from '../support/feed-reader.ts'
import { newFolder, removeFolder, startTestServer } from '../support/running-server.ts'

const FIRST_START = instantAt(Date.UTC(2026, 10, 18, 8, 5, 0, 417))

let folder: string

beforeAll(async () => {
  folder = await newFolder()
})

afterAll(() => removeFolder(folder))

const ROOM = `{ rooms(live: false) {
  accountName title phase ownerId cadenceMinutes receivedAt
  clocks { id kind outcome binding dueAt startedAt stoppedAt breachRecordedAt }
} }`

interface Clock {
  readonly id: string
  readonly outcome: string
  readonly binding: boolean
  readonly dueAt: Instant
  readonly startedAt: Instant
  readonly stoppedAt: Instant
  readonly breachRecordedAt: Instant | null
}

async function told(now: Instant, dataFolder = folder) {
  const server = await startTestServer({ now: () => now, config: { dataFolder } })
  const token = await server.signIn('maeve-brennan')
  const { data } = await server.ask(token, ROOM)
  const feed = follow(await server.socket({ token }), 'f')
  await feed.toHead()
  await server.stop()
  const events = feed.pages.flatMap((page) => page.events)
  return { rooms: data['rooms'] as unknown as ({ clocks: Clock[] } & Record<string, unknown>)[], events }
}

it('starts with one incident in progress whose next update is due in 12:40, all promises kept', async () => {
  const { rooms, events } = await told(FIRST_START)
  expect(rooms).toHaveLength(1)
  expect(rooms[0]).toMatchObject({
    accountName: 'Nusantara Pay',
    title: 'API sends return 503, SMTP injections time out',
    phase: 'IN_PROGRESS',
    ownerId: 'maeve-brennan',
    cadenceMinutes: 30,
  })
  const clocks = rooms[0]?.clocks ?? []
  const callback = clocks.find(({ id }) => id.startsWith('CALLBACK'))
  expect(callback && between(callback.startedAt, callback.stoppedAt)).toBe(8 * MINUTE + 41 * SECOND)
  const running = clocks.filter(({ outcome }) => outcome === 'RUNNING')
  const start = plus(FIRST_START, -417)
  expect(running.map(({ binding, dueAt }) => [binding, between(start, dueAt)])).toEqual([
    [true, 12 * MINUTE + 40 * SECOND],
  ])
  expect(clocks.filter(({ breachRecordedAt }) => breachRecordedAt !== null)).toEqual([])
  expect(events.map(({ body }) => body.type)).toEqual([
    'IssueReported',
    'IntakeTaken',
    'AgentAssigned',
    'ClockWarned',
    'CallbackMade',
    'CadenceProposed',
    'CadenceAgreed',
    'NotePosted',
    'ClockWarned',
    'WorkaroundRecorded',
    'ClockWarned',
    'UpdatePosted',
    'MessagePosted',
    'MessagePosted',
    'EvidenceAttached',
    'CadenceProposed',
  ])
  const stamps = events.map(({ recordedAt }) => recordedAt)
  expect(stamps).toEqual(stamps.toSorted())
  expect(stamps.every((stamp) => stamp < FIRST_START)).toBe(true)
})

it('is set up once: starting again finds it as it was, with what came due meanwhile', async () => {
  const before = await told(FIRST_START)
  const same = await told(plus(FIRST_START, SECOND))
  expect(same).toEqual(before)
  const later = await told(plus(FIRST_START, 20 * MINUTE))
  expect(later.rooms).toHaveLength(1)
  expect(later.events.slice(0, before.events.length)).toEqual(before.events)
  expect(later.events.slice(before.events.length).map(({ body }) => body.type)).toContain('ClockBreached')
})

it.each([1, 4, 9])('is told to its end where its telling was cut off after %i commands', async (commands) => {
  const [cutOff, other] = [await newFolder(), await newFolder()]
  const now = () => FIRST_START
  const store = await openSqliteStore({ folder: cutOff, newId: randomUUID, onFatal: () => undefined })
  const clock = openClock(now)
  let left = commands
  const core = openCore({ store, now: clock.now })
  const mortal: Core = {
    ...core,
    submit: async (person, envelopes) => {
      if (left-- === 0) throw new Error('killed')
      return core.submit(person, envelopes)
    },
  }
  await expect(
    seedDemo(mortal, await openFileStore(join(cutOff, 'files')), clock, randomUUID),
  ).rejects.toThrow()
  await core.close()
  const whole = await told(FIRST_START, other)
  const finished = await told(plus(FIRST_START, 3 * SECOND), cutOff)
  expect(finished.events.map(plain)).toEqual(whole.events.map(plain))
  expect((await told(plus(FIRST_START, 4 * SECOND), cutOff)).events).toEqual(finished.events)
  for (const each of [cutOff, other]) await removeFolder(each)
})

const plain = ({ body, recordedAt, actor }: RecordedEvent) => [body.type, recordedAt, actor.name]
