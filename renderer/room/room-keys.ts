// What can be done in an open room by key, palette or menu. Each act is there only while the room and the person's role
// allow it; the law still has the last word.

import { turnsOf } from '../../domain/incident/facts.ts'
import { roomFace } from '../clock/clock-face.ts'
import type { Action } from '../keys/action.ts'
import { dial } from '../keys/dial.ts'
import { minutesText } from '../text/format.ts'
import { paletteText } from '../text/keys.ts'
import { composerText } from '../text/room-composer.ts'
import { shortZone, timeIn } from '../text/zones.ts'
import { roomHref } from '../platform/room-address.ts'
import { contactOf } from './contact.ts'
import {
  COMPOSER_MODES,
  type ComposerMode,
  MODE_COMMANDS,
  type RoomScope,
  signOffHref,
} from './room-scope.ts'

/** What only the page can do. */
export interface RoomPanels {
  readonly focusComposer: () => void
  readonly toggleFacts: () => void
  readonly showFacts: () => void
  /** Something that Esc closes is open. */
  readonly isOpen: () => boolean
  readonly close: () => void
}

export const roomActions = (scope: RoomScope, panels: RoomPanels): readonly Action[] => [
  ...writing(scope),
  ...reading(scope),
  { id: 'composer', place: 'ROOM', unlisted: true, run: panels.focusComposer },
  { id: 'facts', place: 'ROOM', run: panels.toggleFacts },
  { id: 'wall', place: 'ROOM', run: () => (location.hash = roomHref(scope.roomId, '/wall')) },
  {
    id: 'copyLink',
    place: 'ROOM',
    run: () => void navigator.clipboard?.writeText(location.href),
  },
  { id: 'close', place: 'ROOM', unlisted: true, available: panels.isOpen, run: panels.close },
  {
    id: 'cadence',
    place: 'ROOM',
    available: () => scope.can('proposeCadence'),
    note: () => {
      const cadence = scope.room().cadence
      return cadence === null ? undefined : paletteText.everyNow(minutesText(cadence.everyMinutes))
    },
    run: () => {
      panels.showFacts()
      scope.setProposing(true)
    },
  },
]

function writing(scope: RoomScope): readonly Action[] {
  const { can, room, compose } = scope
  const mode = (id: ComposerMode): Action => ({
    id,
    place: 'ROOM',
    available: () => can(MODE_COMMANDS[id]),
    run: () => compose({ mode: id }),
    ...(id === 'update'
      ? {
          words: () => composerText.postUpdate(room().updates.length + 1),
          note: () => updateDue(scope),
        }
      : {}),
  })
  return [...COMPOSER_MODES.map(mode), call(scope), sign(scope)]
}

function updateDue({ room, now, trust }: RoomScope): string | undefined {
  const face = roomFace(room(), now(), trust())
  if (face === null || face.clock.kind !== 'UPDATE' || face.clock.stoppedAt !== null) return undefined
  return face.state === 'breach' ? paletteText.late(face.digits) : paletteText.dueIn(face.digits)
}

const call = (scope: RoomScope): Action => ({
  id: 'call',
  place: 'ROOM',
  available: () => contactOf(scope) !== null,
  words: () => paletteText.call(contactOf(scope)?.name ?? ''),
  note: () => {
    const { zones, now, partyName, me } = scope
    const zone = zones().other
    const company = partyName(me.party === 'PROVIDER' ? 'CUSTOMER' : 'PROVIDER')
    return zone === null ? company : `${company}, ${timeIn(zone, now())} ${shortZone(zone)}`
  },
  run: () => {
    const known = contactOf(scope)
    if (known === null) return
    if (scope.phase() === 'AWAITING_CALLBACK' && scope.can('recordCallback'))
      scope.setCalling({ number: known.number, since: scope.now() })
    dial(known.number)
  },
})

const sign = ({ room, me, roomId }: RoomScope): Action => ({
  id: 'signOff',
  place: 'ROOM',
  available: () => turnsOf(room()).some(({ kind, party }) => kind === 'SIGNATURE' && party === me.party),
  run: () => (location.hash = signOffHref(roomId)),
})

function reading({ timeline, room, zones }: RoomScope): readonly Action[] {
  const has = () => timeline() !== null
  return [
    { id: 'next', place: 'ROOM', unlisted: true, available: has, run: () => timeline()?.step(1) },
    { id: 'previous', place: 'ROOM', unlisted: true, available: has, run: () => timeline()?.step(-1) },
    { id: 'reply', place: 'ROOM', unlisted: true, available: has, run: () => void timeline()?.reply() },
    { id: 'unread', place: 'ROOM', available: has, run: () => timeline()?.firstUnread() },
    {
      id: 'lastUpdate',
      place: 'ROOM',
      available: () => has() && room().updates.length > 0,
      note: () => {
        const at = room().updates.at(-1)?.at
        return at === undefined ? undefined : timeIn(zones().own, at)
      },
      run: () => void timeline()?.lastUpdate(),
    },
  ]
}
