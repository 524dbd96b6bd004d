// The columns of identity's tables, by the fields of the values that are kept in them, and the statements that follow
// from that. migrations/*.sql is what is applied; a column that is missing here is simply not asked for.
/** Every field of a type, so that one that is added to it does not compile until it is here. */
const fields = (all) => Object.keys(all)
const IDENTITY = {
  session: fields({
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
  access_token: fields({ hash: true, sessionId: true, authenticatedAt: true, expiresAt: true }),
  sign_in_attempt: fields({
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
  phone_code: fields({
    personId: true,
    salt: true,
    codeHash: true,
    issuedBy: true,
    issuedAt: true,
    expiresAt: true,
    tries: true,
    usedAt: true,
  }),
  invitation: fields({
    tokenHash: true,
    personId: true,
    invitedBy: true,
    madeAt: true,
    expiresAt: true,
    usedAt: true,
  }),
  outside_identity: fields({ issuer: true, subject: true, personId: true, linkedAt: true }),
  passkey: fields({
    credentialId: true,
    personId: true,
    publicKey: true,
    counter: true,
    transports: true,
    name: true,
    createdAt: true,
    lastUsedAt: true,
  }),
  account_sso: fields({
    accountId: true,
    issuer: true,
    clientId: true,
    clientSecretRef: true,
    domains: true,
  }),
  pending_flow: fields({ idHash: true, kind: true, json: true, expiresAt: true }),
  mail: fields({
    id: true,
    kind: true,
    recipient: true,
    about: true,
    tries: true,
    nextTryAt: true,
    expiresAt: true,
  }),
  audit: ['number', 'id', 'at', 'actorId', 'actorName', 'action', 'subjectKind', 'subjectId', 'facts'],
}
/** The columns as a list for SELECT, behind an alias where one is given. */
export const columnsOf = (table, alias) =>
  IDENTITY[table].map((field) => (alias === undefined ? '' : `${alias}.`) + columnOf(field)).join(', ')
/** Inserts a row with all columns; its values in the same order come from `valuesFor`. */
export const insertInto = (table) =>
  `INSERT INTO ${table} (${columnsOf(table)}) VALUES (${IDENTITY[table].map((_field, index) => `$${index + 1}`).join(', ')})`
/** As `insertInto`, or replaces the row with the same key. */
export const saveIn = (table, key) =>
  `${insertInto(table)} ON CONFLICT (${key}) DO UPDATE SET ${IDENTITY[table]
    .map((field) => `${columnOf(field)} = excluded.${columnOf(field)}`)
    .join(', ')}`
/** Lists are kept as JSON. */
export const valuesFor = (table, row) =>
  IDENTITY[table].map((field) => {
    const value = row[field] ?? null
    return Array.isArray(value) ? JSON.stringify(value) : value
  })
const columnOf = (field) => field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
