// One command, from envelope to stored answer, in one transaction: receipt, facts, what the engine owes, decision,
// events, receipt, deadlines. All of it is stored or none (I5), and a command id has one effect for ever (I3).
//
//   receipt known? ─▶ stored answer       settle ─▶ decide ─▶ rejected: receipt
//                                                       └──▶ accepted: events, receipt, deadlines

import { armedSteps } from '../../domain/incident/clocks.ts'
import { decide } from '../../domain/incident/decide.ts'
import { PERMISSIONS } from '../../domain/incident/permissions.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { AccountId, PersonId, RoomId } from '../../domain/ids.ts'
import { invalid } from '../../domain/input.ts'
import { maySeeAccount, type Person } from '../../domain/people.ts'
import type { Rejection } from '../../domain/result.ts'
import type { Instant } from '../../domain/time.ts'
import { type CommandAnswer, type CommandEnvelope, contentHash } from '../../protocol/command.ts'
import { lettersFor } from '../mail/clock-letters.ts'
import { sha256 } from '../sha256.ts'
import type { Channel, StoreTransaction } from '../store/event-store.ts'
import { accountFor, contextFor } from './command-context.ts'
import type { RecordSeal } from './record-seal.ts'
import { appendedOf, extend, type RoomLog } from './room-log.ts'
import type { RoomLogs } from './room-states.ts'
import { settle } from './settle.ts'

/**
 * Whether exactly this content was brought in for the account by that party. Answers at once, since a transaction
 * waits for nothing but its own reads; only by the own party, so that a refusal tells nothing of the other side (AUD-3).
 */
export type HoldsContent = (
  owner: { readonly accountId: AccountId; readonly party: Person['party'] },
  file: { readonly sha256: string; readonly size: number },
) => boolean

/** What deciding needs besides the transaction. */
export interface Deciding {
  readonly now: () => Instant
  readonly logs: RoomLogs
  readonly holdsContent: HoldsContent
  readonly seal: RecordSeal
  /** Whether letters about clocks are handed in: not where none could go out. */
  readonly writesLetters: boolean
}

