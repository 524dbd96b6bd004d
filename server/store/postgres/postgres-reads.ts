// What can be asked of PostgreSQL, one statement each: of the pool for everybody, of the writing connection inside a
// work.

import type { Account } from '../../../domain/account.ts'
import type { ClockStep } from '../../../domain/incident/clocks.ts'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { PersonId, RoomId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import type { OpenRoom } from '../../../domain/result.ts'
import type { CommandAnswer } from '../../../protocol/command.ts'
import type { Peaks } from '../../../protocol/record-tree.ts'
import type { EventStore, Receipt, RoomHead, RoomView, SigningKey, StoreReads } from '../event-store.ts'
import { type Ask, firstJson, firstOf, fromJson } from './postgres-ask.ts'

interface JsonRow {
  readonly json: string
}

export const HEAD =
  'id, account_id, seq, shared_seq, shared_hash, internal_hash, recorded_at, is_live, summary, shared_peaks'
export const RECEIPT = 'actor_id, command_id, content_hash, answer'
const SIGNING_KEY = 'kid, person_id, public_key, certificate, enrolled_at, not_after, revoked_at'
const NEWEST_FIRST = 'ORDER BY reported_at DESC, id DESC'

const ROOM_EVENTS: Readonly<Record<RoomView, string>> = {
  ALL: 'SELECT provider_json AS json FROM event WHERE room_id = $1 AND seq > $2 ORDER BY seq LIMIT $3',
  SHARED:
    'SELECT shared_json AS json FROM event WHERE room_id = $1 AND shared_seq > $2 ORDER BY shared_seq LIMIT $3',
}

export function postgresReads(ask: Ask): StoreReads {
  const jsonOf = async <T>(text: string, id: string): Promise<T | null> =>
    firstJson<T>(await ask<JsonRow>(text, [id]))
  const listOf = async <T>(text: string): Promise<readonly T[]> =>
    (await ask<JsonRow>(text)).map(({ json }) => fromJson<T>(json))
  return {
    account: (id) => jsonOf<Account>('SELECT json FROM account WHERE id = $1', id),
    accounts: () => listOf<Account>('SELECT json FROM account ORDER BY id'),
    person: (id) => jsonOf<Person>('SELECT json FROM person WHERE id = $1', id),
    people: () => listOf<Person>('SELECT json FROM person ORDER BY id'),
    namedProviders: async (accountId) => {
      const named = 'SELECT person_id FROM named_provider WHERE account_id = $1'
      return (await ask<{ readonly personId: PersonId }>(named, [accountId])).map(({ personId }) => personId)
    },
    roomHead: async (id) => {
      const row = firstOf(await ask<HeadRow>(`SELECT ${HEAD} FROM room WHERE id = $1`, [id]))
      return row === null ? null : headOf(row)
    },
    roomHeads: async (accountId, liveOnly) =>
      (await ask<HeadRow>(...roomList(accountId, liveOnly))).map(headOf),
    roomEvents: async (id, view, after, limit) =>
      (await ask<JsonRow>(ROOM_EVENTS[view], [id, after, limit])).map(({ json }) => fromJson(json)),
    event: async (roomId, id) =>
      firstJson<RecordedEvent>(
        await ask('SELECT provider_json AS json FROM event WHERE room_id = $1 AND id = $2', [roomId, id]),
      ),
    roomSnapshot: async (id, view) => {
      const text = 'SELECT snapshot FROM room_snapshot WHERE room_id = $1 AND view = $2'
      return firstOf(await ask<{ readonly snapshot: string }>(text, [id, view]))?.snapshot ?? null
    },
    receipt: async (actorId, commandId) => {
      const text = `SELECT ${RECEIPT} FROM receipt WHERE actor_id = $1 AND command_id = $2`
      const row = firstOf(await ask<ReceiptRow>(text, [actorId, commandId]))
      return row === null ? null : receiptOf(row)
    },
    signingKey: async (kid) =>
      firstOf(await ask<SigningKey>(`SELECT ${SIGNING_KEY} FROM signing_key WHERE kid = $1`, [kid])),
    signingKeys: (personId) =>
      ask(`SELECT ${SIGNING_KEY} FROM signing_key WHERE person_id = $1 ORDER BY enrolled_at DESC, kid`, [
        personId,
      ]),
  }
}

/** What only the outside of a transaction asks for: what is due. */
export function postgresLookups(ask: Ask): Pick<EventStore, 'dueRooms' | 'deadlines'> {
  return {
    dueRooms: async (now) => {
      const due =
        'SELECT room_id FROM deadline WHERE due_at <= $1 GROUP BY room_id ORDER BY min(due_at), room_id'
      return (await ask<{ readonly roomId: RoomId }>(due, [now])).map(({ roomId }) => roomId)
    },
    deadlines: (roomId) =>
      ask<ClockStep>(
        'SELECT clock_id, step, due_at AS at FROM deadline WHERE room_id = $1 ORDER BY due_at, clock_id, step',
        [roomId],
      ),
  }
}

function roomList(accountId: string | null, liveOnly: boolean): Parameters<Ask> {
  const ofAccount = accountId === null ? [] : ['account_id = $1']
  const conditions = [...ofAccount, ...(liveOnly ? ['is_live'] : [])]
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
  return [`SELECT ${HEAD} FROM room${where} ${NEWEST_FIRST}`, accountId === null ? [] : [accountId]]
}

export type ReceiptRow = Omit<Receipt, 'answer'> & { readonly answer: string }

export const receiptOf = (row: ReceiptRow): Receipt => ({
  ...row,
  answer: fromJson<CommandAnswer>(row.answer),
})

export type HeadRow = Omit<RoomHead, 'roomId' | 'summary' | 'sharedPeaks'> & {
  readonly id: RoomId
  readonly summary: string
  readonly sharedPeaks: string | null
}

export function headOf({ id: roomId, summary, sharedPeaks, ...head }: HeadRow): RoomHead {
  const peaks = sharedPeaks === null ? {} : { sharedPeaks: fromJson<Peaks>(sharedPeaks) }
  return { ...head, ...peaks, roomId, summary: fromJson<OpenRoom>(summary) }
}
