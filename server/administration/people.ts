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
      const { answer, isMoved } = await identity.write((tx) =>
        change(tx, by, id, { seen, draft }, now(), linkToHandOver),
      )
      if (answer.refusal !== null) return answer
      outbox.wake()
      if (isMoved) sessions.closeSocketsOf(id, 'revoked')
      else sessions.changed(id)
      directoryChanged()
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

async function change(
  tx: IdentityTransaction,
  by: Administering,
  id: PersonId,
  given: { readonly seen: PersonDraft | null; readonly draft: PersonDraft },
  now: Instant,
  linkTo: LinkToHandOver,
): Promise<Changed> {
  const before = await tx.person(id)
  if (before === null) return unmoved(NO_PERSON)
  const around = await aroundPerson(tx)
  const merged = merge(FIELDS, given.seen, { ...before, email: before.email ?? '' }, given.draft)
  if (merged.refusal !== null) return unmoved(refused(merged.refusal))
  const draft = keptPerson(merged.draft, around)
  const wrong =
    judgeRole(before, draft.role, await aroundChange(tx, by, around.people, id)) ??
    judgePerson(draft, id, around)
  if (wrong !== null) return unmoved(refused(wrong))
  const person: Person = { ...draft, id, party: partyOfRole(draft.role) }
  const facts = changes(before, person)
  if (Object.keys(facts).length === 0) return unmoved(made(id))
  await tx.savePerson(person)
  const isMoved = before.accountId !== person.accountId || before.party !== person.party
  if (isMoved) await leavePlace(tx, id, now)
  await note(tx, by, 'PERSON_CHANGED', { kind: 'PERSON', id }, facts, now)
  if (before.email === person.email) return { answer: made(id), isMoved }
  return { answer: made(id, await moveMail(tx, by, id, draft.email, now, linkTo)), isMoved }
}

/** Whether the person has ever come in, or a record names them. */
const hasBeenHere = async (tx: IdentityTransaction, id: PersonId): Promise<boolean> =>
  (await tx.cameInAt(id)) !== null || (await tx.hasActed(id))

/** What came of a change, and whether it ended the person's sessions. */
interface Changed {
  readonly answer: AdministrationAnswer
  readonly isMoved: boolean
}

const unmoved = (answer: AdministrationAnswer): Changed => ({ answer, isMoved: false })

/**
 * What was begun, and an open invitation, belong to whoever reads the mail of the address before: the one is ended, the
 * other goes to the new address. Returns the link to hand over, as `sendInvitation` does.
 */
async function moveMail(
  tx: IdentityTransaction,
  by: Administering,
  id: PersonId,
  email: string,
  now: Instant,
  linkTo: LinkToHandOver,
): Promise<string | null> {
  await endBegunWays(tx, id, now)
  if (!(await tx.isInvited(id, now))) return null
  if (linkTo === null) return sendInvitation(tx, by, email, id, now, false, null)
  await tx.useInvitationsOf(id, now)
  if (await hasBeenHere(tx, id)) return null
  return sendInvitation(tx, by, email, id, now, true, linkTo)
}

/**
 * What a person came in by on the side or for the company they were of opens nothing of the next: whoever vouched for
 * them does so no longer, what they began is ended, and they sign in anew as who they are.
 */
async function leavePlace(tx: IdentityTransaction, id: PersonId, now: Instant): Promise<void> {
  await tx.removeOutsideIdentitiesOf(id)
  await tx.endSessionsOf(id, 'REVOKED', now)
  await endBegunWays(tx, id, now)
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
