// The facts beside room and command that a decision needs, looked up in the local copy: the same that the server
// looks up in its own (domain/incident/context.ts).

import type { Account } from '../domain/account.ts'
import type { PersonCommand } from '../domain/incident/commands.ts'
import type { Context, Referenced } from '../domain/incident/context.ts'
import type { RecordedEvent } from '../domain/incident/events.ts'
import type { PresentedCertificate } from '../domain/incident/resolution-mark.ts'
import { isClosed, phaseOf, type Room } from '../domain/incident/state.ts'
import type { AccountId, CommandId, EventId, RoomId } from '../domain/ids.ts'
import type { Person } from '../domain/people.ts'
import type { OpenRoom } from '../domain/result.ts'
import { type Instant, later } from '../domain/time.ts'
import { readCertificate } from '../protocol/certificate.ts'
import { crypto } from '../protocol/crypto.ts'
import type { Directory } from '../protocol/feed.ts'

/** Where the facts come from. */
export interface Facts {
  readonly me: Person
  directory(): Directory
  /** Rooms that another intake would have to know of. */
  rooms(): Iterable<Room>
  entry(roomId: RoomId, eventId: EventId): RecordedEvent | null
}

/** One intent: what is asked, in which room, as which command, when. */
export interface Intent {
  readonly id: CommandId
  readonly roomId: RoomId
  readonly command: PersonCommand
  /** Estimated server time. */
  readonly issuedAt: Instant
}

export function contextOf(facts: Facts, room: Room | null, intent: Intent): Context {
  const { command, roomId } = intent
  const accountId = accountNamed(room, command)
  const { accounts, people } = facts.directory()
  const agentId = command.type === 'assignAgent' ? command.agentId : null
  return {
    // As the server stamps: never before what was last recorded in the room.
    now: room === null ? intent.issuedAt : later(intent.issuedAt, room.lastSharedAt),
    roomId,
    commandId: intent.id,
    actor: facts.me,
    account: accounts.find(({ id }) => id === accountId) ?? null,
    openRooms: command.type === 'takeIntake' ? openRooms(facts, accountId, roomId) : [],
    referenced: referenced(facts, roomId, command),
    assignee: people.find(({ id, party }) => id === agentId && party === 'PROVIDER') ?? null,
    crypto,
    certificate: command.type === 'signResolution' ? presented(command.certificate) : null,
  }
}

/** Whether it is known and still open is the server's to say. */
function presented(text: string | null | undefined): PresentedCertificate | null {
  const read = text == null ? null : readCertificate(text)
  return read === null ? null : { facts: read.facts, isKnown: true, revokedAt: null }
}

function accountNamed(room: Room | null, command: PersonCommand): Account['id'] | null {
  if (room !== null) return room.accountId
  return command.type === 'reportIssue' || command.type === 'takeIntake' ? command.accountId : null
}

function openRooms(facts: Facts, accountId: AccountId | null, except: RoomId): readonly OpenRoom[] {
  const open: OpenRoom[] = []
  for (const room of facts.rooms()) {
    const phase = phaseOf(room)
    if (room.accountId !== accountId || room.id === except || isClosed(phase)) continue
    open.push({ roomId: room.id, ticket: room.ticket, title: room.title, phase, reportedAt: room.reportedAt })
  }
  return open
}

function referenced(facts: Facts, roomId: RoomId, command: PersonCommand): Referenced | null {
  const id = referenceOf(command)
  const entry = id === null ? null : facts.entry(roomId, id)
  if (entry === null) return null
  return { id: entry.id, type: entry.body.type, audience: entry.audience, authorId: entry.actor.personId }
}

function referenceOf(command: PersonCommand): EventId | null {
  if (command.type === 'postMessage' || command.type === 'postNote') return command.replyTo
  return command.type === 'annotate' || command.type === 'correct' ? command.refersTo : null
}
