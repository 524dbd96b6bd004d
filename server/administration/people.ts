// Who is there and what they may do: inviting, changing, ending and giving back access. Each is one transaction with its
// audit entry; what it means for open sockets is done once that is stored.

import { randomUUID } from 'node:crypto'
import {
  type AroundChange,
  type AroundPerson,
  judgeDeactivation,
  judgePerson,
  judgeRole,
  keptPerson,
  partyOfRole,
  type PersonDraft,
  refusal,
} from '../../domain/administration.ts'
import { type PersonId, toPersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { IdentityTransaction } from '../auth/identity-store.ts'
import { mailInvitation, makeInvitation } from '../auth/invitations.ts'
import { type AdministrationAnswer, made, refused } from './answer.ts'
import type { Administering, AdministrationDesk } from './desk.ts'
import { changes, note } from './note.ts'

export interface PeopleAdministration {
  invite(by: Administering, draft: PersonDraft): Promise<AdministrationAnswer>
  /** Earlier invitations no longer work. */
  inviteAgain(by: Administering, id: PersonId): Promise<AdministrationAnswer>
  change(by: Administering, id: PersonId, draft: PersonDraft): Promise<AdministrationAnswer>
  deactivate(by: Administering, id: PersonId): Promise<AdministrationAnswer>
  reactivate(by: Administering, id: PersonId): Promise<AdministrationAnswer>
}

const NO_PERSON = refused(refusal('id', 'NOT_FOUND'))

export function administerPeople({
  identity,
  sessions,
  outbox,
  now,
  directoryChanged,
}: AdministrationDesk): PeopleAdministration {
  const mailed = (answer: AdministrationAnswer): AdministrationAnswer => {
    if (answer.refusal === null) outbox.wake()
    return answer
  }
  return {
    async invite(by, draft) {
      const answer = mailed(await identity.write((tx) => invite(tx, by, draft, now())))
      if (answer.refusal === null) directoryChanged()
      return answer
    },
    inviteAgain: async (by, id) =>
      mailed(
        await identity.write(async (tx) => {
          const person = await tx.person(id)
          if (person === null) return NO_PERSON
          if ((await tx.deactivatedAt(id)) !== null) return refused(refusal('id', 'NOT_ACTIVE'))
          if (person.email === null) return refused(refusal('email', 'REQUIRED'))
          await sendInvitation(tx, by, person.email, id, now())
          return made(id)
        }),
      ),
    async change(by, id, draft) {
      const answer = await identity.write((tx) => change(tx, by, id, draft, now()))
      if (answer.refusal === null) {
        outbox.wake()
        sessions.changed(id)
        directoryChanged()
      }
      return answer
    },
    async deactivate(by, id) {
      const answer = await identity.write((tx) => deactivate(tx, by, id, now()))
      if (answer.refusal === null) sessions.closeSocketsOf(id, 'revoked')
      return answer
    },
    reactivate: (by, id) =>
      identity.write(async (tx) => {
        if ((await tx.person(id)) === null) return NO_PERSON
        if ((await tx.deactivatedAt(id)) === null) return made(id)
        await tx.setDeactivated(id, null)
        await note(tx, by, 'PERSON_REACTIVATED', { kind: 'PERSON', id }, {}, now())
        return made(id)
      }),
  }
}

async function invite(
  tx: IdentityTransaction,
  by: Administering,
  given: PersonDraft,
  now: Instant,
): Promise<AdministrationAnswer> {
  const around = await aroundPerson(tx)
  const draft = keptPerson(given, around)
  const wrong = judgePerson(draft, null, around)
  if (wrong !== null) return refused(wrong)
  const id = toPersonId(randomUUID())
  await tx.savePerson({ ...draft, id, party: partyOfRole(draft.role) })
  await note(
    tx,
    by,
    'PERSON_INVITED',
    { kind: 'PERSON', id },
    { name: draft.name, email: draft.email, role: draft.role, accountId: draft.accountId },
    now,
  )
  await sendInvitation(tx, null, draft.email, id, now, by)
  return made(id)
}

/** Takes back those that are open and has one mailed; `noted` null: an entry already says so. */
async function sendInvitation(
  tx: IdentityTransaction,
  noted: Administering | null,
  email: string,
  id: PersonId,
  now: Instant,
  by: Administering | null = noted,
): Promise<void> {
  await tx.useInvitationsOf(id, now)
  const token = await makeInvitation(tx, id, by?.person.id ?? null, now)
  await mailInvitation(tx, token, email, now)
  if (noted !== null)
    await note(tx, noted, 'PERSON_INVITED', { kind: 'PERSON', id }, { email, again: true }, now)
}

async function change(
  tx: IdentityTransaction,
  by: Administering,
  id: PersonId,
  given: PersonDraft,
  now: Instant,
): Promise<AdministrationAnswer> {
  const before = await tx.person(id)
  if (before === null) return NO_PERSON
  const around = await aroundPerson(tx)
  const draft = keptPerson(given, around)
  const wrong =
    judgeRole(before, draft.role, await aroundChange(tx, by, around.people, id)) ??
    judgePerson(draft, id, around)
  if (wrong !== null) return refused(wrong)
  const person: Person = { ...draft, id, party: partyOfRole(draft.role) }
  const facts = changes(before, person)
  if (Object.keys(facts).length === 0) return made(id)
  await tx.savePerson(person)
  // Whoever vouched for the person on the side or for the company they were of does so no longer.
  if (before.accountId !== person.accountId || before.party !== person.party)
    await tx.removeOutsideIdentitiesOf(id)
  // An open invitation lies in the mailbox of the address before.
  if (before.email !== person.email && (await tx.isInvited(id, now)))
    await sendInvitation(tx, null, draft.email, id, now, by)
  await note(tx, by, 'PERSON_CHANGED', { kind: 'PERSON', id }, facts, now)
  return made(id)
}

async function deactivate(
  tx: IdentityTransaction,
  by: Administering,
  id: PersonId,
  now: Instant,
): Promise<AdministrationAnswer> {
  if ((await tx.person(id)) === null) return NO_PERSON
  const administrators = await activeAdministrators(tx, await tx.people())
  const wrong = judgeDeactivation(id, { by: by.person.id, administrators })
  if (wrong !== null) return refused(wrong)
  if ((await tx.deactivatedAt(id)) !== null) return made(id)
  const devices = (await tx.sessionsOf(id, now)).length
  await tx.setDeactivated(id, now)
  await tx.endSessionsOf(id, 'DEACTIVATED', now)
  await tx.useInvitationsOf(id, now)
  await note(tx, by, 'PERSON_DEACTIVATED', { kind: 'PERSON', id }, { devices }, now)
  return made(id)
}

const aroundPerson = async (tx: IdentityTransaction): Promise<AroundPerson> => ({
  accounts: await tx.accounts(),
  people: await tx.people(),
})

const aroundChange = async (
  tx: IdentityTransaction,
  by: Administering,
  people: readonly Person[],
  id: PersonId,
): Promise<AroundChange> => ({
  by: by.person.id,
  administrators: await activeAdministrators(tx, people),
  hasActed: await tx.hasActed(id),
})

async function activeAdministrators(
  tx: IdentityTransaction,
  people: readonly Person[],
): Promise<readonly PersonId[]> {
  const active: PersonId[] = []
  for (const { id, role } of people)
    if (role === 'ADMIN' && (await tx.deactivatedAt(id)) === null) active.push(id)
  return active
}
