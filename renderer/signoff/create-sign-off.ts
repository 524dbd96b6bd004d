// Sign-off alive: what is to be read, where this person stands, and the two choices. One for a page; its parts read it.

import { type Accessor, createEffect, createMemo, createSignal, on, onCleanup } from 'solid-js'
import { ownerOf } from '../../domain/incident/state.ts'
import type { PersonId, RoomId } from '../../domain/ids.ts'
import { otherParty, type Party, type Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import type { Pending } from '../../replica/api.ts'
import { type TimeTrust, trustOf } from '../clock/clock-face.ts'
import { useDirectory, useMe, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import { forgetKey } from '../platform/signing-keys.ts'
import type { Zones } from '../text/zones.ts'
import { type Answer, createAnswer } from './create-answer.ts'
import { createReading, type Reading } from './create-reading.ts'
import { refusedChoice, type Standing, standingOf } from './standing.ts'

export interface SignOff extends Reading {
  readonly roomId: RoomId
  readonly me: Person
  readonly people: Accessor<readonly Person[]>
  readonly person: (id: PersonId | null) => Person | null
  readonly now: Accessor<Instant>
  readonly zones: Accessor<Zones>
  readonly trust: Accessor<TimeTrust>
  readonly standing: Accessor<Standing>
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

const NOTHING: Standing = { kind: 'NONE', waiting: false }

/** Needs an owner under a ReplicaProvider. `provider` is the provider's name as people say it. */
export function createSignOff(roomId: RoomId, provider: Accessor<string>): SignOff {
  const me = useMe('SignOffPage')
  const directory = useDirectory('SignOffPage')
  const replica = useReplica('SignOffPage')
  const reading = createReading(replica, roomId)
  // Who reads the statement is in the room.
  replica.announce(roomId, 'READING')
  onCleanup(() => replica.announce(null, 'READING'))
  const { view, room, proposal, doubt } = reading
  const account = createMemo(() => directory.account(room()?.accountId ?? null))
  const standing = createMemo((): Standing => {
    const shown = view()
    return shown === undefined ? NOTHING : standingOf(shown, me, account()?.tamId ?? null)
  })
  const refused = createMemo(() => refusedChoice(view()?.pending ?? []))
  const answer = createAnswer({ roomId, proposal, standing, doubt })
  const changed = createChanged(
    () => proposal()?.id,
    () => answer.begin(),
  )
  // Who has chosen has read the version that stands there.
  createEffect(() => {
    if (!['NONE', 'CHOOSE', 'READ'].includes(standing().kind)) changed.forget()
  })
  return {
    ...reading,
    ...createSurroundings(reading, me),
    roomId,
    me,
    people: directory.people,
    person: (id) => directory.person(id),
    standing,
    refused,
    changed: changed.is,
    understood() {
      const choice = refused()
      if (choice !== null) answer.discard(choice.commandId)
      // A key that the server does not take any more would be refused each time: the next signature makes another.
      if (choice?.rejection?.code === 'CERTIFICATE_REFUSED') forgetKey(me.id).catch(console.error)
      changed.forget()
    },
    ownParty: me.party,
    otherParty: otherParty(me.party),
    partyName: (party) => (party === 'CUSTOMER' ? (room()?.accountName ?? '') : provider()),
    answer,
  }
}

/** Whether another version took the place of the one being read; `then` runs each time. */
function createChanged(id: Accessor<string | undefined>, then: () => void) {
  const [is, set] = createSignal(false)
  createEffect(
    on(id, (now, before) => {
      if (before === undefined || now === undefined || now === before) return
      set(true)
      then()
    }),
  )
  return { is, forget: () => set(false) }
}

/** Time, how far it can be trusted, and the zones of both parties. */
function createSurroundings({ room }: Reading, me: Person) {
  const status = useStatus('SignOffPage')
  const directory = useDirectory('SignOffPage')
  const zones = createMemo((): Zones => {
    const current = room()
    const account = directory.account(current?.accountId ?? null)
    const owner = directory.person(current === null ? null : (ownerOf(current)?.agentId ?? null))
    const theirs = owner ?? directory.person(account?.tamId ?? null)
    const other = me.party === 'PROVIDER' ? account?.timeZone : theirs?.timeZone
    return { own: me.timeZone, other: other ?? null }
  })
  const trust = createMemo(() => trustOf(status()))
  return { now: useNow('SignOffPage'), zones, trust }
}
