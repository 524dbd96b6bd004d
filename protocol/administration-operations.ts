// The GraphQL operations of administration by name: a window of the desktop names one, and its main process alone knows
// the text that it stands for. A part of the list in operations.ts.

const ACCOUNT = `
  account {
    id name number domains phones callingCode timeZone tamId deputyId hotline
    tamHours { effectiveFrom timeZone days { weekday from until } }
  }
  sso { issuer clientId secretName domains }
  peopleCount
`
const PERSON = `
  person { id name title party role accountId timeZone phone email }
  accountName state lastSeenAt
`
const ANSWER = 'id refusal { field problem limit }'
/** With the link of an invitation that the server cannot mail. */
const INVITED = `${ANSWER} link`

export const ADMINISTRATION_DOCUMENTS = {
  accounts: `
query AdministeredAccounts($search: String!, $after: String!) {
  administration { accounts(search: $search, after: $after) { accounts { ${ACCOUNT} } next } }
}`,
  people: `
query AdministeredPeople($search: String!, $after: String!) {
  administration { people(search: $search, after: $after) { people { ${PERSON} } next } }
}`,
  account: `
query AdministeredAccount($id: ID!) { administeredAccount(id: $id) { ${ACCOUNT} } }`,
  person: `
query AdministeredPerson($id: ID!) {
  administeredPerson(id: $id) {
    about { ${PERSON} }
    devices { id name createdAt lastSeenAt method current }
    signingKeys { kid enrolledAt notAfter revokedAt }
  }
}`,
  audit: `
query Audit($before: Int) {
  audit(before: $before) {
    entries { number at actorName action subjectKind subjectId subjectName facts { name value } }
    next
  }
}`,
  saveAccount: `
mutation SaveAccount($id: ID, $seen: AccountInput, $account: AccountInput!) {
  answer: saveAccount(id: $id, seen: $seen, account: $account) { ${ANSWER} }
}`,
  invitePerson: `
mutation InvitePerson($person: PersonInput!) { answer: invitePerson(person: $person) { ${INVITED} } }`,
  inviteAgain: `
mutation InviteAgain($id: ID!) { answer: inviteAgain(id: $id) { ${INVITED} } }`,
  changePerson: `
mutation ChangePerson($id: ID!, $seen: PersonInput, $person: PersonInput!) {
  answer: changePerson(id: $id, seen: $seen, person: $person) { ${INVITED} }
}`,
  deactivatePerson: `
mutation DeactivatePerson($id: ID!) { answer: deactivatePerson(id: $id) { ${ANSWER} } }`,
  reactivatePerson: `
mutation ReactivatePerson($id: ID!) { answer: reactivatePerson(id: $id) { ${ANSWER} } }`,
  endDeviceOf: `
mutation EndDeviceOf($personId: ID!, $deviceId: ID!) {
  answer: endDeviceOf(personId: $personId, deviceId: $deviceId) { ${ANSWER} }
}`,
  endAllDevicesOf: `
mutation EndAllDevicesOf($personId: ID!) { answer: endAllDevicesOf(personId: $personId) { ${ANSWER} } }`,
  closeKeyOf: `
mutation CloseKeyOf($personId: ID!, $kid: ID!) {
  answer: closeKeyOf(personId: $personId, kid: $kid) { ${ANSWER} }
}`,
  setAccountSso: `
mutation SetAccountSso($accountId: ID!, $sso: AccountSsoInput!) {
  answer: setAccountSso(accountId: $accountId, sso: $sso) { ${ANSWER} }
}`,
  removeAccountSso: `
mutation RemoveAccountSso($accountId: ID!) { answer: removeAccountSso(accountId: $accountId) { ${ANSWER} } }`,
} as const

export type AdministrationOperation = keyof typeof ADMINISTRATION_DOCUMENTS

export const ADMINISTRATION_OPERATIONS = Object.keys(
  ADMINISTRATION_DOCUMENTS,
) as readonly AdministrationOperation[]

/** Longest variables of an operation, as JSON: a large account with all its hours. */
export const ADMINISTRATION_VARIABLES_MAX = 60_000
