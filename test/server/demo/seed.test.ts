// The demo's data: an incident in progress whose next update is due soon, with the record it would have had.

import { afterAll, beforeAll, expect, it } from 'vitest'
import { between, type Instant, instantAt, MINUTE, plus, SECOND } from '../../../domain/time.ts'
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

async function told(now: Instant) {
  const server = await startTestServer({ now: () => now, config: { dataFolder: folder } })
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
