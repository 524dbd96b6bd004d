// The GraphQL operations that a replica sends, each a fixed text, so that a server may keep a list of what it answers.

const EVENT_FIELDS = `
  id roomId accountId audience sharedSeq seq recordedAt
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
    epoch after cursor atHead digest serverTime
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
