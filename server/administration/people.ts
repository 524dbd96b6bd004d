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
import { endBegunWays } from '../auth/begun-ways.ts'
import { mailInvitation, makeInvitation } from '../auth/invitations.ts'
import { type AdministrationAnswer, made, refused } from './answer.ts'
import type { Administering, AdministrationDesk } from './desk.ts'
import { merge } from './merge.ts'
import { changes, note } from './note.ts'

export interface PeopleAdministration {
  invite(by: Administering, draft: PersonDraft): Promise<AdministrationAnswer>
  /** Earlier invitations no longer work. */
  inviteAgain(by: Administering, id: PersonId): Promise<AdministrationAnswer>
  /** `seen` is what the form began with; see merge.ts. */
  change(
    by: Administering,
    id: PersonId,
    seen: PersonDraft | null,
    draft: PersonDraft,
  ): Promise<AdministrationAnswer>
  deactivate(by: Administering, id: PersonId): Promise<AdministrationAnswer>
  reactivate(by: Administering, id: PersonId): Promise<AdministrationAnswer>
}

const FIELDS = ['name', 'title', 'email', 'role', 'accountId', 'timeZone', 'phone'] as const
const NO_PERSON = refused(refusal('id', 'NOT_FOUND'))

export function administerPeople({
  identity,
  sessions,
  outbox,
  now,
  directoryChanged,
  linkToHandOver,
}: AdministrationDesk): PeopleAdministration {
  const mailed = (answer: AdministrationAnswer): AdministrationAnswer => {
    if (answer.refusal === null) outbox.wake()
    return answer
  }
  return {
    async invite(by, draft) {
      const answer = mailed(await identity.write((tx) => invite(tx, by, draft, now(), linkToHandOver)))
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
          // Whoever holds a link is that person: it is shown of nobody who has been here already.
          if (linkToHandOver !== null && (await hasBeenHere(tx, id))) return refused(refusal('id', 'NO_MAIL'))
          return made(id, await sendInvitation(tx, by, person.email, id, now(), true, linkToHandOver))
        }),
      ),
    async change(by, id, seen, draft) {
      const answer = await identity.write((tx) => change(tx, by, id, { seen, draft }, now(), linkToHandOver))
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
  linkTo: LinkToHandOver,
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
    {
      name: draft.name,
      email: draft.email,
      role: draft.role,
      accountId: draft.accountId,
      ...(linkTo === null ? {} : { linkShown: true }),
    },
    now,
  )
  return made(id, await sendInvitation(tx, by, draft.email, id, now, false, linkTo))
}

type LinkToHandOver = AdministrationDesk['linkToHandOver']

/**
 * Takes back those that are open, and has one mailed or returns its link to hand over. `again`: with an entry, since none
 * says so yet. A link that was shown is always in the log.
 */
async function sendInvitation(
  tx: IdentityTransaction,
  by: Administering,
  email: string,
  id: PersonId,
  now: Instant,
  again: boolean,
  linkTo: LinkToHandOver,
): Promise<string | null> {
  await tx.useInvitationsOf(id, now)
  const token = await makeInvitation(tx, id, by.person.id, now)
  if (linkTo === null) await mailInvitation(tx, token, email, now)
  const facts = { email, again: true, ...(linkTo === null ? {} : { linkShown: true }) }
  if (again) await note(tx, by, 'PERSON_INVITED', { kind: 'PERSON', id }, facts, now)
  return linkTo?.(token) ?? null
}

/** Whether the person has ever come in, or has a way in of their own. */
async function hasBeenHere(tx: IdentityTransaction, id: PersonId): Promise<boolean> {
  if ((await tx.lastSeenAt(id)) !== null || (await tx.hasActed(id))) return true
  return (await tx.passkeysOf(id)).length > 0 || (await tx.outsideIdentitiesOf(id)).length > 0
}

async function change(
  tx: IdentityTransaction,
  by: Administering,
  id: PersonId,
  given: { readonly seen: PersonDraft | null; readonly draft: PersonDraft },
  now: Instant,
  linkTo: LinkToHandOver,
): Promise<AdministrationAnswer> {
  const before = await tx.person(id)
  if (before === null) return NO_PERSON
  const around = await aroundPerson(tx)
  const merged = merge(FIELDS, given.seen, { ...before, email: before.email ?? '' }, given.draft)
  if (merged.refusal !== null) return refused(merged.refusal)
  const draft = keptPerson(merged.draft, around)
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
  await note(tx, by, 'PERSON_CHANGED', { kind: 'PERSON', id }, facts, now)
  if (before.email === person.email) return made(id)
  // What was begun, and an open invitation, belong to whoever reads the mail of the address before.
  await endBegunWays(tx, id, now)
  if (!(await tx.isInvited(id, now))) return made(id)
  if (linkTo === null) return made(id, await sendInvitation(tx, by, draft.email, id, now, false, null))
  await tx.useInvitationsOf(id, now)
  if (await hasBeenHere(tx, id)) return made(id)
  return made(id, await sendInvitation(tx, by, draft.email, id, now, true, linkTo))
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
  await endBegunWays(tx, id, now)
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