export interface Handled {
  readonly answer: CommandAnswer
  /** Whose feeds have something new once this is committed. */
  readonly touched: readonly Channel[]
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** What is wrong with an envelope whatever its content, or null. Lower case alone: one id has one spelling. */
function envelopeProblem({ id, roomId }: CommandEnvelope): Rejection | null {
  if (!UUID.test(id)) return invalid('id', 'NOT_ALLOWED')
  return UUID.test(roomId) ? null : invalid('roomId', 'NOT_ALLOWED')
}

/** The content's fingerprint; null for text that has no canonical form, such as half a surrogate pair. */
function fingerprint(envelope: CommandEnvelope): string | null {
  try {
    return contentHash(envelope, sha256)
  } catch {
    return null
  }
}

/** What binds a party is done by somebody who showed a moment ago who they are. */
const BINDING: readonly PersonCommand['type'][] = ['signResolution']

/**
 * Decides a command once; asked again it answers the same. What binds a party is held, with nothing stored, unless
 * `mayBind`. Throws on faults of the store, and then stores nothing.
 */
export async function handleCommand(
  desk: Deciding,
  tx: StoreTransaction,
  actorId: PersonId,
  envelope: CommandEnvelope,
  mayBind = true,
): Promise<Handled> {
  const problem = envelopeProblem(envelope)
  if (problem !== null) return untouched(rejected(envelope, problem))
  const hash = fingerprint(envelope)
  if (hash === null) return untouched(rejected(envelope, invalid('command', 'NOT_ALLOWED')))
  const receipt = await tx.receipt(actorId, envelope.id)
  if (receipt !== null) {
    const isSame = receipt.contentHash === hash
    return untouched(isSame ? receipt.answer : rejected(envelope, { code: 'COMMAND_ID_REUSED' }))
  }
  // After the receipt: one that was stored is answered, however long ago its person signed in.
  if (!mayBind && BINDING.includes(envelope.command.type))
    return untouched({ outcome: 'HELD', id: envelope.id })
  const handled = await decideCommand(desk, tx, actorId, envelope)
  await tx.saveReceipt({ actorId, commandId: envelope.id, contentHash: hash, answer: handled.answer })
  return handled
}

async function decideCommand(
  desk: Deciding,
  tx: StoreTransaction,
  actorId: PersonId,
  envelope: CommandEnvelope,
): Promise<Handled> {
  const { roomId, command } = envelope
  const now = desk.now()
  const actor = await tx.actor(actorId)
  if (actor === null) return untouched(rejected(envelope, { code: 'NOT_PERMITTED' }))
  const unseen = await refusedUnseen(tx, actor, envelope)
  if (unseen !== null) return untouched(rejected(envelope, unseen))
  const log = await desk.logs.load(tx, roomId)
  const account = await accountFor(tx, log.room, command)
  const settled = settle(log, account, now, desk.seal.saltOf)
  const facts = await contextFor(tx, envelope, { actor, account, room: settled.room, now })
  const ctx =
    command.type === 'proposeResolution' ? { ...facts, record: desk.seal.pin(settled.end, facts) } : facts
  const decision = decide(settled.room, command, ctx)
  if (!decision.ok) return untouched(rejected(envelope, decision.rejection))
  if (account !== null && !isHeld(desk, { accountId: account.id, party: actor.party }, command))
    return untouched(rejected(envelope, invalid('sha256', 'NOT_FOUND')))
  // A note does not bring a due breach forward: the time of a shared event would tell of an internal one (AUD-1).
  const isShared = decision.events.some((event) => event.audience === 'SHARED')
  const accountId = account?.id ?? log.room?.accountId
  if (accountId === undefined) throw new Error(`a command was accepted without an account: ${command.type}`)
  const next = extend(isShared ? settled : log, decision.events, ctx, accountId, desk.seal.saltOf)
  await store(desk, tx, log, next)
  return {
    answer: { outcome: 'ACCEPTED', id: envelope.id, recordedAt: ctx.now },
    touched: touchedBy(next, accountId),
  }
}

/**
 * What is answered without a look into the room: to a role that may never ask for this, and about a room that is not
 * there or not this person's. The law would say the same; but it would be given a foreign room to read, and the time
 * that takes would tell of it (I19).
 */
async function refusedUnseen(
  tx: StoreTransaction,
  actor: Person,
  { roomId, command }: CommandEnvelope,
): Promise<Rejection | null> {
  const { roles, phases } = PERMISSIONS[command.type]
  if (!roles.includes(actor.role)) return { code: 'NOT_PERMITTED' }
  const head = await tx.roomHead(roomId)
  const isThere = head === null ? phases.includes('NONE') : maySeeAccount(actor, head.accountId)
  return isThere ? null : { code: 'NOT_FOUND' }
}

/** Fires what is due in a room and arms exactly what its state says; the ticker's work. Resolves to what it touched. */
export async function fireRoom(
  desk: Deciding,
  tx: StoreTransaction,
  roomId: RoomId,
): Promise<readonly Channel[]> {
  const log = await desk.logs.load(tx, roomId)
  if (log.room === null) {
    await tx.armDeadlines(roomId, [])
    return []
  }
  const { accountId } = log.room
  const settled = settle(log, await tx.account(accountId), desk.now(), desk.seal.saltOf)
  if (settled.fresh.length > 0) await store(desk, tx, log, settled)
  else await tx.armDeadlines(roomId, armedSteps(log.room))
  return touchedBy(settled, accountId)
}

async function store(desk: Deciding, tx: StoreTransaction, before: RoomLog, after: RoomLog): Promise<void> {
  const appended = appendedOf(after, before.room)
  // Before anything is written: a question after that costs more.
  const letters = desk.writesLetters ? await lettersFor(tx, after.room, after.fresh, desk.now()) : []
  await tx.append(appended)
  for (const letter of letters) await tx.saveMail(letter)
  await tx.armDeadlines(appended.head.roomId, after.room === null ? [] : armedSteps(after.room))
  desk.logs.remember(after)
}

/** An entry never names a file whose content is not here: nobody could ever read it. */
const isHeld = (
  { holdsContent }: Deciding,
  owner: Parameters<HoldsContent>[0],
  command: PersonCommand,
): boolean =>
  (command.type !== 'attachFile' && command.type !== 'attachEvidence') || holdsContent(owner, command)

function touchedBy({ fresh }: RoomLog, accountId: AccountId): readonly Channel[] {
  if (fresh.length === 0) return []
  const isShared = fresh.some((event) => event.audience === 'SHARED')
  return isShared ? ['provider', `account/${accountId}/shared`] : ['provider']
}

const untouched = (answer: CommandAnswer): Handled => ({ answer, touched: [] })

const rejected = ({ id }: CommandEnvelope, rejection: Rejection): CommandAnswer => ({
  outcome: 'REJECTED',
  id,
  rejection,
})
