// What a person's copy of the scripted room looks like: the log as that party sees it, and over it what the pending
// commands would lead to.

import { eventIdFor } from '../../domain/incident/context.ts'
import { decide } from '../../domain/incident/decide.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { evolveAll } from '../../domain/incident/evolve.ts'
import { actorOf, type Audience, type Person } from '../../domain/people.ts'
import type { RoomPresence } from '../../protocol/feed.ts'
import type { Entry, Pending, RoomView } from '../../replica/api.ts'
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
