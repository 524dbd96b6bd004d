// Invitations: how somebody comes in for the first time. The secret is good once and for seven days; taking one up uses
// all that are open for the same person. Staff take theirs to the provider's own OpenID provider, where there is one.

import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { DAY, type Instant, plus } from '../../domain/time.ts'
import type { Config } from '../config.ts'
import { handIn } from '../mail/hand-in.ts'
import { auditActor, writeAudit } from './audit.ts'
import type { IdentityTransaction } from './identity-store.ts'
import type { Invitation } from './identity.ts'
import { hashOfToken, newToken } from './tokens.ts'

export const INVITATION_LENGTH = 7 * DAY

type Reached = Pick<Config, 'publicUrl' | 'smtpUrl'>

/** Whether invitations go out by mail: that needs a mail server, and an address for the link. */
export const mailsInvitations = ({ publicUrl, smtpUrl }: Reached): boolean =>
  publicUrl !== null && smtpUrl !== null

/** Where an invitation is taken up; from the server's own root where its public address is not set. */
export const invitationLink = ({ publicUrl }: Pick<Config, 'publicUrl'>, token: string): string =>
  `${publicUrl ?? ''}/#/sign-in/invitation/${token}`

/** Makes an invitation and returns its secret. `invitedBy` is null for the operator on the server itself. */
export async function makeInvitation(
  tx: IdentityTransaction,
  personId: PersonId,
  invitedBy: PersonId | null,
  now: Instant,
): Promise<string> {
  const token = newToken()
  const expiresAt = plus(now, INVITATION_LENGTH)
  const tokenHash = hashOfToken(token)
  await tx.saveInvitation({ tokenHash, personId, invitedBy, madeAt: now, expiresAt, usedAt: null })
  return token
}

/** Has an invitation that was just made sent to the person's address, with a secret of its own. */
export async function mailInvitation(
  tx: IdentityTransaction,
  token: string,
  recipient: string,
  now: Instant,
): Promise<void> {
  const expiresAt = plus(now, INVITATION_LENGTH)
  await handIn(tx, { kind: 'INVITATION', recipient, about: hashOfToken(token), expiresAt }, now)
}

/** The person of an open invitation, which stays open. */
export async function personInvited(
  tx: IdentityTransaction,
  token: string,
  now: Instant,
): Promise<Person | null> {
  const invitation = await tx.invitation(hashOfToken(token))
  return invitation !== null && isOpen(invitation, now) ? tx.actor(invitation.personId) : null
}

/** Takes an invitation up; one whose person comes in another way by now stays open. */
export async function identifyByInvitation(
  tx: IdentityTransaction,
  token: string,
  mayComeIn: (person: Person) => boolean,
  now: Instant,
): Promise<Person | null> {
  const person = await personInvited(tx, token, now)
  if (person === null || !mayComeIn(person)) return null
  await tx.useInvitationsOf(person.id, now)
  await writeAudit(tx, auditActor(person), 'INVITATION_USED', { kind: 'PERSON', id: person.id }, {}, now)
  return person
}

/** Whether it can still be taken up. */
export const isOpen = ({ usedAt, expiresAt }: Invitation, now: Instant): boolean =>
  usedAt === null && expiresAt > now

/** Whether somebody may come in by e-mail, or by an invitation alone: staff may not where they have their own provider. */
export const isCheckedHere = ({ staffIssuer }: Pick<Config, 'staffIssuer'>, { party }: Person): boolean =>
  party === 'CUSTOMER' || staffIssuer === null
