// What a person's copy of the scripted room looks like: the log as that party sees it, and over it what the pending
// commands would lead to.

import { eventIdFor } from '../../domain/incident/context.ts'
import { decide } from '../../domain/incident/decide.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { evolveAll } from '../../domain/incident/evolve.ts'
import { actorOf, type Audience, type Person } from '../../domain/people.ts'
import { epochOf, SECOND } from '../../domain/time.ts'
import { recordContent } from '../../protocol/exported-record.ts'
import type { RoomPresence } from '../../protocol/feed.ts'
import { entryClass, type Outline, pointsAt, positionOf, saidAbout } from '../../protocol/outline.ts'
import type { Entry, Pending, Reading, Readings, RoomView } from '../../replica/api.ts'
import { contextFor, logFor, ROOM_ID, type ScriptedLog } from './scripted-log.ts'
import { account, people } from './scripted-people.ts'
import type { Stage } from './scripted-stories.ts'

export function scriptedView(
  log: ScriptedLog,
  me: Person,
  pending: readonly Pending[],
  limit: number,
): RoomView {
  const recorded = logFor(me, log.events())
  const predicted: Entry[] = []
  for (const one of pending) {
    if (one.state === 'REJECTED') continue
    const before = [...recorded, ...predicted.map(({ event }) => event)]
    for (const event of predictedEvents(one, me, before)) predicted.push({ event, state: one.state })
  }
  const confirmed = evolveAll(null, recorded)
  const shown = recorded.slice(-limit).map((event): Entry => ({ event, state: 'RECORDED' }))
  const idsOf = ({ commandId }: Pending) =>
    predicted.filter(({ event }) => event.causedBy === commandId).map(({ event }) => event.id)
  return {
    room: evolveAll(
      confirmed,
      predicted.map(({ event }) => event),
    ),
    confirmed,
    entries: [...shown, ...predicted],
    olderCount: recorded.length - shown.length,
    pending: pending.map((one) => ({ ...one, predicted: idsOf(one) })),
  }
}

/** What a copy's log would answer (replica/read.ts). */
export function scriptedReading(log: ScriptedLog, me: Person, reading: Reading): Readings[keyof Readings] {
  const recorded = logFor(me, log.events())
  if (reading.read === 'outline') return outlineOf(recorded)
  if (reading.read === 'entry') return recorded.find(({ id }) => id === reading.eventId) ?? null
  if (reading.read === 'search') return []
  if (reading.read === 'record')
    return recordContent(recorded, { accounts: [account], people: Object.values(people) })
  // Nothing is pinned in a script.
  if (reading.read === 'root') return null
  const entries = recorded.filter((event) => reading.positions.includes(positionOf(event) ?? 0))
  const ids = new Set<string>(entries.map(({ id }) => id))
  const pointed = new Set(entries.map(pointsAt))
  const related = recorded.filter((event) => pointed.has(event.id) || ids.has(saidAbout(event) ?? ''))
  return { entries, related }
}

const outlineOf = (events: readonly RecordedEvent[]): Outline => ({
  classes: events.map(entryClass),
  kinds: Uint16Array.from(events.keys()),
  seconds: Uint32Array.from(events, ({ recordedAt }) => Math.floor(epochOf(recordedAt) / SECOND)),
})

function predictedEvents(
  { command, commandId, issuedAt }: Pending,
  me: Person,
  before: readonly RecordedEvent[],
): readonly RecordedEvent[] {
  const ctx = contextFor(before, command, me, issuedAt, commandId)
  const decision = decide(evolveAll(null, before), command, ctx)
  if (!decision.ok) return []
  const counts: Record<Audience, number> = { SHARED: 0, INTERNAL: 0 }
  return decision.events.map(
    ({ audience, body }): RecordedEvent => ({
      id: eventIdFor(ctx, audience, counts[audience]++),
      roomId: ROOM_ID,
      accountId: account.id,
      audience,
      sharedSeq: null,
      seq: null,
      recordedAt: issuedAt,
      actor: actorOf(me),
      causedBy: commandId,
      hash: null,
      body,
    }),
  )
}

export function scriptedPresence(stage: Stage): readonly RoomPresence[] {
  const here = ({ id, name, party }: Person) => ({ personId: id, name, party })
  return [
    {
      roomId: ROOM_ID,
      people: [
        { ...here(people.rani), activity: stage === 'working' ? 'MESSAGE' : 'READING' },
        { ...here(people.dimas), activity: 'READING' },
        { ...here(people.maeve), activity: 'READING' },
        { ...here(people.aisha), activity: stage === 'working' ? 'UPDATE' : 'READING' },
      ],
    },
  ]
}
