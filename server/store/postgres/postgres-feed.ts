// Feeds on PostgreSQL. The nodes' writing transactions take turns, so the positions of every channel are dense and in
// commit order on all of them, and a position is simply a number as text. A page is one statement: it sees one moment.

import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { AccountId } from '../../../domain/ids.ts'
import { FEED_START } from '../../../protocol/record.ts'
import { BEFORE_FIRST, type Channel, type EventStore, type Position } from '../event-store.ts'
import { firstOf, joinedTexts, textsIn } from '../joined-texts.ts'
import { type Ask, fromJson } from './postgres-ask.ts'

interface FeedRow {
  readonly head: number
  readonly after: number
  readonly afterDigest: string | null
  readonly position: number | null
  readonly digest: string | null
  readonly json: string | null
}

/** A position beyond the head (of a database since restored) means: from the start. */
const START = `start AS (
  SELECT head, CASE WHEN $1::bigint <= head THEN $1::bigint ELSE 0 END AS after
  FROM (SELECT coalesce(max(position), 0) AS head FROM channel WHERE name = $2) AS channel)`

const PROVIDER = `WITH ${START}
  SELECT start.head, start.after, page.position, page.digest, page.json,
    (SELECT provider_digest FROM event WHERE provider_position = start.after) AS after_digest
  FROM start LEFT JOIN LATERAL (
    SELECT provider_position AS position, provider_digest AS digest, provider_json AS json
    FROM event WHERE provider_position > start.after ORDER BY provider_position LIMIT $3
  ) AS page ON true ORDER BY page.position`

const ACCOUNT = `WITH ${START}
  SELECT start.head, start.after, page.position, page.digest, page.json,
    (SELECT account_digest FROM event WHERE account_id = $4 AND account_position = start.after) AS after_digest
  FROM start LEFT JOIN LATERAL (
    SELECT account_position AS position, account_digest AS digest, shared_json AS json
    FROM event WHERE account_id = $4 AND account_position > start.after ORDER BY account_position LIMIT $3
  ) AS page ON true ORDER BY page.position`

/** Positions are dense, so nothing is counted. */
const LENGTH = `WITH ${START} SELECT head - after AS length FROM start`

type Feeds = Pick<EventStore, 'feedAfter' | 'feedTexts' | 'feedLength'>

export function postgresFeeds(ask: Ask): Feeds {
  const feedTexts: Feeds['feedTexts'] = async (channel, asked, limit, bytesMax = Infinity) => {
    const accountId = accountOf(channel)
    const given = [positionOf(asked), channel, limit]
    const found =
      accountId === null
        ? await ask<FeedRow>(PROVIDER, given)
        : await ask<FeedRow>(ACCOUNT, [...given, accountId])
    const [first] = found
    if (first === undefined) throw new Error('a feed was read without an answer')
    // One row without an event is an empty page.
    const rows = found.filter(({ position }) => position !== null)
    const texts = firstOf(joinedTexts(rows.map(({ json }) => json ?? '')), bytesMax)
    const last = rows[texts.lengths.length - 1]
    const position = last?.position ?? first.after
    return {
      after: positionText(first.after),
      position: positionText(position),
      texts,
      atHead: position >= first.head,
      digest: last?.digest ?? first.afterDigest ?? FEED_START,
    }
  }
  return {
    feedTexts,
    feedAfter: async (...asked) => {
      const { texts, ...page } = await feedTexts(...asked)
      return { ...page, events: textsIn(texts).map((text) => fromJson<RecordedEvent>(text)) }
    },
    feedLength: async (channel, asked) => {
      const [row] = await ask<{ readonly length: number }>(LENGTH, [positionOf(asked), channel])
      return row?.length ?? 0
    },
  }
}

/** The account whose shared events a channel holds; null for the provider's channel. */
const accountOf = (channel: Channel): AccountId | null =>
  channel === 'provider' ? null : (channel.slice('account/'.length, -'/shared'.length) as AccountId)

const positionText = (position: number): Position => (position === 0 ? BEFORE_FIRST : String(position))

/** A text that is no position means: from the start. */
const positionOf = (asked: Position): number => (/^[1-9]\d{0,14}$/.test(asked) ? Number(asked) : 0)
