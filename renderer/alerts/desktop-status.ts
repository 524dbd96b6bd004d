// What is shown outside of the window: the clocks next to breach, how many rooms want something of this person, whether
// the computer has to stay awake. Pure; the desktop draws tray and dock from it, a browser its title, icon and badge.

import { clockStateAt, turnsOf } from '../../domain/incident/facts.ts'
import { isPermitted } from '../../domain/incident/permissions.ts'
import { type Clock, isClosed, isOwner, phaseOf, type Room } from '../../domain/incident/state.ts'
import type { PersonCommandType } from '../../domain/incident/commands.ts'
import type { Person } from '../../domain/people.ts'
import { epochOf, type Instant } from '../../domain/time.ts'
import { type ClockStatus, type DesktopStatus, STATUS_CLOCKS_MAX } from '../../protocol/desktop.ts'
import type { Status } from '../../replica/api.ts'
import { alertText } from '../text/alerts.ts'
import { isInRoom } from './alert-entries.ts'
import type { Account } from '../../domain/account.ts'

export interface StatusLook {
  readonly me: Person
  readonly rooms: readonly { readonly room: Room; readonly account: Account | null }[]
  /** Server time. */
  readonly now: Instant
  readonly status: Pick<Status, 'link' | 'offsetMs' | 'waiting'>
  readonly language: DesktopStatus['language']
  readonly quietUntil: number | null
}

/** Changes only when what is shown changes: digits run on by themselves where they are drawn. */
export function statusOf(look: StatusLook): DesktopStatus {
  const { me, now, status } = look
  const live = look.rooms.filter(({ room }) => !isClosed(phaseOf(room)))
  const clocks = live.flatMap(({ room }) =>
    promisesOf(room).map((clock) => clockOf(room, clock, me, now, status.offsetMs)),
  )
  return {
    language: look.language,
    clocks: clocks
      .toSorted((a, b) => Number(b.state === 'LATE') - Number(a.state === 'LATE') || a.dueAt - b.dueAt)
      .slice(0, STATUS_CLOCKS_MAX),
    badge: live.filter(({ room, account }) => wants(room, account, me, now)).length,
    keepAwake: live.some(({ room }) => isOwner(room, me) && promisesOf(room).length > 0),
    link: status.link === 'CATCHING_UP' ? 'CONNECTING' : status.link,
    waiting: status.waiting,
    quietUntil: look.quietUntil,
  }
}

/** The clocks that both parties count: agreed, with a due time, and still running. */
const promisesOf = (room: Room): readonly Clock[] =>
  room.clocks.filter((clock) => clock.stoppedAt === null && clock.binding && clock.dueAt !== null)

function clockOf(room: Room, clock: Clock, me: Person, now: Instant, offsetMs: number): ClockStatus {
  const state = clockStateAt(clock, now)
  const number = room.updates.length + 1
  return {
    roomId: room.id,
    title: me.party === 'CUSTOMER' ? room.title : room.accountName,
    what: clock.kind === 'UPDATE' ? alertText.due.UPDATE(number) : alertText.due.CALLBACK(number),
    state: state === 'BREACHED' ? 'LATE' : state === 'AT_RISK' ? 'RISK' : 'RUNNING',
    startedAt: Math.round(epochOf(clock.startedAt) - offsetMs),
    dueAt: Math.round(epochOf(clock.dueAt ?? clock.startedAt) - offsetMs),
  }
}

/** What answers a turn, to ask whether the person's role may. */
const ANSWERS: Readonly<Record<ReturnType<typeof turnsOf>[number]['kind'], PersonCommandType>> = {
  SIGNATURE: 'signResolution',
  WORKAROUND: 'acceptWorkaround',
  CADENCE: 'agreeCadence',
  RECLASSIFICATION: 'agreeReclassification',
}

/** A room wants something of a person: an answer that is theirs to give, or a promise of their own that is pressing. */
function wants(room: Room, account: Account | null, me: Person, now: Instant): boolean {
  const phase = phaseOf(room)
  const isMine = isInRoom(room, account, me) || me.role === 'SUPERVISOR'
  const answers = turnsOf(room).some(
    ({ party, kind }) => party === me.party && isPermitted(ANSWERS[kind], me.role, phase),
  )
  const presses = promisesOf(room).some((clock) => clockStateAt(clock, now) !== 'RUNNING')
  return (isMine && answers) || (isOwner(room, me) && presses)
}
