// The rooms as the policy looks at them: every live one, and the newest entries of those this person is in, followed for
// as long as they are.

import { type Accessor, createMemo, mapArray } from 'solid-js'
import { unwrap } from 'solid-js/store'
import type { Account } from '../../domain/account.ts'
import { type AccountId, type PersonId, toRoomId } from '../../domain/ids.ts'
import { isClosed, phaseOf, type Room } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import { epochOf, type Instant } from '../../domain/time.ts'
import type { BoardRow, Replica } from '../../replica/api.ts'
import { createLive } from '../live/create-live.ts'
import { customerContact } from '../room/contact.ts'
import type { AlertContact } from './alert.ts'
import { isInRoom } from './alert-entries.ts'
import type { AlertRoom } from './alert-policy.ts'

export interface RoomsParts {
  readonly replica: Replica
  readonly me: Person
  /** Undefined until the board is here. */
  readonly rows: Accessor<readonly BoardRow[] | undefined>
  readonly account: (id: AccountId) => Account | null
  readonly person: (id: PersonId | null) => Person | null
  /** Server time, once a second. */
  readonly now: Accessor<Instant>
}

const ENTRIES_LOOKED_AT = 30

/** Null until all of it is here. Needs an owner. */
export function createAlertRooms(parts: RoomsParts): () => readonly AlertRoom[] | null {
  const { me, replica } = parts
  const live = () => parts.rows()?.map(({ room }) => room) ?? []
  const isOpen = (room: Room) => !isClosed(phaseOf(room))
  const accountOf = (room: Room) => parts.account(room.accountId)
  const followed = () =>
    live()
      .filter((room) => isWorthFollowing(room, parts.now()) && isInRoom(room, accountOf(room), me))
      .map(({ id }) => id as string)
  const views = createMemo(
    mapArray(followed, (id) => ({
      id,
      view: createLive<'room'>(replica, () => ({
        view: 'room',
        roomId: toRoomId(id),
        limit: ENTRIES_LOOKED_AT,
      })),
    })),
  )
  return () => {
    if (parts.rows() === undefined) return null
    const entriesOf = new Map(views().map(({ id, view }) => [id, view()?.entries]))
    if ([...entriesOf.values()].includes(undefined)) return null
    return live()
      .filter((room) => isOpen(room) || entriesOf.has(room.id))
      .map((room) => ({
        room: unwrap(room),
        account: accountOf(room),
        contact: contactOf(room, parts),
        entries: (entriesOf.get(room.id) ?? [])
          .filter(({ state }) => state === 'RECORDED')
          .map(({ event }) => unwrap(event)),
      }))
  }
}

const CLOSED_FOLLOWED_MS = 30 * 60_000

/** A closed room is followed for a while: that it was signed, or opened again, is told too. */
function isWorthFollowing(room: Room, now: Instant): boolean {
  const end = room.resolvedAt ?? room.reclassifiedAt
  return !isClosed(phaseOf(room)) || (end !== null && epochOf(now) - epochOf(end) < CLOSED_FOLLOWED_MS)
}

/** Kept with each alert: no more of a contact than it says. */
function contactOf(room: Room, parts: RoomsParts): AlertContact | null {
  const contact = customerContact(room, parts)
  return contact === null ? null : { name: contact.name, number: contact.number }
}
