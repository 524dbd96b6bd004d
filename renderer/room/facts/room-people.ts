// Who belongs to a room: the customer's people, the owner, the TAM, and whoever of the provider is in it now. A
// customer's directory does not hold every agent; those are known by the name the record gives them.

import { ownerOf } from '../../../domain/incident/state.ts'
import type { PersonId } from '../../../domain/ids.ts'
import type { Party, Person } from '../../../domain/people.ts'
import type { RoomScope } from '../room-scope.ts'

export interface RoomPerson {
  readonly id: PersonId
  readonly name: string
  readonly party: Party
  /** Null for somebody this copy knows by name alone. */
  readonly person: Person | null
  readonly isOwner: boolean
  readonly isTam: boolean
  readonly isHere: boolean
}

/** The contact of the intake first, as the one to call; the customer's other people, those who are here before the
    others; then the owner, the provider's people, the TAM. */
export function roomPeople(scope: RoomScope): readonly RoomPerson[] {
  const { room, account, people, present, person } = scope
  const owner = ownerOf(room())
  const tamId = account()?.tamId ?? null
  const here = new Map(present().map((one) => [one.personId, one]))
  const found = new Map<PersonId, RoomPerson>()
  const add = (id: PersonId | null, name: string, party: Party) => {
    if (id === null || found.has(id)) return
    const known = person(id)
    found.set(id, {
      id,
      name: known?.name ?? name,
      party,
      person: known,
      isOwner: owner?.agentId === id,
      isTam: tamId === id,
      isHere: here.has(id),
    })
  }
  for (const one of people()) if (one.accountId === room().accountId) add(one.id, one.name, 'CUSTOMER')
  for (const one of present()) if (one.party === 'CUSTOMER') add(one.personId, one.name, 'CUSTOMER')
  if (owner !== null) add(owner.agentId, owner.agentName, 'PROVIDER')
  for (const one of present()) if (one.party === 'PROVIDER') add(one.personId, one.name, 'PROVIDER')
  add(tamId, '', 'PROVIDER')
  const shown = [...found.values()].filter(({ name }) => name !== '')
  const contact = room().intake?.contactName
  return shown.toSorted((a, b) => rank(a, contact) - rank(b, contact))
}

function rank(
  { name, party, isHere, isOwner, isTam }: RoomPerson,
  contact: string | null | undefined,
): number {
  if (party === 'CUSTOMER') return name === contact ? -1 : isHere ? 0 : 1
  if (isOwner) return 2
  return isTam ? 4 : 3
}
