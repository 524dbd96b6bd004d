// Every way a page can fit or not fit a copy, as one table: each row is a copy, a page, and the one right answer.

import { describe, expect, it } from 'vitest'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { Party } from '../../../domain/people.ts'
import type { FeedPage } from '../../../protocol/feed.ts'
import { sha256Hex } from '../../../protocol/crypto.ts'
import { linkHash } from '../../../protocol/record.ts'
import { type FeedPosition, NOTHING_READ, type RoomHead } from '../../../replica/store/open-cache.ts'
import { type LocalCopy, merge, type RebuildReason } from '../../../replica/sync/merge.ts'
import { copyOf, givenLog, pageOf, positionAfter } from '../../support/advance.ts'

const { ledger } = givenLog()
/** Report, message, note, message. */
const all = copyOf(ledger, 'PROVIDER')
const shared = copyOf(ledger, 'CUSTOMER')

/** A copy that has taken over `pages`, kept in memory. */
function copyWith(party: Party, ...pages: readonly FeedPage[]): LocalCopy {
  let feed: FeedPosition = NOTHING_READ
  const heads = new Map<string, RoomHead>()
  const ids = new Set<string>()
  const copy: LocalCopy = {
    party,
    get feed() {
      return feed
    },
    head: (roomId) => heads.get(roomId) ?? null,
    holds: (_roomId, eventId) => ids.has(eventId),
    sha256: sha256Hex,
  }
  for (const page of pages) {
    const verdict = merge(copy, page)
    if (verdict.kind !== 'ADVANCE') throw new Error(`the table's own page does not fit: ${page.cursor}`)
    feed = verdict.feed
    for (const [roomId, head] of verdict.heads) heads.set(roomId, head)
    for (const { id } of page.events) ids.add(id)
  }
  return copy
}

const first = pageOf(all.slice(0, 2))
const second = pageOf(all.slice(2), positionAfter(first))
const ofCustomer = pageOf(shared)

/** Changed and linked anew, as somebody would who can compute hashes. */
const relinked = (event: RecordedEvent, previous: string): RecordedEvent => ({
  ...event,
  hash: linkHash(previous, event),
})
const swapped = (index: number, change: Partial<RecordedEvent>): readonly RecordedEvent[] =>
  all.map((event, at) => (at === index ? { ...event, ...change } : event))
const otherBody = { type: 'MessagePosted', text: 'Forged.', replyTo: null } as const

type Row = readonly [
  title: string,
  copy: LocalCopy,
  page: FeedPage,
  expected: 'ADVANCE' | 'DUPLICATE' | RebuildReason,
]

