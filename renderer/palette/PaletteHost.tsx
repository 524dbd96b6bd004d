// Feeds the palette from the copy on this computer: what can be done now, rooms by urgency, people with a number, and
// entries found. Folds all of it once when it opens, so that a key stroke only compares.

import { useNavigate } from '@solidjs/router'
import { createMemo, untrack } from 'solid-js'
import type { JSX } from 'solid-js'
import { isClosed, phaseOf } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import { byUrgency } from '../clock/clock-face.ts'
import { dial } from '../keys/dial.ts'
import { useActions } from '../keys/registry.ts'
import { createLive } from '../live/create-live.ts'
import { useProvider } from '../live/server-info.ts'
import { useDirectory, useMe, useNow, useReplica } from '../live/use-replica.ts'
import { entryPath, roomPath } from '../platform/room-address.ts'
import { shortZone, timeIn } from '../text/zones.ts'
import { createPalette } from './create-palette.ts'
import { Palette } from './Palette.tsx'
import { actionCandidates, personCandidates, roomCandidates, type PaletteItem } from './palette-items.ts'

export function PaletteHost(props: {
  readonly onClose: () => void
  readonly onKeys: () => void
}): JSX.Element {
  const actions = useActions()
  const replica = useReplica('PaletteHost')
  const me = useMe('PaletteHost')
  const now = useNow('PaletteHost')
  const directory = useDirectory('PaletteHost')
  const provider = useProvider()
  const navigate = useNavigate()
  const board = createLive<'board'>(replica, () => ({ view: 'board' }))
  const shown = untrack(actions.room)

  const rooms = createMemo(() => {
    const order = byUrgency(untrack(now))
    const all = (board()?.rows ?? []).map((row) => row.room)
    const ended = (room: (typeof all)[number]) => (isClosed(phaseOf(room)) ? 1 : 0)
    return all.toSorted((a, b) => ended(a) - ended(b) || order(a, b))
  })
  const about = (person: Person) => {
    const company = directory.account(person.accountId)?.name ?? provider()
    return `${company}, ${timeIn(person.timeZone, untrack(now))} ${shortZone(person.timeZone)}`
  }
  const peopleIn = (inRoom: boolean) => {
    const account = inRoom ? rooms().find((room) => room.id === shown?.id)?.accountId : undefined
    return directory
      .people()
      .filter((person) => person.id !== me.id)
      .filter(
        (person) => account === undefined || person.accountId === account || person.party === 'PROVIDER',
      )
  }
  const state = createPalette({
    replica,
    roomId: shown?.id ?? null,
    candidates: (inRoom) => [
      ...actionCandidates(untrack(actions.list), inRoom),
      ...roomCandidates({
        rooms: rooms(),
        except: shown?.id ?? null,
        isCustomer: me.party === 'CUSTOMER',
        open: (id) => navigate(roomPath(id)),
      }),
      ...personCandidates(peopleIn(inRoom), about, dial),
    ],
    openEntry: ({ roomId, eventId }) => {
      const room = actions.room()
      if (room?.id === roomId) room.goTo(eventId)
      else navigate(entryPath(roomId, eventId))
    },
  })
  const choose = (item: PaletteItem) => {
    props.onClose()
    item.run()
  }
  return (
    <Palette
      state={state}
      scope={shown?.name ?? null}
      onChoose={choose}
      onKeys={props.onKeys}
      onClose={props.onClose}
    />
  )
}
