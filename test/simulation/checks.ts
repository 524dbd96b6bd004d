// What must hold when everything has come to rest: every device holds what the server gives its audience, as the server
// has it and as a fresh replay makes it, and every command has exactly one end.

import { isDeepStrictEqual } from 'node:util'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { evolveAll } from '../../domain/incident/evolve.ts'
import type { CommandId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { driverOn } from '../../electron/sqlite-driver.ts'
import { entryClass, saidAbout } from '../../protocol/outline.ts'
import type { Passage } from '../../replica/api.ts'
import { read } from '../../replica/read.ts'
import { Log } from '../../replica/store/log.ts'
import type { Core } from '../../server/core.ts'
import type { Rig } from '../support/replica-rig.ts'
import type { Post, RunCounts } from './run.ts'
import { INTERNAL_MARK } from './work.ts'

const ALL = 1_000_000

export async function checkEverything(rig: Rig, posts: readonly Post[], counts: RunCounts): Promise<void> {
  const core = rig.server.core()
  if (core === null) throw new Error('the server must be up')
  const truth = await recordOf(core, posts)
  for (const post of posts) {
    await checkCopy(core, post)
    await checkCommands(truth, post, counts)
    counts.rebuilt += checkReports(post)
  }
  checkIds(truth)
  counts.eventsByEngine += truth.filter(({ actor }) => actor.party === 'SYSTEM').length
}

/** A lost or overtaken page is the one reason here for a copy to be rebuilt; returns how often it was. */
function checkReports({ device, me }: Post): number {
  for (const report of device.reports)
    if (!report.endsWith('CURSOR_GAP')) throw new Error(`${me.name} reported: ${report}`)
  return device.reports.length
}

/** Every event there is, read with the eyes of the provider. */
async function recordOf(core: Core, posts: readonly Post[]): Promise<readonly RecordedEvent[]> {
  const [staff] = posts.filter(({ me }) => me.party === 'PROVIDER')
  if (staff === undefined) throw new Error('somebody of the provider takes part')
  return (await core.feedPage(staff.me, '', '', ALL)).events
}

/** [I6] [I7] [I8] */
async function checkCopy(core: Core, { device, me }: Post): Promise<void> {
  const log = new Log(driverOn(device.files.replica, false), me.id)
  const whole = await core.feedPage(me, '', '', ALL)
  same(`${me.name}: feed`, log.feedPosition(), {
    epoch: whole.epoch,
    cursor: whole.cursor,
    digest: whole.digest,
  })
  const rooms = await core.rooms(me, false)
  same(`${me.name}: rooms`, [...log.roomIds()].toSorted(), rooms.map(({ id }) => id).toSorted())
  for (const room of rooms) {
    const events = await core.roomEvents(me, room.id, 0, ALL)
    same(`${me.name}: events of ${room.id}`, log.newest(room.id, ALL), events)
    same(`${me.name}: replay of ${room.id}`, log.state(room.id), evolveAll(null, events))
    same(`${me.name}: server's room ${room.id}`, log.state(room.id), room)
    const view = await device.room(room.id)
    same(`${me.name}: view of ${room.id}`, [view.room, view.confirmed], [room, room])
    same(
      `${me.name}: entries of ${room.id}`,
      view.entries.map(({ event }) => event),
      events,
    )
  }
  for (const room of rooms) checkReadings(log, me, await core.roomEvents(me, room.id, 0, ALL))
  if (me.party === 'CUSTOMER')
    checkNothingInternal(device.files.replica.prepare('select * from events').all())
}

/** What a timeline is laid out from and what it reads, of every room. */
function checkReadings(log: Log, me: Person, events: readonly RecordedEvent[]): void {
  const [first] = events
  if (first === undefined) return
  const { roomId } = first
  const { classes, kinds } = log.outline(roomId)
  same(
    `${me.name}: outline of ${roomId}`,
    Array.from(kinds, (kind) => classes[kind]),
    events.map(entryClass),
  )
  const positions = events.map((_, index) => index + 1)
  const passage = read(log, { read: 'passage', roomId, positions }) as Passage
  same(`${me.name}: passage of ${roomId}`, passage.entries, events)
  const about = events.filter((event) => saidAbout(event) !== null)
  same(`${me.name}: what was said about entries of ${roomId}`, passage.related, about)
}

/** [I20] */
function checkNothingInternal(rows: readonly unknown[]): void {
  const text = JSON.stringify(rows)
  for (const mark of [INTERNAL_MARK, 'INTERNAL', 'NotePosted', 'ClockWarned'])
    if (text.includes(mark)) throw new Error(`a customer's copy holds something internal: ${mark}`)
}

/** [I1] [I3] [I4] Each command is confirmed, or rejected with a reason, or was discarded; never two of them. */
async function checkCommands(truth: readonly RecordedEvent[], post: Post, counts: RunCounts): Promise<void> {
  const { device, discarded, me, saved } = post
  const pending = await device.look({ view: 'pending' })
  const rejected = new Set(pending.filter(({ rejection }) => rejection !== null).map((row) => row.commandId))
  if (rejected.size !== pending.length) throw new Error(`${me.name}: something is neither sent nor refused`)
  const recorded = new Set(
    truth.filter(({ actor }) => actor.personId === me.id).map((event) => event.causedBy),
  )
  for (const id of saved) {
    const ends = [recorded.has(id), rejected.has(id), discarded.has(id)].filter(Boolean).length
    if (ends !== 1) throw new Error(`${me.name}: command ${id} has ${ends} ends`)
  }
  for (const id of recorded) if (!saved.has(id)) throw new Error(`${me.name} never asked for ${id}`)
  counts.confirmed += recorded.size
  counts.rejected += rejected.size
}

/** Nothing is recorded twice, neither as the same event nor as the same text. */
function checkIds(truth: readonly RecordedEvent[]): void {
  const ids = new Set(truth.map(({ id }) => id))
  if (ids.size !== truth.length) throw new Error('an event id occurs twice')
  const said = truth.flatMap(({ body }) => (body.type === 'MessagePosted' ? [body.text] : []))
  if (new Set(said).size !== said.length) throw new Error('a message was recorded twice')
  const byCommand = new Map<CommandId, number>()
  for (const { causedBy, actor } of truth)
    if (actor.party !== 'SYSTEM') byCommand.set(causedBy, (byCommand.get(causedBy) ?? 0) + 1)
  const most = Math.max(0, ...byCommand.values())
  if (most > 2) throw new Error(`a command led to ${most} events`)
}

function same(what: string, actual: unknown, expected: unknown): void {
  if (isDeepStrictEqual(actual, expected)) return
  throw new Error(`${what} differs\n  here:   ${short(actual)}\n  server: ${short(expected)}`)
}

const short = (value: unknown): string => JSON.stringify(value).slice(0, 2_000)
