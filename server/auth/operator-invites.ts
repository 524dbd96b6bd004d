// The first administrator comes in by an invitation that the operator makes on the server's own machine: nobody else
// could, since only administrators invite. The same brings one back who has lost every way in.

import { randomUUID } from 'node:crypto'
import { toPersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import { OPERATOR_ACTOR, writeAudit } from './audit.ts'
import { emailIn } from './email-address.ts'
import type { IdentityStore } from './identity-store.ts'
import { makeInvitation } from './invitations.ts'

/** A sentence for the operator: this person cannot be invited like that. */
export class InvitationRefused extends Error {}

const NAME_MAX = 100

/**
 * Makes an administrator of this name and address, or takes the one that is there, and returns the invitation's secret.
 * Throws InvitationRefused for a wrong name or address, and for an address of somebody who is no administrator.
 */
export function inviteAdministrator(
  identity: IdentityStore,
  given: { readonly name: string; readonly email: string },
  now: Instant,
): Promise<string> {
  const name = given.name.trim()
  const email = emailIn(given.email)
  if (name === '' || name.length > NAME_MAX)
    throw new InvitationRefused(`Give a name of at most ${NAME_MAX} characters.`)
  if (email === null)
    throw new InvitationRefused(`${given.email} is no e-mail address, such as name@provider.example.`)
  return identity.write(async (tx) => {
    const known = await tx.personByEmail(email)
    if (known !== null && known.role !== 'ADMIN')
      throw new InvitationRefused(
        `${email} is the address of ${known.name}, who is no administrator: use another address.`,
      )
    const person = known ?? administrator(name, email)
    if (known === null) await tx.savePerson(person)
    const facts = { name: person.name, email, role: 'ADMIN' }
    await writeAudit(tx, OPERATOR_ACTOR, 'PERSON_INVITED', { kind: 'PERSON', id: person.id }, facts, now)
    return makeInvitation(tx, person.id, null, now)
  })
}

const administrator = (name: string, email: string): Person => ({
  id: toPersonId(randomUUID()),
  name,
  title: 'Administrator',
  party: 'PROVIDER',
  role: 'ADMIN',
  accountId: null,
  timeZone: 'UTC',
  phone: null,
  email,
})
