// What a work can change in PostgreSQL. What is written is sent at once and waited for at the end of the work (see
// postgres-turn.ts), so that a work costs as many round trips as it asks questions. An append is one statement: events,
// the room's end, the channels' ends and whom the account has met.
import { FEED_START, feedDigest } from '../../../protocol/record.ts'
import { firstJson, firstOf } from './postgres-ask.ts'
import { postgresReads } from './postgres-reads.ts'
export function postgresTransaction(work) {
  const { ask, change } = work
  const reads = postgresReads(ask)
  // Authorising and deciding both ask for it, and nobody else changes it in this turn.
  const heads = new Map()
  return {
    ...reads,
    roomHead: (id) => {
      const head = heads.get(id) ?? reads.roomHead(id)
      heads.set(id, head)
      return head
    },
    append: (appended) => {
      heads.delete(appended.head.roomId)
      return append(work, appended)
    },
    saveReceipt: ({ actorId, commandId, contentHash, answer }) =>
      change('INSERT INTO receipt (actor_id, command_id, content_hash, answer) VALUES ($1, $2, $3, $4)', [
        actorId,
        commandId,
        contentHash,
        JSON.stringify(answer),
      ]),
    armDeadlines: (roomId, steps) => change(ARM, armed(roomId, steps)),
    saveAccount: (account) => change(SAVE_ACCOUNT, [account.id, JSON.stringify(account)]),
    savePerson: (person) =>
      change(SAVE_PERSON, [person.id, JSON.stringify(person), person.email?.toLowerCase() ?? null]),
    saveSigningKey: (key) => change(SAVE_SIGNING_KEY, signingKeyValues(key)),
    actor: async (id) =>
      firstJson(await ask('SELECT json FROM person WHERE id = $1 AND deactivated_at IS NULL', [id])),
    kept: async (name) => {
      const text = 'SELECT value FROM meta WHERE name = $1'
      return firstOf(await ask(text, [keptName(name)]))?.value ?? null
    },
    keep: (name, value) => change(KEEP, [keptName(name), value]),
    probe: (now) => change(KEEP, ['probed', now]),
  }
}
/** Apart from what the store keeps there for itself, such as its epoch. */
const keptName = (name) => `kept ${name}`
const KEEP = `INSERT INTO meta (name, value) VALUES ($1, $2)
  ON CONFLICT (name) DO UPDATE SET value = excluded.value`
const SAVE_ACCOUNT = `WITH moved AS (UPDATE directory SET version = version + 1)
  INSERT INTO account (id, json) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET json = excluded.json`
const SAVE_PERSON = `WITH moved AS (UPDATE directory SET version = version + 1)
  INSERT INTO person (id, json, email) VALUES ($1, $2, $3)
  ON CONFLICT (id) DO UPDATE SET json = excluded.json, email = excluded.email`
const SAVE_SIGNING_KEY = `INSERT INTO signing_key
    (kid, person_id, public_key, certificate, enrolled_at, not_after, revoked_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7)
  ON CONFLICT (kid) DO UPDATE SET certificate = excluded.certificate, enrolled_at = excluded.enrolled_at,
    not_after = excluded.not_after, revoked_at = excluded.revoked_at`
const signingKeyValues = (key) => [
  key.kid,
  key.personId,
  key.publicKey,
  key.certificate,
  key.enrolledAt,
  key.notAfter,
  key.revokedAt,
]
/** One statement may not touch a row twice: what stays is left, what goes is deleted, what is new or moved is put. */
const ARM = `WITH wanted AS (SELECT * FROM unnest($2::text[], $3::text[], $4::text[]) AS w (clock_id, step, due_at)),
  gone AS (
    DELETE FROM deadline WHERE room_id = $1
      AND NOT EXISTS (SELECT 1 FROM wanted AS w WHERE w.clock_id = deadline.clock_id AND w.step = deadline.step)
  )
  INSERT INTO deadline (room_id, clock_id, step, due_at) SELECT $1, clock_id, step, due_at FROM wanted
  ON CONFLICT (room_id, clock_id, step) DO UPDATE SET due_at = excluded.due_at
    WHERE deadline.due_at <> excluded.due_at`
