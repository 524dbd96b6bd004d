// The rooms of the account that calls, as the intake has to know them: tickets that wait for a call, live rooms that
// must be asked about (one outage, one room: INT-4), and how the last critical issue went.

import type { AccountId, RoomId } from '../../domain/ids.ts'
import { isClosed, phaseOf, type Room } from '../../domain/incident/state.ts'
import type { TicketChoice } from './intake-form.ts'

export interface AccountRooms {
  /** Reported and not called about yet, newest first. */
  readonly tickets: readonly Room[]
  /** The ticket this intake will be taken for; null opens a new room. */
  readonly linked: Room | null
  /** Live rooms the caller must be asked about, newest first. */
  readonly toAsk: readonly Room[]
  /** The newest room that has ended. */
  readonly last: Room | null
}

const NOTHING: AccountRooms = { tickets: [], linked: null, toAsk: [], last: null }

/** `rooms`: all of this copy. A single ticket is linked unless somebody says otherwise. */
export function accountRooms(
  rooms: readonly Room[],
  accountId: AccountId | null,
  choice: TicketChoice,
): AccountRooms {
  if (accountId === null) return NOTHING
  const own = rooms
    .filter((room) => room.accountId === accountId)
    .toSorted((a, b) => (a.reportedAt < b.reportedAt ? 1 : -1))
  const tickets = own.filter((room) => phaseOf(room) === 'REPORTED')
  const live = own.filter((room) => !isClosed(phaseOf(room)))
  return {
    tickets,
    linked: linkedTicket(tickets, choice),
    toAsk: live.filter((room) => !tickets.includes(room)),
    last: own.find((room) => isClosed(phaseOf(room))) ?? null,
  }
}

function linkedTicket(tickets: readonly Room[], choice: TicketChoice): Room | null {
  if (choice === 'NONE') return null
  const only = tickets.length === 1 ? (tickets[0] ?? null) : null
  return tickets.find((ticket) => ticket.id === choice) ?? only
}

/** Which questions of "same or different" have no answer yet: these keep the intake from being taken. */
export const unanswered = (
  rooms: AccountRooms,
  choice: TicketChoice,
  separateFrom: readonly RoomId[],
): readonly Room[] => [
  ...(choice === null && rooms.linked === null ? rooms.tickets : []),
  ...rooms.toAsk.filter((room) => !separateFrom.includes(room.id)),
]
