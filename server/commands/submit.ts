// A person's commands, in order, each in a transaction of its own; those that arrive together are committed together.
// When one fails, the others still get their own answers; only what followed it in the same room is held back too, so
// that a message is never refused because the report before it could not be stored.

import type { AccountId, RoomId } from '../../domain/ids.ts'
import { maySeeAccount, type Person } from '../../domain/people.ts'
import type { CommandAnswer, CommandEnvelope } from '../../protocol/command.ts'
import type { CoreLog } from '../core-log.ts'
import type { PokeHub } from '../fanout/hub.ts'
import type { EventStore } from '../store/event-store.ts'
import { isTemporary, StoreFault } from '../store/store-fault.ts'
import { type Deciding, type Handled, handleCommand } from './handle.ts'

export interface Submitting {
  readonly store: EventStore
  readonly desk: Deciding
  readonly hub: PokeHub
  readonly log: CoreLog
}

/** An earlier command of the same request and room could not be stored; nothing of this one was tried. */
class Held extends Error {}

/** Resolves when every answer is durable; rejects only when it is unknown what was stored. */
export async function submitCommands(
  around: Submitting,
  person: Person,
  envelopes: readonly CommandEnvelope[],
  mayBind = true,
): Promise<readonly CommandAnswer[]> {
  const held = new Set<RoomId>()
  // Never a room of others: the time that takes would tell of it (I19).
  const mayRead = (accountId: AccountId): boolean => maySeeAccount(person, accountId)
  for (const { roomId } of envelopes) await broughtUp(around, roomId, mayRead)
  return Promise.all(envelopes.map((envelope) => submitOne(around, person, envelope, held, mayBind)))
}

/** Before its transaction, which would hold up everybody else; what fails here fails there too, and is answered there. */
export async function broughtUp(
  { desk }: Submitting,
  roomId: RoomId,
  mayRead: (accountId: AccountId) => boolean,
): Promise<void> {
  try {
    await desk.logs.prepare(roomId, mayRead)
  } catch {
    // Said by the transaction.
  }
}

async function submitOne(
  { store, desk, hub, log }: Submitting,
  person: Person,
  envelope: CommandEnvelope,
  held: Set<RoomId>,
  mayBind: boolean,
): Promise<CommandAnswer> {
  const { id, roomId, command } = envelope
  const foreseen = { actorId: person.id, commandId: id, roomId, after: desk.logs.atHand(roomId) }
  let handled: Handled
  try {
    handled = await store.write(async (tx) => {
      if (held.has(roomId)) throw new Held()
      try {
        return await handleCommand(desk, tx, person.id, envelope, mayBind)
      } catch (error) {
        held.add(roomId)
        throw error
      }
    }, foreseen)
  } catch (error) {
    held.add(roomId)
    if (error instanceof StoreFault && error.code === 'UNKNOWN') throw error
    const facts = { error, commandId: id, roomId, command: command.type }
    if (isTemporary(error)) log.warn(facts, 'a command could not be stored now')
    else if (!(error instanceof Held)) log.error(facts, 'a command could not be decided')
    return { outcome: 'RETRY', id }
  }
  hub.poke(handled.touched)
  return handled.answer
}