const empty = (party: Party = 'PROVIDER') => copyWith(party)
const table: readonly Row[] = [
  ['the first page of an empty copy', empty(), first, 'ADVANCE'],
  ['the page after it', copyWith('PROVIDER', first), second, 'ADVANCE'],
  ['all of it at once', empty(), pageOf(all), 'ADVANCE'],
  ["a customer's page, numbered by sharedSeq alone", empty('CUSTOMER'), ofCustomer, 'ADVANCE'],
  ['an empty page at the head', copyWith('PROVIDER', first), pageOf([], positionAfter(first)), 'ADVANCE'],
  [
    'an empty page that moves the cursor',
    copyWith('PROVIDER', first),
    pageOf([], positionAfter(first), { cursor: 'x' }),
    'ADVANCE',
  ],
  [
    'an event of a type this version does not know',
    empty(),
    pageOf([relinked({ ...(all[0] as RecordedEvent), body: { type: 'Unheard' } as never }, '0'.repeat(64))]),
    'ADVANCE',
  ],

  ['the same page twice', copyWith('PROVIDER', first), first, 'DUPLICATE'],
  ['an older page again', copyWith('PROVIDER', first, second), first, 'DUPLICATE'],
  [
    'an empty page of an earlier place',
    copyWith('PROVIDER', first, second),
    pageOf([], positionAfter(first)),
    'DUPLICATE',
  ],
  [
    'nothing at all, from the start, to somebody who has something',
    copyWith('PROVIDER', first),
    { ...pageOf([]), after: '', cursor: '', atHead: true },
    'CURSOR_GAP',
  ],
  ['the start again, to somebody who has it', copyWith('PROVIDER', first, second), pageOf(all), 'DUPLICATE'],

  ['another epoch', copyWith('PROVIDER', first), { ...second, epoch: 'epoch-2' }, 'OTHER_EPOCH'],
  [
    'another epoch from the start',
    copyWith('PROVIDER', first),
    { ...first, epoch: 'epoch-2' },
    'OTHER_EPOCH',
  ],
  ['a page whose predecessor never came', empty(), second, 'CURSOR_GAP'],
  ['a page that overlaps with what is here', copyWith('PROVIDER', first), pageOf(all), 'CURSOR_GAP'],
  ['a room that begins at its second event', empty(), pageOf(all.slice(1)), 'ROOM_GAP'],
  ['an event left out', empty(), pageOf(all.filter((_, at) => at !== 1)), 'ROOM_GAP'],
  [
    'an internal event left out for the provider',
    empty(),
    pageOf(all.filter((_, at) => at !== 2)),
    'ROOM_GAP',
  ],
  ['an event twice in one page', empty(), pageOf([...all.slice(0, 2), ...all.slice(1)]), 'ROOM_GAP'],
  [
    'events out of order',
    empty(),
    pageOf([all[1], all[0]].filter((event) => event !== undefined)),
    'ROOM_GAP',
  ],
  ["a customer's copy given to the provider", empty(), ofCustomer, 'ROOM_GAP'],
  ["the provider's numbers on a customer's event", empty('CUSTOMER'), first, 'ROOM_GAP'],
  ['a shared event without a number', empty(), pageOf(swapped(1, { sharedSeq: null })), 'ROOM_GAP'],
  ['an internal event with a shared number', empty(), pageOf(swapped(2, { sharedSeq: 3 })), 'ROOM_GAP'],
  ['a changed text under the old hash', empty(), pageOf(swapped(1, { body: otherBody })), 'BROKEN_CHAIN'],
  [
    'a changed time under the old hash',
    empty(),
    pageOf(swapped(1, { recordedAt: all[0]?.recordedAt as never })),
    'BROKEN_CHAIN',
  ],
  [
    'a changed author under the old hash',
    empty(),
    pageOf(swapped(1, { actor: { ...(all[0] as RecordedEvent).actor, name: 'Nobody' } })),
    'BROKEN_CHAIN',
  ],
  ['no hash at all', empty(), pageOf(swapped(1, { hash: null })), 'BROKEN_CHAIN'],
  [
    'an event linked to another history',
    copyWith('PROVIDER', first),
    pageOf([relinked(all[2] as RecordedEvent, 'f'.repeat(64))], positionAfter(first)),
    'BROKEN_CHAIN',
  ],
  ['whole chains under another digest', empty(), { ...first, digest: 'f'.repeat(64) }, 'OTHER_DIGEST'],
  [
    'an empty page under another digest',
    copyWith('PROVIDER', first),
    pageOf([], positionAfter(first), { digest: 'f'.repeat(64) }),
    'OTHER_DIGEST',
  ],
  [
    '[AUD-1] an internal event on its way to a customer',
    empty('CUSTOMER'),
    pageOf([...shared.slice(0, 2), { ...(all[2] as RecordedEvent), seq: null }]),
    'FOREIGN_AUDIENCE',
  ],
]

describe('what a page means for a copy', () => {
  it.each(table)('%s', (_title, copy, page, expected) => {
    const verdict = merge(copy, page)
    expect(verdict.kind === 'REBUILD' ? verdict.reason : verdict.kind).toBe(expected)
  })

  it('has a row for every reason to rebuild', () => {
    const reasons: Record<RebuildReason, true> = {
      OTHER_EPOCH: true,
      CURSOR_GAP: true,
      ROOM_GAP: true,
      BROKEN_CHAIN: true,
      OTHER_DIGEST: true,
      FOREIGN_AUDIENCE: true,
    }
    const covered = new Set<string>(table.map(([, , , expected]) => expected))
    expect([...Object.keys(reasons), 'ADVANCE', 'DUPLICATE'].filter((one) => !covered.has(one))).toEqual([])
  })

  it('moves epoch, cursor, digest and the heads of the rooms together', () => {
    const verdict = merge(copyWith('PROVIDER', first), second)
    const last = all.at(-1)
    expect(verdict).toMatchObject({
      kind: 'ADVANCE',
      feed: { epoch: second.epoch, cursor: second.cursor, digest: second.digest },
      heads: new Map([
        [ledger.roomId, { position: 4, sharedSeq: 3, sharedHash: last?.hash, internalHash: all[2]?.hash }],
      ]),
    })
  })

  it('hands on the text that was verified: each event, as it came', () => {
    const verdict = merge(copyWith('PROVIDER', first), second)
    const contents = verdict.kind === 'ADVANCE' ? verdict.contents : []
    expect(contents.map((content) => JSON.parse(content))).toEqual(second.events)
  })

  it('[I8] reaches the same heads and digest by any cut of the same events into pages', () => {
    const events = all
    const whole = copyWith('PROVIDER', pageOf(events))
    for (let cut = 1; cut < events.length; cut++) {
      const head = pageOf(events.slice(0, cut))
      const inTwo = copyWith('PROVIDER', head, pageOf(events.slice(cut), positionAfter(head)))
      expect(inTwo.feed.digest).toBe(whole.feed.digest)
      expect(inTwo.head(ledger.roomId)).toEqual(whole.head(ledger.roomId))
    }
  })
})
