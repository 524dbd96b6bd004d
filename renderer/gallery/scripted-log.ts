// One room's log in memory, written by the real rules: commands of any of the cast go through decide(), their events
// are numbered, stamped and linked as a server does it, and clock steps fire when they are due.

import type { IncidentCommand } from '../../domain/incident/commands.ts'
import { type Context, type Crypto, eventIdFor } from '../../domain/incident/context.ts'
import { armedSteps } from '../../domain/incident/clocks.ts'
import { decide } from '../../domain/incident/decide.ts'
import type { IncidentEvent, RecordedEvent } from '../../domain/incident/events.ts'
import { evolve } from '../../domain/incident/evolve.ts'
import { CHAIN_START, type Room } from '../../domain/incident/state.ts'
import { type CommandId, toCommandId, toRoomId } from '../../domain/ids.ts'
import { actorOf, type Audience, type Person, SYSTEM_ACTOR } from '../../domain/people.ts'
import type { NewEvent, Rejection } from '../../domain/result.ts'
import type { Instant } from '../../domain/time.ts'
import { crypto } from '../../protocol/crypto.ts'
import { linkHash } from '../../protocol/record.ts'
import { account, people } from './scripted-people.ts'

export const ROOM_ID = toRoomId('scripted-room')

export interface ScriptedLog {
  readonly events: () => readonly RecordedEvent[]
  readonly room: () => Room | null
  /** Decides and records; the rejection if the rules say no. */
  readonly record: (
    command: IncidentCommand,
    by: Person | null,
    at: Instant,
    id?: CommandId,
  ) => Rejection | null
  /** Fires every clock step that is due, in order; true when one was. */
  readonly fire: (until: Instant) => boolean
}

export function createScriptedLog(): ScriptedLog {
  const events: RecordedEvent[] = []
  let room: Room | null = null
  let commands = 0
  const hashes: Record<Audience, string> = { SHARED: CHAIN_START, INTERNAL: CHAIN_START }

  function append(fresh: NewEvent<IncidentEvent>, ctx: Context, index: number): void {
    const { audience, body } = fresh
    const shared = events.filter((event) => event.audience === 'SHARED').length
    const unlinked: RecordedEvent = {
      id: eventIdFor(ctx, audience, index),
      roomId: ROOM_ID,
      accountId: account.id,
      audience,
      sharedSeq: audience === 'SHARED' ? shared + 1 : null,
      seq: events.length + 1,
      recordedAt: ctx.now,
      actor: ctx.actor === null ? SYSTEM_ACTOR : actorOf(ctx.actor),
      causedBy: ctx.commandId,
      hash: null,
      body,
    }
    hashes[audience] = linkHash(hashes[audience], unlinked)
    const event = { ...unlinked, hash: hashes[audience] }
    events.push(event)
    room = evolve(room, event)
  }

  function record(
    command: IncidentCommand,
    by: Person | null,
    at: Instant,
    id?: CommandId,
  ): Rejection | null {
    const ctx = contextFor(events, command, by, at, id ?? toCommandId(`scripted-${commands++}`))
    const decision = decide(room, command, ctx)
    if (!decision.ok) return decision.rejection
    decision.events.forEach((fresh, index) => append(fresh, ctx, index))
    return null
  }

  function fire(until: Instant): boolean {
    const step = room === null ? undefined : armedSteps(room)[0]
    if (step === undefined || step.at > until) return false
    const refused = record({ type: 'fireClock', clockId: step.clockId, step: step.step }, null, step.at)
    if (refused !== null) throw new Error(`a due step was refused: ${refused.code}`)
    fire(until)
    return true
  }

  return { events: () => events, room: () => room, record, fire }
}

/** Signatures are not what is looked at here: any text passes for one. */
const unsigned: Crypto = { ...crypto, verify: () => true }

/** What the rules are told beside room and command. */
export function contextFor(
  events: readonly RecordedEvent[],
  command: IncidentCommand,
  actor: Person | null,
  now: Instant,
  commandId: CommandId,
): Context {
  const named = 'refersTo' in command ? command.refersTo : 'replyTo' in command ? command.replyTo : null
  const entry = events.find((event) => event.id === named)
  const cast = Object.values(people)
  return {
    now,
    roomId: ROOM_ID,
    commandId,
    actor,
    account,
    openRooms: [],
    referenced: entry
      ? { id: entry.id, type: entry.body.type, audience: entry.audience, authorId: entry.actor.personId }
      : null,
    assignee:
      command.type === 'assignAgent' ? (cast.find((one) => one.id === command.agentId) ?? null) : null,
    crypto: unsigned,
  }
}

/** The log as a party may see it: a customer's copy holds no internal entry and no number that counts them. */
export const logFor = (person: Person, events: readonly RecordedEvent[]): readonly RecordedEvent[] =>
  person.party === 'PROVIDER'
    ? events
    : events.filter((event) => event.audience === 'SHARED').map((event) => ({ ...event, seq: null }))
