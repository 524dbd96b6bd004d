// The GraphQL operations that our own clients send, each a fixed text: a server in production answers these and those of
// older releases alone (server/graphql/trusted-documents.json). After a change run `npm run codegen`: it adds the new
// text to that file and keeps the old one, so that clients of the release before go on working.

import { ADMINISTRATION_DOCUMENTS } from './administration-operations.ts'
import { IDENTITY_OPERATIONS } from './identity-operations.ts'

/** In the order in which events are stored, so that the server hands on their texts as they are. */
const EVENT_FIELDS = `
  id salt roomId accountId audience sharedSeq seq recordedAt
  actor { personId party role name }
  causedBy hash body
`

export const SUBMIT_DOCUMENT = `
mutation Submit($commands: [SubmitInput!]!) {
  submit(commands: $commands) {
    answers { id outcome recordedAt rejection { code facts } }
    serverTime
  }
}`

export const FEED_DOCUMENT = `
subscription Feed($after: Cursor!, $epoch: String!) {
  feed(after: $after, epoch: $epoch) {
    epoch after cursor atHead digest serverTime directory
    events { ${EVENT_FIELDS} }
  }
}`

export const PRESENCE_DOCUMENT = `
subscription Presence {
  presence { roomId people { personId name party activity } }
}`

export const ANNOUNCE_DOCUMENT = `
mutation Announce($roomId: ID, $activity: Activity!) {
  announce(roomId: $roomId, activity: $activity)
}`

export const SERVER_TIME_DOCUMENT = `
query ServerTime { serverTime }`

export const DIRECTORY_DOCUMENT = `
query Directory {
  directory {
    accounts {
      id name number domains phones callingCode timeZone tamId deputyId hotline
      tamHours { effectiveFrom timeZone days { weekday from until } }
    }
    people { id name title party role accountId timeZone phone email }
  }
}`

export const SIGN_OUT_DOCUMENT = 'mutation SignOut { signOut }'

export const ENROLMENT_CHALLENGE_DOCUMENT = `
query EnrolmentChallenge { enrolmentChallenge }`

export const ENROL_KEY_DOCUMENT = `
mutation EnrolKey($publicKey: String!, $challenge: String!, $proof: String!) {
  enrolKey(publicKey: $publicKey, challenge: $challenge, proof: $proof) { outcome certificate }
}`

export const CHECKPOINT_DOCUMENT = `
query Checkpoint($roomId: ID!) { checkpoint(roomId: $roomId) }`

/** All of them. */
export const CLIENT_OPERATIONS: readonly string[] = [
  SUBMIT_DOCUMENT,
  FEED_DOCUMENT,
  PRESENCE_DOCUMENT,
  ANNOUNCE_DOCUMENT,
  SERVER_TIME_DOCUMENT,
  DIRECTORY_DOCUMENT,
  SIGN_OUT_DOCUMENT,
  ENROLMENT_CHALLENGE_DOCUMENT,
  ENROL_KEY_DOCUMENT,
  CHECKPOINT_DOCUMENT,
  ...IDENTITY_OPERATIONS,
  ...Object.values(ADMINISTRATION_DOCUMENTS),
]
