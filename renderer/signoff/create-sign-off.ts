// Sign-off alive: what is to be read, where this person stands, the checks before a signature, and the two choices.
// One for a page; its parts read it.

import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { ownerOf, type ResolutionProposal, type Room } from '../../domain/incident/state.ts'
import type { PersonId, RoomId } from '../../domain/ids.ts'
import { otherParty, type Party, type Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import { crypto } from '../../protocol/crypto.ts'
import type { Entry, Pending, RoomView } from '../../replica/api.ts'
import type { TimeTrust } from '../clock/clock-face.ts'
import { createLive } from '../live/create-live.ts'
import { useDirectory, useMe, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import type { Zones } from '../text/zones.ts'
import { type Answer, createAnswer } from './create-answer.ts'
import { type Doubt, doubtAbout, pinnedEvent } from './proposal-check.ts'
import { previousOf, proposalToRead, refusedChoice, type Standing, standingOf } from './standing.ts'

export interface SignOff {
  readonly roomId: RoomId
  readonly me: Person
  readonly people: Accessor<readonly Person[]>
  readonly person: (id: PersonId | null) => Person | null
  readonly now: Accessor<Instant>
  readonly zones: Accessor<Zones>
  readonly trust: Accessor<TimeTrust>
  readonly view: Accessor<RoomView | undefined>
  /** As the server has confirmed it. */
  readonly room: Accessor<Room | null>
  readonly entries: Accessor<readonly Entry[]>
  readonly standing: Accessor<Standing>
  readonly proposal: Accessor<ResolutionProposal | null>
  readonly previous: Accessor<ResolutionProposal | null>
  /** Why it cannot be signed on this device. */
  readonly doubt: Accessor<Doubt | null>
  /** The last entry that the proposal covers. */
  readonly pinned: Accessor<RecordedEvent | null>
  /** A choice of mine that the server refused. */
  readonly refused: Accessor<Pending | null>
  /** A newer version came while another was being read. */
  readonly changed: Accessor<boolean>
  /** It was seen that the version changed, or that a choice was refused. */
  readonly understood: () => void
  readonly ownParty: Party
  readonly otherParty: Party
  readonly partyName: (party: Party) => string
  readonly answer: Answer
}

/** So many entries hold the pinned one and the evidence in all but the longest rooms; those ask again. */
const ENTRIES_AT_FIRST = 2_000

const NOTHING: Standing = { kind: 'NONE', waiting: false }

/** Needs an owner under a ReplicaProvider. `provider` is the provider's name as people say it. */
export function createSignOff(roomId: RoomId, provider: Accessor<string>): SignOff {
  const replica = useReplica('SignOffPage')
  const me = useMe('SignOffPage')
  const now = useNow('SignOffPage')
  const status = useStatus('SignOffPage')
  const directory = useDirectory('SignOffPage')
  const [limit, setLimit] = createSignal(ENTRIES_AT_FIRST)
  const view = createLive<'room'>(replica, () => ({ view: 'room', roomId, limit: limit() }))
  const room = createMemo(() => view()?.confirmed ?? null)
  const entries = createMemo(() => view()?.entries ?? [])
  const account = createMemo(() => directory.account(room()?.accountId ?? null))
  const proposal = createMemo(() => {
    const confirmed = room()
    return confirmed === null ? null : proposalToRead(confirmed)
  })
  const standing = createMemo((): Standing => {
    const shown = view()
    return shown === undefined ? NOTHING : standingOf(shown, me, account()?.tamId ?? null)
  })
  const doubt = createMemo(() => {
    const read = proposal()
    return read === null ? null : doubtAbout(roomId, read, entries(), crypto)
  })
  // The pinned entry of a very long room lies further back.
  createEffect(() => {
    const older = view()?.olderCount ?? 0
    if (doubt() === 'NOT_HERE' && older > 0) setLimit(limit() + older)
  })
  const [changed, setChanged] = createSignal(false)
  const answer = createAnswer({ roomId, proposal, standing, doubt })
  createEffect(
    on(
      () => proposal()?.id,
      (id, before) => {
        if (before === undefined || id === undefined || id === before) return
        setChanged(true)
        answer.begin()
      },
    ),
  )
  const zones = createMemo((): Zones => {
    const current = room()
    const owner = directory.person(current === null ? null : (ownerOf(current)?.agentId ?? null))
    const theirs = owner ?? directory.person(account()?.tamId ?? null)
    return {
      own: me.timeZone,
      other: me.party === 'PROVIDER' ? (account()?.timeZone ?? null) : (theirs?.timeZone ?? null),
    }
  })
  return {
    roomId,
    me,
    people: directory.people,
    person: (id) => directory.person(id),
    now,
    zones,
    trust: createMemo(() => ({
      offsetErrorMs: status().offsetErrorMs,
      live: status().link === 'LIVE' || status().link === 'CATCHING_UP',
    })),
    view,
    room,
    entries,
    standing,
    proposal,
    previous: createMemo(() => {
      const [current, read] = [room(), proposal()]
      return current === null || read === null ? null : previousOf(current, read)
    }),
    doubt,
    pinned: createMemo(() => {
      const read = proposal()
      return read === null ? null : pinnedEvent(read, entries())
    }),
    refused: createMemo(() => refusedChoice(view()?.pending ?? [])),
    changed,
    understood() {
      const refused = refusedChoice(view()?.pending ?? [])
      if (refused !== null) answer.discard(refused.commandId)
      setChanged(false)
    },
    ownParty: me.party,
    otherParty: otherParty(me.party),
    partyName: (party) => (party === 'CUSTOMER' ? (room()?.accountName ?? '') : provider()),
    answer,
  }
}
