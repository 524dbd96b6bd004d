// GraphQL subscriptions as they are usually served: graphql-ws over one async iterator per reader, each event executed
// and written anew for each. With `--apollo` as Apollo Server's manual has it: its server, its schema maker, PubSub.

import { createServer } from 'node:http'
import process from 'node:process'
import { ApolloServer } from '@apollo/server'
import { makeExecutableSchema } from '@graphql-tools/schema'
import { buildSchema } from 'graphql'
import { PubSub } from 'graphql-subscriptions'
import { useServer } from 'graphql-ws/use/ws'
import { WebSocketServer } from 'ws'
import { append, readAfter, serve } from './job.mjs'

const TYPES = `
  scalar JSON
  type Event {
    id: ID! roomId: ID! accountId: ID! audience: String! sharedSeq: String seq: String
    recordedAt: String! causedBy: ID! hash: String! body: JSON!
  }
  type Page { events: [Event!]! }
  type Query { now: String }
  type Subscription { feed(room: Int!, after: Int!): Page! }
`
const isApollo = process.argv.includes('--apollo')
const followers = new Map()
const pubsub = new PubSub()
pubsub.ee.setMaxListeners(0)

async function* feed(_root, { room, after }) {
  yield { feed: { events: [] } }
  if (after >= 0)
    for (let { events, position } = readAfter(room, after); events.length > 0; ) {
      yield { feed: { events } }
      ;({ events, position } = readAfter(room, position))
    }
  if (isApollo) yield* pubsub.asyncIterableIterator(`room ${room}`)
  else yield* queued(room)
}

async function* queued(room) {
  const waiting = []
  let wake = () => {}
  const follower = (page) => {
    waiting.push(page)
    wake()
  }
  followers.set(room, (followers.get(room) ?? new Set()).add(follower))
  try {
    for (;;) {
      while (waiting.length > 0) yield waiting.shift()
      await new Promise((resolve) => (wake = resolve))
    }
  } finally {
    followers.get(room).delete(follower)
  }
}

const server = createServer()
const schema = isApollo
  ? makeExecutableSchema({ typeDefs: TYPES, resolvers: { Subscription: { feed: { subscribe: feed } } } })
  : buildSchema(TYPES)
if (isApollo) await new ApolloServer({ schema }).start()
else schema.getSubscriptionType().getFields().feed.subscribe = feed
useServer({ schema }, new WebSocketServer({ server, path: '/graphql', perMessageDeflate: false }))

serve(server, (orders) => {
  for (const order of orders) {
    const page = { feed: { events: [append(order)] } }
    if (isApollo) void pubsub.publish(`room ${order.room}`, page)
    else for (const follower of followers.get(order.room) ?? []) follower(page)
  }
})
