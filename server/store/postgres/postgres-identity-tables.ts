// The columns of identity's tables, by the fields of the values that are kept in them, and the statements that follow
// from that. migrations/*.sql is what is applied; a column that is missing here is simply not asked for.

import type {
  AccessToken,
  AccountSso,
  Invitation,
  Mail,
  OutsideIdentity,
  Passkey,
  PendingFlow,
  PhoneCode,
  Session,
  SignInAttempt,
} from '../../auth/identity.ts'
import type { Value } from './postgres-ask.ts'

/** Every field of a type, so that one that is added to it does not compile until it is here. */
const fields = <T>(all: Readonly<Record<keyof T & string, true>>): readonly string[] => Object.keys(all)

const IDENTITY = {
  session: fields<Session>({
    id: true,
    personId: true,
    lineage: true,
    refreshHash: true,
    previousRefreshHash: true,
    rotatedAt: true,
    sealedReply: true,
    refreshExpiresAt: true,
    deviceName: true,
    createdAt: true,
    lastSeenAt: true,
    method: true,
    authenticatedAt: true,
    endedAt: true,
    endReason: true,
  }),
  access_token: fields<AccessToken>({ hash: true, sessionId: true, authenticatedAt: true, expiresAt: true }),
  sign_in_attempt: fields<SignInAttempt>({
    idHash: true,
    personId: true,
    addressHash: true,
    linkHash: true,
    codeHash: true,
    tries: true,
    startedAt: true,
    expiresAt: true,
    usedAt: true,
  }),
  phone_code: fields<PhoneCode>({
    personId: true,
    salt: true,
    codeHash: true,
    issuedBy: true,
    issuedAt: true,
    expiresAt: true,
    tries: true,
    usedAt: true,
  }),
  invitation: fields<Invitation>({
    tokenHash: true,
    personId: true,
    invitedBy: true,
    madeAt: true,
    expiresAt: true,
    usedAt: true,
  }),
  outside_identity: fields<OutsideIdentity>({ issuer: true, subject: true, personId: true, linkedAt: true }),
  passkey: fields<Passkey>({
    credentialId: true,
    personId: true,
    publicKey: true,
    counter: true,
    transports: true,
    name: true,
    createdAt: true,
    lastUsedAt: true,
  }),
  account_sso: fields<AccountSso>({
    accountId: true,
    issuer: true,
    clientId: true,
    clientSecretRef: true,
    domains: true,
  }),
  pending_flow: fields<PendingFlow>({
    idHash: true,
    kind: true,
    personId: true,
    json: true,
    expiresAt: true,
  }),
  mail: fields<Mail>({
    id: true,
    kind: true,
    recipient: true,
    about: true,
    tries: true,
    nextTryAt: true,
    expiresAt: true,
  }),
  audit: ['number', 'id', 'at', 'actorId', 'actorName', 'action', 'subjectKind', 'subjectId', 'facts'],
} as const satisfies Readonly<Record<string, readonly string[]>>

export type IdentityTable = keyof typeof IDENTITY

/** The columns as a list for SELECT, behind an alias where one is given. */
export const columnsOf = (table: IdentityTable, alias?: string): string =>
  IDENTITY[table].map((field) => (alias === undefined ? '' : `${alias}.`) + columnOf(field)).join(', ')

/** Inserts a row with all columns; its values in the same order come from `valuesFor`. */
export const insertInto = (table: IdentityTable): string =>
  `INSERT INTO ${table} (${columnsOf(table)}) VALUES (${IDENTITY[table].map((_field, index) => `$${index + 1}`).join(', ')})`

/** As `insertInto`, or replaces the row with the same key. */
export const saveIn = (table: IdentityTable, key: string): string =>
  `${insertInto(table)} ON CONFLICT (${key}) DO UPDATE SET ${IDENTITY[table]
    .map((field) => `${columnOf(field)} = excluded.${columnOf(field)}`)
    .join(', ')}`

/** Lists are kept as JSON. */
export const valuesFor = (table: IdentityTable, row: object): readonly Value[] =>
  IDENTITY[table].map((field) => {
    const value = (row as Readonly<Record<string, Value | undefined>>)[field] ?? null
    return Array.isArray(value) ? JSON.stringify(value) : value
  })

const columnOf = (field: string): string => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