const armed = (roomId, steps) => [
  roomId,
  steps.map(({ clockId }) => clockId),
  steps.map(({ step }) => step),
  steps.map(({ at }) => at),
]
const APPEND = `WITH log AS (
    INSERT INTO event (room_id, account_id, seq, shared_seq, id, provider_position, provider_digest,
      account_position, account_digest, provider_json, shared_json)
    SELECT $1, $2, e.* FROM unnest($3::bigint[], $4::bigint[], $5::text[], $6::bigint[], $7::text[], $8::bigint[],
      $9::text[], $10::text[], $11::text[]) AS e
  ), head AS (
    INSERT INTO room (id, account_id, seq, shared_seq, shared_hash, internal_hash, recorded_at, is_live, reported_at,
      summary, shared_peaks)
    VALUES ($1, $2, $12, $13, $14, $15, $16, $17, $18, $19, $20)
    ON CONFLICT (id) DO UPDATE SET seq = excluded.seq, shared_seq = excluded.shared_seq,
      shared_hash = excluded.shared_hash, internal_hash = excluded.internal_hash,
      recorded_at = excluded.recorded_at, is_live = excluded.is_live, summary = excluded.summary,
      shared_peaks = excluded.shared_peaks
  ), met AS (
    INSERT INTO named_provider (account_id, person_id) SELECT $2, unnest($21::text[]) ON CONFLICT DO NOTHING
  )
  INSERT INTO channel (name, position, digest) SELECT * FROM unnest($22::text[], $23::bigint[], $24::text[])
  ON CONFLICT (name) DO UPDATE SET position = excluded.position, digest = excluded.digest`
async function append(work, { head, events, namedProviders }) {
  const { roomId, accountId, summary } = head
  const account = `account/${accountId}/shared`
  await findEnds(work, ['provider', account])
  const rows = events.map((event) => rowOf(work, account, event))
  const ends = [
    ...new Set(rows.flatMap((row) => (row.account === null ? ['provider'] : ['provider', account]))),
  ]
  await work.change(APPEND, [
    roomId,
    accountId,
    rows.map(({ seq }) => seq),
    rows.map(({ event }) => event.sharedSeq),
    rows.map(({ event }) => event.id),
    rows.map(({ provider }) => provider.position),
    rows.map(({ provider }) => provider.digest),
    rows.map((row) => row.account?.position ?? null),
    rows.map((row) => row.account?.digest ?? null),
    rows.map(({ event }) => JSON.stringify(event)),
    rows.map((row) => (row.account === null ? null : JSON.stringify({ ...row.event, seq: null }))),
    head.seq,
    head.sharedSeq,
    head.sharedHash,
    head.internalHash,
    head.recordedAt,
    head.isLive,
    summary.reportedAt,
    JSON.stringify(summary),
    head.sharedPeaks == null ? null : JSON.stringify(head.sharedPeaks),
    namedProviders,
    ends,
    ends.map((name) => endOf(work, name).position),
    ends.map((name) => endOf(work, name).digest),
  ])
}
/** Gives an event its place in the provider's feed and, where it is shared, in the account's. */
function rowOf(work, account, event) {
  const { seq, hash } = event
  if (seq === null || hash === null) throw new Error('an event is numbered and linked before it is stored')
  const isShared = event.audience === 'SHARED'
  return {
    seq,
    event,
    provider: move(work, 'provider', hash),
    account: isShared ? move(work, account, hash) : null,
  }
}
function move(work, name, hash) {
  const last = endOf(work, name)
  const end = { position: last.position + 1, digest: feedDigest(last.digest, hash) }
  work.channelEnds.set(name, end)
  return end
}
const endOf = ({ channelEnds }, name) => channelEnds.get(name) ?? { position: 0, digest: FEED_START }
async function findEnds({ ask, channelEnds }, names) {
  const unknown = names.filter((name) => !channelEnds.has(name))
  if (unknown.length === 0) return
  const text = 'SELECT name, position, digest FROM channel WHERE name = ANY($1)'
  const found = await ask(text, [unknown])
  for (const name of unknown) channelEnds.set(name, { position: 0, digest: FEED_START })
  for (const { name, position, digest } of found) channelEnds.set(name, { position, digest })
}
