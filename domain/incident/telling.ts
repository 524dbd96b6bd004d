// Whom an event of the deadline engine, or an escalation, is to be told outside of the room: the provider's people that
// its targets mean. Clocks are the provider's promises, so that no customer is ever among them. Rules CLK-5, ESC-1 to
// ESC-3, AUD-1.

import type { Account } from '../account.ts'
import type { Person } from '../people.ts'
import type { RecordedEvent } from './events.ts'
import { type EscalationTarget, isOwner, ownerOf, type Room } from './state.ts'

/**
 * Whether a target means this person. A room without an owner is every agent's, since somebody has to be told; nobody is
 * known to be off duty, so that every agent and every supervisor counts as on it.
 */
export function isMeant(
  room: Room,
  account: Account | null,
  target: EscalationTarget,
  person: Person,
): boolean {
  switch (target) {
    case 'OWNER':
      return isOwner(room, person) || (ownerOf(room) === null && person.role === 'AGENT')
    case 'ON_DUTY':
      return person.role === 'AGENT'
    case 'SUPERVISOR':
      return person.role === 'SUPERVISOR'
    case 'TAM':
      return account !== null && account.tamId === person.id
  }
}

/** Whom an event tells. What a breach escalates to is told with the breach, in one (ESC-3). */
export function targetsOf({ body, actor }: RecordedEvent): readonly EscalationTarget[] {
  if (body.type === 'ClockWarned') return body.tells
  if (body.type === 'ClockBreached') return ['OWNER', 'ON_DUTY', 'SUPERVISOR', 'TAM']
  if (body.type !== 'Escalated') return []
  return body.clockId !== null && actor.party === 'SYSTEM' ? [] : body.to
}

/** The people whom an event tells, without the one who caused it. */
export const toldPeople = (
  room: Room,
  account: Account | null,
  event: RecordedEvent,
  people: readonly Person[],
): readonly Person[] =>
  people.filter(
    (person) =>
      person.party === 'PROVIDER' &&
      person.id !== event.actor.personId &&
      targetsOf(event).some((target) => isMeant(room, account, target, person)),
  )
