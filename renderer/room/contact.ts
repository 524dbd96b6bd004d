// Whom one calls from a room: the provider's people call the contact of the intake, the customer's people the owner.

import type { PersonId } from '../../domain/ids.ts'
import { ownerOf, type Room } from '../../domain/incident/state.ts'
import { firstName } from '../text/format.ts'
import type { RoomScope } from './room-scope.ts'

export interface Contact {
  readonly name: string
  /** What a small button says: a person's first name, a company's whole name. */
  readonly short: string
  /** E.164. */
  readonly number: string
  /** As it was typed, for reading. */
  readonly shown: string
}

type KnownPeople = Pick<RoomScope, 'me' | 'person'>

/** Null when nobody is known who has a number. */
export function contactOf(scope: RoomScope): Contact | null {
  const { me, room } = scope
  return me.party === 'PROVIDER'
    ? customerContact(room(), scope)
    : personContact(scope, ownerOf(room())?.agentId ?? null)
}

/** For a customer whose owner has no number of their own, or a room without an owner: the provider's hotline. */
export const hotlineOf = ({ me, provider }: RoomScope, hotline: string | null): Contact | null =>
  me.party !== 'CUSTOMER' || hotline === null
    ? null
    : { name: provider(), short: provider(), number: hotline.replaceAll(/[^+\d]/g, ''), shown: hotline }

/** Whom the provider calls: the contact of the intake, else whoever reported the issue. */
export function customerContact({ intake, reportedBy }: Room, known: KnownPeople): Contact | null {
  if (intake === null) return personContact(known, reportedBy.personId)
  return {
    name: intake.contactName ?? intake.company,
    short: intake.contactName === null ? intake.company : firstName(intake.contactName),
    number: intake.contactPhone,
    shown: intake.contactPhoneTyped.startsWith('+') ? intake.contactPhoneTyped : intake.contactPhone,
  }
}

function personContact({ person: find, me }: KnownPeople, id: PersonId | null): Contact | null {
  const person = find(id)
  if (person === null || person.phone === null || person.id === me.id) return null
  return { name: person.name, short: firstName(person.name), number: person.phone, shown: person.phone }
}
