// The resolvers: thin. What may be seen is decided by the core, which is asked with the viewer; here its answers are
// given the shape of the contract where that differs from the domain's own.

import { toCommandId, toRoomId } from '../../domain/ids.ts'
import { ownerOf, phaseOf } from '../../domain/incident/state.ts'
import { COMMANDS_PER_REQUEST, type CommandEnvelope, fromInput } from '../../protocol/command.ts'
import { isFresh } from '../auth/freshness.ts'
import {
  administrationFields,
  administrationMutations,
  administrationQueries,
} from './administration-resolvers.ts'
import { PublicError } from './errors.ts'
import { openFeedStream } from './feed-stream.ts'
import { deviceMutations, deviceQueries } from './device-resolvers.ts'
import { passkeyMutations, passkeyQueries } from './passkey-resolvers.ts'
import { keyMutations, keyQueries } from './key-resolvers.ts'
import { openPresenceStream } from './presence-stream.ts'
import type { MutationResolvers, QueryResolvers, Resolvers, SubmitInput } from './resolvers.gen.ts'
import { Cursor, EventBody, Instant, RejectionFacts } from './scalars.ts'

const EVENTS_MAX = 200

const Query: QueryResolvers = {
  me: (_, _args, { viewer }) => viewer.person,
  serverTime: (_, _args, { now }) => now(),
  room: (_, { id }, { core, viewer }) => core.room(viewer.person, toRoomId(id)),
  rooms: async (_, { live }, { core, viewer }) => [...(await core.rooms(viewer.person, live))],
  directory: (_, _args, { core, viewer }) => core.directory(viewer.person),
  ...keyQueries,
  ...deviceQueries,
  ...passkeyQueries,
  ...administrationQueries,
}

const Mutation: MutationResolvers = {
  ...keyMutations,
  ...deviceMutations,
  ...passkeyMutations,
  ...administrationMutations,
  async submit(_, { commands }, { core, viewer, now }) {
    if (commands.length > COMMANDS_PER_REQUEST)
      throw new PublicError(
        'TOO_MANY',
        `A request may have ${COMMANDS_PER_REQUEST} commands, this one has ${commands.length}.`,
      )
    const answers = await core.submit(viewer.person, commands.map(envelopeOf), isFresh(viewer, now()))
    return { answers: [...answers], serverTime: now() }
  },
  /** False for a room that is not there or not the viewer's: one answer for both. */
  async announce(_, { roomId, activity }, { core, presence, viewer }) {
    const { person, sessionId } = viewer
    if (roomId == null) presence.announce(sessionId, person, null, activity)
    else if ((await core.room(person, toRoomId(roomId))) === null) return false
    else presence.announce(sessionId, person, toRoomId(roomId), activity)
    return true
  },
  async signOut(_, _args, { presence, sessions, viewer }) {
    presence.announce(viewer.sessionId, viewer.person, null, 'READING')
    await sessions.end(viewer.sessionId, 'SIGNED_OUT')
    return true
  },
}

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Subscription: {
    feed: {
      subscribe: (_, { after, epoch }, context, info) => openFeedStream(context, { after, epoch }, info),
    },
    presence: { subscribe: (_, _args, context) => openPresenceStream(context) },
  },
  Room: {
    phase: (room) => phaseOf(room),
    receivedAt: (room) => room.intake?.receivedAt ?? null,
    ownerId: (room) => ownerOf(room)?.agentId ?? null,
    cadenceMinutes: (room) => room.cadence?.everyMinutes ?? null,
    sharedSeq: (room) => room.head.sharedSeq,
    chainHead: (room) => room.head.hash,
    async events(room, { after, limit }, { core, viewer }) {
      if (after < 0 || limit < 1 || limit > EVENTS_MAX)
        throw new PublicError('BAD_USER_INPUT', `Ask for 1 to ${EVENTS_MAX} events after 0 or more.`)
      return [...(await core.roomEvents(viewer.person, room.id, after, limit))]
    },
  },
  Administration: administrationFields,
  Actor: { role: ({ role }) => (role === 'SYSTEM' ? null : role) },
  CommandAnswer: {
    recordedAt: (answer) => (answer.outcome === 'ACCEPTED' ? answer.recordedAt : null),
    rejection: (answer) => (answer.outcome === 'REJECTED' ? answer.rejection : null),
  },
  Rejection: { facts: ({ code: _code, ...facts }) => facts },
  Instant,
  Cursor,
  EventBody,
  RejectionFacts,
}

const envelopeOf = ({ id, roomId, command }: SubmitInput): CommandEnvelope => ({
  id: toCommandId(id),
  roomId: toRoomId(roomId),
  command: fromInput(command),
})
