// What can be done now: screens put their actions here while they are shown. Keys, palette, the page of keys and the
// desktop's menus all ask it, so that no two of them can differ.

import { type Accessor, createContext, createSignal, onCleanup, useContext } from 'solid-js'
import type { EventId, RoomId } from '../../domain/ids.ts'
import { type Action, ACTION_IDS, type ActionId } from './action.ts'

/** The room that is on the screen, for what is asked of it from outside. */
export interface ShownRoom {
  readonly id: RoomId
  /** As a chip names it. */
  readonly name: string
  readonly goTo: (entry: EventId) => void
}

export interface ActionRegistry {
  /** Null while no room is shown; reactive. */
  readonly room: Accessor<ShownRoom | null>
  readonly setRoom: (room: ShownRoom | null) => void
  /** What can be done now, in the order of the keyboard map; reactive. */
  readonly list: Accessor<readonly Action[]>
  /** Does it, if it can be done now. */
  readonly run: (id: ActionId) => boolean
  /** Returns how to take them back. */
  readonly add: (actions: readonly Action[]) => () => void
}

export function createActionRegistry(): ActionRegistry {
  const [screens, setScreens] = createSignal<readonly (readonly Action[])[]>([])
  const [room, setRoom] = createSignal<ShownRoom | null>(null)
  const isAvailable = (action: Action) => action.available?.() ?? true
  // The screen that came last knows best: a room's own "close" before the frame's.
  const find = (id: ActionId): Action | undefined =>
    screens()
      .toReversed()
      .flat()
      .find((action) => action.id === id && isAvailable(action))
  return {
    room,
    setRoom,
    list: () => ACTION_IDS.flatMap((id) => find(id) ?? []),
    run(id) {
      const action = find(id)
      action?.run()
      return action !== undefined
    },
    add(actions) {
      setScreens((before) => [...before, actions])
      return () => setScreens((before) => before.filter((one) => one !== actions))
    },
  }
}

/** Outside of a window's frame, as in the gallery, actions are kept and nobody asks for them. */
export const ActionsContext = createContext<ActionRegistry>(createActionRegistry())

export const useActions = (): ActionRegistry => useContext(ActionsContext)

/** These can be done while the component that calls it is shown. */
export function provideActions(actions: readonly Action[]): void {
  onCleanup(useActions().add(actions))
}
