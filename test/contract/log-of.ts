// Plain, well-linked events for tests of a store: as many as asked for, of the audiences asked for.

import type { RecordedEvent } from '../../domain/incident/events.ts'
import { CHAIN_START } from '../../domain/incident/state.ts'
import { type AccountId, type RoomId, toCommandId, toEventId } from '../../domain/ids.ts'
import { actorOf, type Audience } from '../../domain/people.ts'
import { linkHash } from '../../protocol/record.ts'
import type { Appended, RoomHead } from '../../server/store/event-store.ts'
import { at } from '../support/given.ts'
import { agent } from '../support/people.ts'

export const emptyHead = (roomId: RoomId, accountId: AccountId, minute = 0): RoomHead => ({
  roomId,
  accountId,
  seq: 0,
  sharedSeq: 0,
  sharedHash: CHAIN_START,
  internalHash: CHAIN_START,
  recordedAt: at(minute),
  isLive: true,
  summary: { roomId, ticket: 'AC-222222', title: 'Down', phase: 'REPORTED', reportedAt: at(minute) },
})

/** The next events of a room, one for each audience named, and the head after them. */
export function logOf(head: RoomHead, ...audiences: readonly Audience[]): Appended {
  let end = head
  const events: RecordedEvent[] = []
  for (const audience of audiences) {
    const isShared = audience === 'SHARED'
    const unlinked: RecordedEvent = {
      id: toEventId(`${head.roomId} ${end.seq + 1}`),
      roomId: head.roomId,
      accountId: head.accountId,
      audience,
      sharedSeq: isShared ? end.sharedSeq + 1 : null,
      seq: end.seq + 1,
      recordedAt: head.recordedAt,
      actor: actorOf(agent),
      causedBy: toCommandId(`command ${end.seq + 1}`),
      hash: null,
      body: { type: 'MessagePosted', text: `“${audience}” №${end.seq + 1} \u2028 🛰`, replyTo: null },
    }
    const hash = linkHash(isShared ? end.sharedHash : end.internalHash, unlinked)
    events.push({ ...unlinked, hash })
    end = isShared
      ? { ...end, seq: end.seq + 1, sharedSeq: end.sharedSeq + 1, sharedHash: hash }
      : { ...end, seq: end.seq + 1, internalHash: hash }
  }
  return { head: end, events, namedProviders: [] }
}
