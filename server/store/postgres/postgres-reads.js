// What can be asked of PostgreSQL, one statement each: of the pool for everybody, of the writing connection inside a
// work.
import { firstJson, firstOf, fromJson } from './postgres-ask.ts'
const HEAD =
  'id, account_id, seq, shared_seq, shared_hash, internal_hash, recorded_at, is_live, summary, shared_peaks'
const SIGNING_KEY = 'kid, person_id, public_key, certificate, enrolled_at, not_after, revoked_at'
const NEWEST_FIRST = 'ORDER BY reported_at DESC, id DESC'
const ROOM_EVENTS = {
  ALL: 'SELECT provider_json AS json FROM event WHERE room_id = $1 AND seq > $2 ORDER BY seq LIMIT $3',
  SHARED:
    'SELECT shared_json AS json FROM event WHERE room_id = $1 AND shared_seq > $2 ORDER BY shared_seq LIMIT $3',
}
export function postgresReads(ask) {
  const jsonOf = async (text, id) => firstJson(await ask(text, [id]))
  const listOf = async (text) => (await ask(text)).map(({ json }) => fromJson(json))
  return {
    account: (id) => jsonOf('SELECT json FROM account WHERE id = $1', id),
    accounts: () => listOf('SELECT json FROM account ORDER BY id'),
    person: (id) => jsonOf('SELECT json FROM person WHERE id = $1', id),
    people: () => listOf('SELECT json FROM person ORDER BY id'),
    namedProviders: async (accountId) => {
      const named = 'SELECT person_id FROM named_provider WHERE account_id = $1'
      return (await ask(named, [accountId])).map(({ personId }) => personId)
    },
    roomHead: async (id) => {
      const row = firstOf(await ask(`SELECT ${HEAD} FROM room WHERE id = $1`, [id]))
      return row === null ? null : headOf(row)
    },
    roomHeads: async (accountId, liveOnly) => (await ask(...roomList(accountId, liveOnly))).map(headOf),
    roomEvents: async (id, view, after, limit) =>
      (await ask(ROOM_EVENTS[view], [id, after, limit])).map(({ json }) => fromJson(json)),
    event: async (roomId, id) =>
      firstJson(
        await ask('SELECT provider_json AS json FROM event WHERE room_id = $1 AND id = $2', [roomId, id]),
      ),
    receipt: async (actorId, commandId) => {
      const text = `SELECT actor_id, command_id, content_hash, answer FROM receipt
        WHERE actor_id = $1 AND command_id = $2`
      const row = firstOf(await ask(text, [actorId, commandId]))
      return row === null ? null : { ...row, answer: fromJson(row.answer) }
    },
    signingKey: async (kid) =>
      firstOf(await ask(`SELECT ${SIGNING_KEY} FROM signing_key WHERE kid = $1`, [kid])),
    signingKeys: (personId) =>
      ask(`SELECT ${SIGNING_KEY} FROM signing_key WHERE person_id = $1 ORDER BY enrolled_at DESC, kid`, [
        personId,
      ]),
  }
}
/** What only the outside of a transaction asks for: what is due. */
export function postgresLookups(ask) {
  return {
    dueRooms: async (now) => {
      const due =
        'SELECT room_id FROM deadline WHERE due_at <= $1 GROUP BY room_id ORDER BY min(due_at), room_id'
      return (await ask(due, [now])).map(({ roomId }) => roomId)
    },
    deadlines: (roomId) =>
      ask(
        'SELECT clock_id, step, due_at AS at FROM deadline WHERE room_id = $1 ORDER BY due_at, clock_id, step',
        [roomId],
      ),
  }
}
function roomList(accountId, liveOnly) {
  const ofAccount = accountId === null ? [] : ['account_id = $1']
  const conditions = [...ofAccount, ...(liveOnly ? ['is_live'] : [])]
  const where = conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`
  return [`SELECT ${HEAD} FROM room${where} ${NEWEST_FIRST}`, accountId === null ? [] : [accountId]]
}
function headOf({ id: roomId, summary, sharedPeaks, ...head }) {
  const peaks = sharedPeaks === null ? {} : { sharedPeaks: fromJson(sharedPeaks) }
  return { ...head, ...peaks, roomId, summary: fromJson(summary) }
}
