// What a room looks like with my own commands that the server has not confirmed: the confirmed room, and over it the
// events that each command would lead to, in the order they were issued. Pure. Predicted events carry the ids that the
// server will give them (EVT-2), so that an entry keeps its identity when it is confirmed.

import type { Context } from '../domain/incident/context.ts'
import { eventIdFor } from '../domain/incident/context.ts'
import { decide } from '../domain/incident/decide.ts'
import type { IncidentEvent, RecordedEvent } from '../domain/incident/events.ts'
import { evolveAll } from '../domain/incident/evolve.ts'
import type { Room } from '../domain/incident/state.ts'
import { actorOf, type Audience } from '../domain/people.ts'
import type { NewEvent, Rejection } from '../domain/result.ts'
import { contextOf, type Facts, type Intent } from './context.ts'

/** A command and what it is predicted to lead to: nothing, when this copy cannot tell. */
export interface Prediction<Of extends Intent> {
  readonly intent: Of
  readonly events: readonly RecordedEvent[]
}

export interface Projection<Of extends Intent> {
  readonly confirmed: Room | null
  /** With the predictions. */
  readonly room: Room | null
  readonly predictions: readonly Prediction<Of>[]
}

export const unchanged = <Of extends Intent>(confirmed: Room | null): Projection<Of> => ({
  confirmed,
  room: confirmed,
  predictions: [],
})

/**
 * The room after every command of `intents`. One that the law refuses on this copy predicts nothing and stays: the
 * server decides, and may know more.
 */
export function project<Of extends Intent>(
  confirmed: Room | null,
  intents: readonly Of[],
  facts: Facts,
): Projection<Of> {
  let projection = unchanged<Of>(confirmed)
  for (const intent of intents) projection = predict(projection, intent, facts).projection
  return projection
}

/** One command more; `rejection` says why it leads to nothing. */
export function predict<Of extends Intent>(
  before: Projection<Of>,
  intent: Of,
  facts: Facts,
): { readonly projection: Projection<Of>; readonly rejection: Rejection | null } {
  const { room, confirmed, predictions } = before
  const context = contextOf(withPredicted(facts, before), room, intent)
  const decision = decide(room, intent.command, context)
  const events = decision.ok ? predictedEvents(room, intent, decision.events, context, facts) : []
  return {
    projection: {
      confirmed,
      room: evolveAll(room, events),
      predictions: [...predictions, { intent, events }],
    },
    rejection: decision.ok ? null : decision.rejection,
  }
}

/** A command may refer to an entry that is itself only predicted. */
const withPredicted = <Of extends Intent>(facts: Facts, { predictions }: Projection<Of>): Facts => ({
  me: facts.me,
  directory: () => facts.directory(),
  rooms: () => facts.rooms(),
  entry: (roomId, eventId) =>
    predictions.flatMap(({ events }) => events).find(({ id }) => id === eventId) ??
    facts.entry(roomId, eventId),
})

function predictedEvents(
  room: Room | null,
  intent: Intent,
  events: readonly NewEvent<IncidentEvent>[],
  context: Context,
  { me }: Facts,
): readonly RecordedEvent[] {
  const accountId = room?.accountId ?? context.account?.id
  if (accountId === undefined) return []
  const counts: Record<Audience, number> = { SHARED: 0, INTERNAL: 0 }
  return events.map(({ audience, body }) => ({
    id: eventIdFor(context, audience, counts[audience]++),
    roomId: intent.roomId,
    accountId,
    audience,
    sharedSeq: null,
    seq: null,
    recordedAt: context.now,
    actor: actorOf(me),
    causedBy: intent.id,
    hash: null,
    body,
  }))
}
