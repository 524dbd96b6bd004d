// A room's log as the server keeps it, in memory: what decide() answers is numbered, stamped and linked exactly as
// on append, and the provider's and the customer's copy of the room grow by evolve(). No clock: every command
// comes with its time.

import type { Account } from '../../domain/account.ts'
import { type Context, eventIdFor } from '../../domain/incident/context.ts'
import type { IncidentCommand } from '../../domain/incident/commands.ts'
import { decide } from '../../domain/incident/decide.ts'
import type { IncidentEvent, RecordedEvent } from '../../domain/incident/events.ts'
import { evolve } from '../../domain/incident/evolve.ts'
import type { PresentedCertificate } from '../../domain/incident/resolution-mark.ts'
import type { RecordPin } from '../../domain/incident/resolution-statement.ts'
import { CHAIN_START, type Room } from '../../domain/incident/state.ts'
import { type EventId, type RoomId, toCommandId, toRoomId } from '../../domain/ids.ts'
import { actorOf, type Audience, type Person, SYSTEM_ACTOR } from '../../domain/people.ts'
import type { Decision, NewEvent, OpenRoom } from '../../domain/result.ts'
import type { Instant } from '../../domain/time.ts'
import { readCertificate } from '../../protocol/certificate.ts'
import { crypto } from '../../protocol/crypto.ts'
import { linkHash } from '../../protocol/record.ts'
import { accounts, nusantara } from './accounts.ts'
import { people } from './people.ts'

export const ROOM = toRoomId('room-1')

export interface Ledger {
  readonly roomId: RoomId
  readonly log: readonly RecordedEvent[]
  /** The provider's copy: all events. */
  readonly room: Room | null
  /** The customer's copy: shared events alone, as the customer's device holds them. */
  readonly customerRoom: Room | null
  /** How many commands were asked, accepted or not: numbers the command ids. */
  readonly asked: number
  /** Salts and pins as a server adds them; without it the log is one of before there were any. */
  readonly seal?: Seal | undefined
}

export interface Seal {
  saltOf(id: EventId): string
  pinOf(ledger: Ledger): RecordPin
}

export const emptyLedger = (roomId: RoomId = ROOM, seal?: Seal): Ledger => ({
  roomId,
  seal,
  log: [],
  room: null,
  customerRoom: null,
  asked: 0,
})

export interface Circumstances {
  readonly account?: Account | null | undefined
  readonly openRooms?: readonly OpenRoom[] | undefined
}

/** A person, or null for the deadline engine. */
export type Who = Person | null

export function contextFor(
  ledger: Ledger,
  command: IncidentCommand,
  who: Who,
  now: Instant,
  around: Circumstances = {},
): Context {
  const accountId = ledger.room?.accountId ?? ('accountId' in command ? command.accountId : nusantara.id)
  const named = 'refersTo' in command ? command.refersTo : 'replyTo' in command ? command.replyTo : null
  const entry = ledger.log.find(({ id }) => id === named)
  return {
    now,
    roomId: ledger.roomId,
    commandId: toCommandId(`command-${ledger.asked + 1}`),
    actor: who,
    account:
      around.account === undefined ? (accounts.find(({ id }) => id === accountId) ?? null) : around.account,
    openRooms: around.openRooms ?? [],
    referenced: entry
      ? {
          id: entry.id,
          type: entry.body.type,
          audience: entry.audience,
          authorId: entry.actor.personId,
        }
      : null,
    assignee:
      command.type === 'assignAgent'
        ? (people.find(({ id, party }) => id === command.agentId && party === 'PROVIDER') ?? null)
        : null,
    crypto,
    record: command.type === 'proposeResolution' ? ledger.seal?.pinOf(ledger) : null,
    certificate: command.type === 'signResolution' ? presented(command.certificate) : null,
  }
}

/** The register of the tests holds every certificate that can be read. */
function presented(text: string | null | undefined): PresentedCertificate | null {
  const read = text == null ? null : readCertificate(text)
  return read === null ? null : { facts: read.facts, isKnown: true, revokedAt: null }
}

/** The ledger after a command, and what the law answered; a refused command adds no event. */
export function ask(
  ledger: Ledger,
  command: IncidentCommand,
  who: Who,
  now: Instant,
  around: Circumstances = {},
): { readonly ledger: Ledger; readonly decision: Decision<IncidentEvent>; readonly ctx: Context } {
  const ctx = contextFor(ledger, command, who, now, around)
  const decision = decide(ledger.room, command, ctx)
  const asked = { ...ledger, asked: ledger.asked + 1 }
  return { ledger: decision.ok ? append(asked, decision.events, ctx) : asked, decision, ctx }
}

function append(ledger: Ledger, events: readonly NewEvent<IncidentEvent>[], ctx: Context): Ledger {
  const places: Record<Audience, number> = { SHARED: 0, INTERNAL: 0 }
  const { accountId } = ledger.room ?? { accountId: ctx.account?.id ?? nusantara.id }
  return events.reduce<Ledger>((grown, { audience, body }) => {
    const ofAudience = grown.log.filter((event) => event.audience === audience)
    const unlinked: RecordedEvent = {
      id: eventIdFor(ctx, audience, places[audience]++),
      roomId: grown.roomId,
      accountId,
      audience,
      sharedSeq: audience === 'SHARED' ? ofAudience.length + 1 : null,
      seq: grown.log.length + 1,
      recordedAt: ctx.now,
      actor: ctx.actor === null ? SYSTEM_ACTOR : actorOf(ctx.actor),
      causedBy: ctx.commandId,
      hash: null,
      body,
    }
    if (grown.seal !== undefined) Object.assign(unlinked, { salt: grown.seal.saltOf(unlinked.id) })
    const hash = linkHash(ofAudience.at(-1)?.hash ?? CHAIN_START, unlinked)
    return record(grown, { ...unlinked, hash })
  }, ledger)
}

/** Adds an event as it is, e.g. one that no command of today leads to. */
export const record = (ledger: Ledger, event: RecordedEvent): Ledger => ({
  ...ledger,
  log: [...ledger.log, event],
  room: evolve(ledger.room, event),
  customerRoom:
    event.audience === 'SHARED' ? evolve(ledger.customerRoom, { ...event, seq: null }) : ledger.customerRoom,
})

/** The id of the newest event of a type; a test that names one that is not there is wrong. */
export function lastOf(ledger: Ledger, type: IncidentEvent['type']): EventId {
  const event = ledger.log.findLast(({ body }) => body.type === type)
  if (event === undefined) throw new Error(`no ${type} in this log`)
  return event.id
}

export function roomOf(ledger: Ledger): Room {
  if (ledger.room === null) throw new Error('nothing was reported in this log')
  return ledger.room
}
