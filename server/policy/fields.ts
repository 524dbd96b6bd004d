// The rows of every question, change and stream of schema.graphql, and how large its lists can be. A field that is added
// to the schema does not compile until it has its row here, and without one no server starts.

import type { MutationResolvers, QueryResolvers, SubscriptionResolvers } from '../graphql/resolvers.gen.ts'
import { ADMINS, type Row, SIGNED_IN } from './table.ts'

export type FieldName =
  | `Query.${keyof QueryResolvers}`
  | `Mutation.${keyof MutationResolvers}`
  | `Subscription.${keyof SubscriptionResolvers}`

export interface FieldRow extends Row {
  /**
   * The argument that names the room, and what is answered where there is none: null or false. The gate answers that
   * itself, so that no resolver can answer a foreign room otherwise. Null for a field that is about no single room: it
   * answers with what is the asker's own.
   */
  readonly room: { readonly argument: string; readonly missing: null | false } | null
}

const ownThings: FieldRow = { askers: SIGNED_IN, about: 'NO_ROOM', room: null }

/** Accounts, people and what was done to them: nobody else is told whether there is any of it. */
const administration: FieldRow = { askers: ADMINS, about: 'NO_ROOM', room: null }

const oneRoom = (argument: string, missing: null | false): FieldRow => ({
  askers: SIGNED_IN,
  about: 'ROOM',
  room: { argument, missing },
})

export const FIELDS: Readonly<Record<FieldName, FieldRow>> = {
  'Query.me': ownThings,
  'Query.serverTime': ownThings,
  'Query.room': oneRoom('id', null),
  'Query.checkpoint': oneRoom('roomId', null),
  'Query.rooms': ownThings,
  'Query.directory': ownThings,
  'Query.devices': ownThings,
  'Query.passkeys': ownThings,
  // What may be commanded is asked command by command: commands.ts.
  'Mutation.submit': ownThings,
  'Mutation.announce': oneRoom('roomId', false),
  'Mutation.signOut': ownThings,
  'Mutation.endDevice': ownThings,
  'Mutation.removePasskey': ownThings,
  'Mutation.issuePhoneCode': {
    askers: ['REPRESENTATIVE', 'AGENT', 'SUPERVISOR'],
    about: 'NO_ROOM',
    room: null,
  },
  'Mutation.enrolKey': ownThings,
  'Mutation.closeKey': ownThings,
  'Query.enrolmentChallenge': ownThings,
  'Query.signingKeys': ownThings,
  'Query.administration': administration,
  'Query.administeredAccount': administration,
  'Query.administeredPerson': administration,
  'Query.audit': administration,
  'Mutation.saveAccount': administration,
  'Mutation.invitePerson': administration,
  'Mutation.inviteAgain': administration,
  'Mutation.changePerson': administration,
  'Mutation.deactivatePerson': administration,
  'Mutation.reactivatePerson': administration,
  'Mutation.endDeviceOf': administration,
  'Mutation.endAllDevicesOf': administration,
  'Mutation.closeKeyOf': administration,
  'Mutation.setAccountSso': administration,
  'Mutation.removeAccountSso': administration,
  'Subscription.feed': ownThings,
  'Subscription.presence': ownThings,
}

/**
 * How many objects a list usually holds, for what a document may cost; `argument` names the one that says it, with the
 * most that the field gives out. A list of objects without a row here lets no server start.
 */
export type ListSize = number | { readonly argument: string; readonly max: number }

export const LIST_SIZES: Readonly<Record<string, ListSize>> = {
  'Query.rooms': 15,
  'Room.clocks': 10,
  'Query.signingKeys': 5,
  'Query.devices': 10,
  'Query.passkeys': 10,
  'AdministeredAccounts.accounts': 20,
  'AdministeredPeople.people': 50,
  'PersonInDetail.devices': 10,
  'PersonInDetail.signingKeys': 5,
  'AuditPage.entries': 50,
  'AuditEntry.facts': 5,
  'Room.resolutions': 5,
  'Room.events': { argument: 'limit', max: 200 },
  'ResolutionProposal.signatures': 2,
  'Account.tamHours': 3,
  'WorkingHours.days': 7,
  'Directory.accounts': 20,
  'Directory.people': 100,
  'RoomPresence.people': 10,
  'FeedPage.events': 200,
  'SubmitResult.answers': 20,
  'Subscription.presence': 20,
}
