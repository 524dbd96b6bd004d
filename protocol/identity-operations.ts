// The GraphQL operations of a person's own devices, passkeys and signing keys, and of the sign-in code that staff give by
// phone; a part of the list in operations.ts.

import { fieldsOf } from './fields.ts'

const DEVICES_DOCUMENT = `
query Devices {
  devices { id name createdAt lastSeenAt method current }
}`

const END_DEVICE_DOCUMENT = `
mutation EndDevice($id: ID!) {
  endDevice(id: $id)
}`

const PASSKEYS_DOCUMENT = `
query Passkeys {
  passkeys { id name createdAt lastUsedAt }
}`

const REMOVE_PASSKEY_DOCUMENT = `
mutation RemovePasskey($id: ID!) {
  removePasskey(id: $id)
}`

const SIGNING_KEYS_DOCUMENT = `
query SigningKeys {
  signingKeys { kid publicKey enrolledAt notAfter revokedAt }
}`

const CLOSE_KEY_DOCUMENT = `
mutation CloseKey($kid: ID!) {
  closeKey(kid: $kid)
}`

const ISSUE_PHONE_CODE_DOCUMENT = `
mutation IssuePhoneCode($personId: ID!, $checkedBy: String!) {
  issuePhoneCode(personId: $personId, checkedBy: $checkedBy) { code expiresAt }
}`

/** All of them. */
export const IDENTITY_OPERATIONS: readonly string[] = [
  DEVICES_DOCUMENT,
  END_DEVICE_DOCUMENT,
  PASSKEYS_DOCUMENT,
  REMOVE_PASSKEY_DOCUMENT,
  SIGNING_KEYS_DOCUMENT,
  CLOSE_KEY_DOCUMENT,
  ISSUE_PHONE_CODE_DOCUMENT,
]

/** What a device asks in its person's name beside rooms. */
export type AccountAsk =
  | { readonly ask: 'devices' | 'passkeys' | 'signingKeys' }
  | { readonly ask: 'endDevice' | 'removePasskey'; readonly id: string }
  | { readonly ask: 'closeKey'; readonly kid: string }
  | { readonly ask: 'issuePhoneCode'; readonly personId: string; readonly checkedBy: string }

const DOCUMENTS: Readonly<Record<AccountAsk['ask'], string>> = {
  devices: DEVICES_DOCUMENT,
  endDevice: END_DEVICE_DOCUMENT,
  passkeys: PASSKEYS_DOCUMENT,
  removePasskey: REMOVE_PASSKEY_DOCUMENT,
  signingKeys: SIGNING_KEYS_DOCUMENT,
  closeKey: CLOSE_KEY_DOCUMENT,
  issuePhoneCode: ISSUE_PHONE_CODE_DOCUMENT,
}

/** The question as GraphQL; its answer stands in the data under the question's own name. */
export function accountRequest({ ask, ...variables }: AccountAsk): {
  readonly query: string
  readonly variables: Readonly<Record<string, string>>
} {
  return { query: DOCUMENTS[ask], variables }
}

/** The question that a message from elsewhere holds, or null. */
export function parseAccountAsk(value: unknown): AccountAsk | null {
  const { ask, id, kid, personId, checkedBy } = fieldsOf(value)
  if (ask === 'devices' || ask === 'passkeys' || ask === 'signingKeys') return { ask }
  if (ask === 'endDevice' || ask === 'removePasskey') return typeof id === 'string' ? { ask, id } : null
  if (ask === 'closeKey') return typeof kid === 'string' ? { ask, kid } : null
  const isCode = ask === 'issuePhoneCode' && typeof personId === 'string' && typeof checkedBy === 'string'
  return isCode ? { ask, personId, checkedBy } : null
}
