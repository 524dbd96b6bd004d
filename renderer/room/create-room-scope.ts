// Builds what the parts of a room share (room-scope.ts) from the replica's answers. Each value that a clock or a click
// depends on is a memo, so that a tick does not wake the rest of the page.

import { type Accessor, createMemo, createSignal, onCleanup } from 'solid-js'
import type { RoomId } from '../../domain/ids.ts'
import { isPermitted } from '../../domain/incident/permissions.ts'
import { ownerOf, phaseOf, type Room } from '../../domain/incident/state.ts'
import type { RoomView } from '../../replica/api.ts'
import type { Activity } from '../../protocol/feed.ts'
import { trustOf } from '../clock/clock-face.ts'
import { createLive } from '../live/create-live.ts'
import { useDirectory, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import type { Zones } from '../text/zones.ts'
import type { Call, ComposeRequest, RoomScope } from './room-scope.ts'
import { createRecord } from './timeline/create-record.ts'
import type { TimelineHandle } from './timeline/timeline-handle.ts'

export interface RoomScopeInput {
  readonly roomId: RoomId
  readonly view: Accessor<RoomView>
  readonly room: Accessor<Room>
  readonly provider: Accessor<string>
  /** Somebody goes to an entry: the timeline must be in view. */
  readonly onGoTo: () => void
}

/** Needs an owner; announces that the room is open here until that ends. */
export function createRoomScope(input: RoomScopeInput): RoomScope {
  const { roomId, view, room, provider } = input
  const replica = useReplica('RoomPage')
  const status = useStatus('RoomPage')
  const directory = useDirectory('RoomPage')
  const { me } = replica
  const presence = createLive<'presence'>(replica, () => ({ view: 'presence' }))
  const phase = createMemo(() => phaseOf(room()))
  const account = createMemo(() => directory.account(room().accountId))
  const [composeRequest, compose] = createSignal<ComposeRequest | null>(null, { equals: false })
  const [timeline, setTimeline] = createSignal<TimelineHandle | null>(null)
  const [proposing, setProposing] = createSignal(false)
  const [calling, setCalling] = createSignal<Call | null>(null)

  let announced: Activity | null = null
  const announce = (activity: Activity) => {
    if (announced !== activity) replica.announce(roomId, activity)
    announced = activity
  }
  announce('READING')
  onCleanup(() => replica.announce(null, 'READING'))

  const zones = createMemo((): Zones => {
    const owner = directory.person(ownerOf(room())?.agentId ?? null)
    const theirs = owner ?? directory.person(account()?.tamId ?? null)
    return {
      own: me.timeZone,
      other: me.party === 'PROVIDER' ? (account()?.timeZone ?? null) : (theirs?.timeZone ?? null),
    }
  })

  return {
    replica,
    roomId,
    me,
    view,
    record: createRecord(replica, roomId, view),
    room,
    phase,
    account,
    people: directory.people,
    person: (id) => directory.person(id),
    present: () => presence()?.find((one) => one.roomId === roomId)?.people ?? [],
    status,
    trust: createMemo(() => trustOf(status())),
    now: useNow('RoomPage'),
    zones,
    provider,
    partyName: (party) => (party === 'CUSTOMER' ? room().accountName : provider()),
    can: (type) => isPermitted(type, me.role, phase()),
    compose,
    composeRequest,
    announce,
    goTo: (id) => {
      input.onGoTo()
      void timeline()?.goTo(id)
    },
    timeline,
    setTimeline,
    calling,
    setCalling,
    proposing,
    setProposing,
  }
}
