// Administration over the API, in the shape of the contract. The policy table admits administrators alone.

import type { AccountDraft, PersonDraft } from '../../domain/administration.ts'
import { toAccountId, toPersonId } from '../../domain/ids.ts'
import type { AccountRow, NamedAuditEntry, PersonRow } from '../administration/pages.ts'
import type { AuditFacts } from '../auth/audit.ts'
import type {
  AccountInput,
  AuditFact,
  MutationResolvers,
  PersonInput,
  QueryResolvers,
} from './resolvers.gen.ts'

type Queries = 'administration' | 'administeredAccount' | 'administeredPerson' | 'audit'
type Mutations =
  | 'saveAccount'
  | 'invitePerson'
  | 'inviteAgain'
  | 'changePerson'
  | 'deactivatePerson'
  | 'reactivatePerson'
  | 'endDeviceOf'
  | 'endAllDevicesOf'
  | 'closeKeyOf'
  | 'setAccountSso'
  | 'removeAccountSso'

export const administrationQueries: Pick<QueryResolvers, Queries> = {
  // Its fields are asked of below, each with its own page.
  administration: () => ({}) as never,
  async administeredAccount(_, { id }, { administration }) {
    const row = await administration.pages.account(toAccountId(id))
    return row === null ? null : accountOut(row)
  },
  async administeredPerson(_, { id }, { administration, viewer }) {
    const found = await administration.pages.person(toPersonId(id))
    if (found === null) return null
    return {
      about: personOut(found.row),
      devices: found.devices.map(({ id: session, deviceName, createdAt, lastSeenAt, method }) => {
        const current = session === viewer.sessionId
        return { id: session, name: deviceName, createdAt, lastSeenAt, method, current }
      }),
      signingKeys: [...found.signingKeys],
    }
  },
  async audit(_, { before }, { administration }) {
    const { rows, next } = await administration.pages.audit(before ?? null)
    return { entries: rows.map(entryOut), next }
  },
}

export const administrationFields = {
  async accounts(
    _: unknown,
    { search, after }: { readonly search: string; readonly after: string },
    { administration }: Context,
  ) {
    const { rows, next } = await administration.pages.accounts(search, after)
    return { accounts: rows.map(accountOut), next }
  },
  async people(
    _: unknown,
    { search, after }: { readonly search: string; readonly after: string },
    { administration }: Context,
  ) {
    const { rows, next } = await administration.pages.people(search, after)
    return { people: rows.map(personOut), next }
  },
}

export const administrationMutations: Pick<MutationResolvers, Mutations> = {
  saveAccount: (_, { id, seen, account }, { administration, viewer }) =>
    administration.accounts.save(
      viewer,
      id == null ? null : toAccountId(id),
      seen == null ? null : accountIn(seen),
      accountIn(account),
    ),
  invitePerson: (_, { person }, { administration, viewer }) =>
    administration.people.invite(viewer, personIn(person)),
  inviteAgain: (_, { id }, { administration, viewer }) =>
    administration.people.inviteAgain(viewer, toPersonId(id)),
  changePerson: (_, { id, seen, person }, { administration, viewer }) =>
    administration.people.change(
      viewer,
      toPersonId(id),
      seen == null ? null : personIn(seen),
      personIn(person),
    ),
  deactivatePerson: (_, { id }, { administration, viewer }) =>
    administration.people.deactivate(viewer, toPersonId(id)),
  reactivatePerson: (_, { id }, { administration, viewer }) =>
    administration.people.reactivate(viewer, toPersonId(id)),
  endDeviceOf: (_, { personId, deviceId }, { administration, viewer }) =>
    administration.devices.endOne(viewer, toPersonId(personId), deviceId),
  endAllDevicesOf: (_, { personId }, { administration, viewer }) =>
    administration.devices.endAll(viewer, toPersonId(personId)),
  closeKeyOf: (_, { personId, kid }, { administration, viewer }) =>
    administration.devices.closeKey(viewer, toPersonId(personId), kid),
  setAccountSso: (_, { accountId, sso }, { administration, viewer }) =>
    administration.accounts.setSso(viewer, toAccountId(accountId), {
      issuer: sso.issuer,
      clientId: sso.clientId,
      clientSecretRef: sso.secretName ?? null,
      domains: sso.domains,
    }),
  removeAccountSso: (_, { accountId }, { administration, viewer }) =>
    administration.accounts.removeSso(viewer, toAccountId(accountId)),
}

type Context = Parameters<Extract<NonNullable<QueryResolvers['audit']>, (...args: never) => unknown>>[2]

const personIn = ({ accountId, phone, ...person }: PersonInput): PersonDraft => ({
  ...person,
  accountId: accountId == null ? null : toAccountId(accountId),
  phone: phone ?? null,
})

const accountIn = ({ tamId, deputyId, tamHours, ...account }: AccountInput): AccountDraft => ({
  ...account,
  tamId: tamId == null ? null : toPersonId(tamId),
  deputyId: deputyId == null ? null : toPersonId(deputyId),
  tamHours: tamHours.map(({ effectiveFrom, timeZone, days }) => ({
    effectiveFrom,
    timeZone,
    days: days.map(({ weekday, from, until }) => ({ weekday, from, until })),
  })),
})

const personOut = (row: PersonRow): PersonRow => row

const accountOut = ({ account, sso, peopleCount }: AccountRow) => ({
  account,
  sso:
    sso === null
      ? null
      : {
          issuer: sso.issuer,
          clientId: sso.clientId,
          secretName: sso.clientSecretRef,
          domains: [...sso.domains],
        },
  peopleCount,
})

const entryOut = ({ number, at, actor, action, subject, subjectName, facts }: NamedAuditEntry) => ({
  number,
  at,
  actorId: actor.id,
  actorName: actor.name,
  action,
  subjectKind: subject.kind,
  subjectId: subject.id,
  subjectName,
  facts: factsOut(facts),
})

const factsOut = (facts: AuditFacts): AuditFact[] =>
  Object.entries(facts).map(([name, value]) => ({
    name,
    value: value === null ? null : Array.isArray(value) ? value.join(', ') : String(value),
  }))
