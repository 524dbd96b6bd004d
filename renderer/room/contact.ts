// Whom one calls from a room: the provider's people call the contact of the intake, the customer's people the owner.

import { ownerOf } from '../../domain/incident/state.ts'
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

/** Null when nobody is known who has a number. */
export function contactOf(scope: RoomScope): Contact | null {
  const { me, room } = scope
  return me.party === 'PROVIDER'
    ? customerContact(scope)
    : personContact(scope, ownerOf(room())?.agentId ?? null)
}

/** For a customer whose owner has no number of their own, or a room without an owner: the provider's hotline. */
export const hotlineOf = ({ me, provider }: RoomScope, hotline: string | null): Contact | null =>
  me.party !== 'CUSTOMER' || hotline === null
    ? null
    : { name: provider(), short: provider(), number: hotline.replaceAll(/[^+\d]/g, ''), shown: hotline }

function customerContact(scope: RoomScope): Contact | null {
  const { intake, reportedBy } = scope.room()
  if (intake === null) return personContact(scope, reportedBy.personId)
  return {
    name: intake.contactName ?? intake.company,
    short: intake.contactName === null ? intake.company : firstName(intake.contactName),
    number: intake.contactPhone,
    shown: intake.contactPhoneTyped.startsWith('+') ? intake.contactPhoneTyped : intake.contactPhone,
  }
}

function personContact(scope: RoomScope, id: Parameters<RoomScope['person']>[0]): Contact | null {
  const person = scope.person(id)
  if (person === null || person.phone === null || person.id === scope.me.id) return null
  return { name: person.name, short: firstName(person.name), number: person.phone, shown: person.phone }
}
