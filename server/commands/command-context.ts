// The facts a decider needs besides the room, read inside the deciding transaction: who acts (with the role of this
// very moment), the account, and what the command names.

import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { Context, Referenced } from '../../domain/incident/context.ts'
import type { SignResolution } from '../../domain/incident/resolution.ts'
import type { PresentedCertificate } from '../../domain/incident/resolution-mark.ts'
import type { Room } from '../../domain/incident/state.ts'
import { type AccountId, type EventId, type RoomId } from '../../domain/ids.ts'
import type { Account } from '../../domain/account.ts'
import type { Person } from '../../domain/people.ts'
import type { OpenRoom } from '../../domain/result.ts'
import type { Instant } from '../../domain/time.ts'
import { readCertificate } from '../../protocol/certificate.ts'
import type { CommandEnvelope } from '../../protocol/command.ts'
import { thumbprint } from '../../protocol/jws.ts'
import { nativeCrypto as crypto } from '../sha256.ts'
import type { StoreReads } from '../store/event-store.ts'
import { stampFor } from './room-log.ts'

/** The account of the room, or the one that a command which opens a room names. */
export function accountFor(
  reads: StoreReads,
  room: Room | null,
  command: PersonCommand,
): Promise<Account | null> {
  const id: AccountId | null = room?.accountId ?? ('accountId' in command ? command.accountId : null)
  return id === null ? Promise.resolve(null) : reads.account(id)
}

export async function contextFor(
  reads: StoreReads,
  { id: commandId, roomId, command }: CommandEnvelope,
  facts: {
    readonly actor: Person
    readonly account: Account | null
    readonly room: Room | null
    readonly now: Instant
  },
): Promise<Context> {
  const { actor, account, room, now } = facts
  return {
    now: stampFor(room, now),
    roomId,
    commandId,
    actor,
    account,
    openRooms:
      command.type === 'takeIntake' && account !== null ? await otherRooms(reads, account, roomId) : [],
    referenced: room === null ? null : await referencedBy(reads, roomId, command),
    assignee: command.type === 'assignAgent' ? await providerPerson(reads, command.agentId) : null,
    certificate: command.type === 'signResolution' ? await presented(reads, command) : null,
    crypto,
  }
}

async function otherRooms(reads: StoreReads, account: Account, roomId: RoomId): Promise<readonly OpenRoom[]> {
  const heads = await reads.roomHeads(account.id, true)
  return heads.filter((head) => head.roomId !== roomId).map((head) => head.summary)
}

async function referencedBy(
  reads: StoreReads,
  roomId: RoomId,
  command: PersonCommand,
): Promise<Referenced | null> {
  const id = referenceIn(command)
  const event = id === null ? null : await reads.event(roomId, id)
  if (event === null) return null
  return {
    id: event.id,
    type: event.body.type,
    audience: event.audience,
    authorId: event.actor.personId,
  }
}

function referenceIn(command: PersonCommand): EventId | null {
  if (command.type === 'annotate' || command.type === 'correct') return command.refersTo
  return command.type === 'postMessage' || command.type === 'postNote' ? command.replyTo : null
}

/**
 * A certificate counts as ours when the register holds the very text. Any other is not even read: its signatures take
 * milliseconds each, which anybody could ask for with chains of their own making (I25).
 */
async function presented(
  reads: StoreReads,
  { certificate, publicKey }: Pick<SignResolution, 'certificate' | 'publicKey'>,
): Promise<PresentedCertificate | null> {
  const key = certificate == null || !isKey(publicKey) ? null : await reads.signingKey(thumbprint(publicKey))
  if (key === null || key.certificate !== certificate) return null
  const read = readCertificate(key.certificate)
  return read === null ? null : { facts: read.facts, isKnown: true, revokedAt: key.revokedAt }
}

/** An Ed25519 key in base64url. */
const isKey = (text: string): boolean => /^[A-Za-z0-9_-]{43}$/.test(text)

async function providerPerson(reads: StoreReads, id: Person['id']): Promise<Person | null> {
  const person = await reads.person(id)
  return person?.party === 'PROVIDER' ? person : null
}
