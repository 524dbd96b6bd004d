// Feed pages made from a ledger, as a server would hand them out, and what a log needs to take them over.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import type { Party } from '../../domain/people.ts'
import type { FeedPage } from '../../protocol/feed.ts'
import { sha256Hex } from '../../protocol/crypto.ts'
import { feedDigest } from '../../protocol/record.ts'
import type { Advance, Log } from '../../replica/store/log.ts'
import { type FeedPosition, NOTHING_READ } from '../../replica/store/open-cache.ts'
import { merge } from '../../replica/sync/merge.ts'
import { by, play, START, type Step } from './given.ts'
import { emptyLedger, type Ledger } from './ledger.ts'
import { agent, contact } from './people.ts'
import { report } from './story.ts'

export const EPOCH = 'epoch-1'

/** The events of a ledger as a party receives them. */
export const copyOf = (ledger: Ledger, party: Party): readonly RecordedEvent[] =>
  party === 'PROVIDER'
    ? ledger.log
    : ledger.log.filter(({ audience }) => audience === 'SHARED').map((event) => ({ ...event, seq: null }))

/** The page that brings `events` to somebody who stands at `after`. */
export function pageOf(
  events: readonly RecordedEvent[],
  after: FeedPosition = NOTHING_READ,
  changes: Partial<FeedPage> = {},
): FeedPage {
  let digest = after.digest
  for (const event of events) digest = feedDigest(digest, event.hash ?? '')
  return {
    epoch: EPOCH,
    after: after.cursor,
    cursor: `${after.cursor}+${events.length}`,
    events,
    atHead: true,
    digest,
    serverTime: START,
    ...changes,
  }
}

export const positionAfter = (page: FeedPage): FeedPosition => ({
  epoch: page.epoch,
  cursor: page.cursor,
  digest: page.digest,
})

const talk = (text: string): Step => by(contact, { type: 'postMessage', text, replyTo: null })
const note = (text: string): Step => by(agent, { type: 'postNote', text, replyTo: null })

/** A room with a report, messages and notes, as the provider's page. */
export function givenLog(...more: readonly Step[]): { readonly ledger: Ledger; readonly page: FeedPage } {
  const steps = [by(contact, report()), talk('First.'), note('Between us.'), talk('Second.'), ...more]
  const ledger = play(emptyLedger(), steps)
  return { ledger, page: pageOf(copyOf(ledger, 'PROVIDER')) }
}

/** What the merge makes of a page for this log; a test whose page does not fit is wrong. */
export function advanceOf(log: Log, page: FeedPage, party: Party = 'PROVIDER'): Advance {
  const verdict = merge(
    {
      party,
      feed: log.feedPosition(),
      head: (roomId) => log.head(roomId),
      holds: (roomId, eventId) => log.holds(roomId, eventId),
      sha256: sha256Hex,
    },
    page,
  )
  if (verdict.kind !== 'ADVANCE') throw new Error(`the page does not fit: ${JSON.stringify(verdict)}`)
  return { feed: verdict.feed, heads: verdict.heads, events: page.events, contents: verdict.contents }
}
