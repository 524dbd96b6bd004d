// The GraphQL operations of a person's own devices and passkeys, and of the sign-in code that staff give by phone; a part
// of the list in operations.ts.

export const DEVICES_DOCUMENT = `
query Devices {
  devices { id name createdAt lastSeenAt method current }
}`

export const END_DEVICE_DOCUMENT = `
mutation EndDevice($id: ID!) {
  endDevice(id: $id)
}`

export const PASSKEYS_DOCUMENT = `
query Passkeys {
  passkeys { id name createdAt lastUsedAt }
}`

export const REMOVE_PASSKEY_DOCUMENT = `
mutation RemovePasskey($id: ID!) {
  removePasskey(id: $id)
}`

export const ISSUE_PHONE_CODE_DOCUMENT = `
mutation IssuePhoneCode($personId: ID!, $checkedBy: String!) {
  issuePhoneCode(personId: $personId, checkedBy: $checkedBy) { code expiresAt }
}`

/** All of them. */
export const IDENTITY_OPERATIONS: readonly string[] = [
  DEVICES_DOCUMENT,
  END_DEVICE_DOCUMENT,
  PASSKEYS_DOCUMENT,
  REMOVE_PASSKEY_DOCUMENT,
  ISSUE_PHONE_CODE_DOCUMENT,
]
