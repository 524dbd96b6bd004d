// The room of one Critical Issue: header, clocks, the record, the composer and the facts. Everything is read from the
// copy on this computer; what is pressed or written shows at once and is confirmed in its own time.

import { createEffect, createMemo, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { toRoomId } from '../../domain/ids.ts'
import { isClosed, type Room } from '../../domain/incident/state.ts'
import type { RoomView } from '../../replica/api.ts'
import { createLive } from '../live/create-live.ts'
import { useProvider } from '../live/server-info.ts'
import { provideActions, useActions } from '../keys/registry.ts'
import { useReplica } from '../live/use-replica.ts'
import { roomText } from '../text/room.ts'
import { factsText } from '../text/room-facts.ts'
import { Panes } from '../ui/AppShell.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { createPainted } from '../ui/create-painted.ts'
import { createLayout } from '../ui/viewport.ts'
import { ClosedRoom } from './composer/ClosedRoom.tsx'
import { Composer } from './composer/Composer.tsx'
import { createRoomScope } from './create-room-scope.ts'
import { RoomFacts } from './facts/RoomFacts.tsx'
import { NeedsAnswer } from './NeedsAnswer.tsx'
import { roomActions } from './room-keys.ts'
import { COMPOSER_ID, RoomContext } from './room-scope.ts'
import { RoomBar } from './RoomBar.tsx'
import { RoomDeck } from './RoomDeck.tsx'
import { RoomHead } from './RoomHead.tsx'
import { type RoomTab, RoomTabs } from './RoomTabs.tsx'
import { RoomVoice } from './RoomVoice.tsx'
import { focusTimeline } from './focus-timeline.ts'
import type { Filter } from './timeline/entry-groups.ts'
import { linkedEntry } from './timeline/linked-entry.ts'
import { RoomTimeline } from './timeline/RoomTimeline.tsx'
import '../ui/button.css'

export interface RoomPageProps {
  /** As the router hands it over. */
  readonly params: { readonly id?: string | undefined }
}

/** The newest entries come with every change, the others are read where the reader goes (timeline/create-record.ts). */
const NEWEST_ENTRIES = 60

export function RoomPage(props: RoomPageProps): JSX.Element {
  return (
    <Show when={props.params.id} keyed>
      {(id) => <RoomLoader id={id} />}
    </Show>
  )
}

/** Waits for the first answer of the copy, which is there within a moment, or says that it has no such room. */
function RoomLoader(props: { readonly id: string }): JSX.Element {
  const replica = useReplica('RoomPage')
  const roomId = toRoomId(props.id)
  const view = createLive<'room'>(replica, () => ({ view: 'room', roomId, limit: NEWEST_ENTRIES }))
  const known = createMemo(() => {
    const answer = view()
    return answer !== undefined && answer.room !== null
  })
  return (
    <Show
      when={known() && view()}
      fallback={
        <main class="main">
          <Show
            when={view() !== undefined && view()?.renewing !== true}
            fallback={<Skeleton label={roomText.loading} />}
          >
            <EmptyState
              page
              title={roomText.missing}
              action={
                <a class="btn btn-secondary btn-md" href="#/">
                  {roomText.toBoard}
                </a>
              }
            >
              {roomText.missingWhy}
            </EmptyState>
          </Show>
        </main>
      }
    >
      {(shown) => <RoomScreen id={props.id} view={shown()} />}
    </Show>
  )
}

interface RoomScreenProps {
  readonly id: string
  readonly view: RoomView
}

function RoomScreen(props: RoomScreenProps): JSX.Element {
  const room = createMemo((before: Room | null): Room | null => props.view.room ?? before, props.view.room)
  const [filter, setFilter] = createSignal<Filter>('all')
  const [tab, setTab] = createSignal<RoomTab>('timeline')
  const scope = createRoomScope({
    roomId: toRoomId(props.id),
    view: () => props.view,
    room: room as () => Room,
    provider: useProvider(),
    onGoTo: () => setTab('timeline'),
  })
  const [drawer, setDrawer] = createSignal(false)
  const [typing, setTyping] = createSignal(false)
  const layout = createLayout()
  const painted = createPainted()
  const isPhone = () => layout() === 'phone'
  const focusComposer = () => document.getElementById(COMPOSER_ID)?.focus()
  const toggleFacts = () => {
    if (isPhone()) return void setTab(tab() === 'facts' ? 'timeline' : 'facts')
    // Where the facts are always there, the key brings the focus to them.
    if (layout() === 'drawer') setDrawer(!drawer())
    else document.querySelector<HTMLElement>('.panes-facts :is(a, button)')?.focus()
  }
  provideActions(
    roomActions(scope, {
      focusComposer,
      toggleFacts,
      showFacts: () => (isPhone() ? setTab('facts') : setDrawer(true)),
      isOpen: () => drawer() || tab() !== 'timeline',
      close: () => {
        setDrawer(false)
        setTab('timeline')
      },
    }),
  )
  const { setRoom } = useActions()
  createEffect(
    on(
      () => (scope.me.party === 'PROVIDER' ? scope.room().accountName : scope.room().title),
      (name) => setRoom({ id: scope.roomId, name, goTo: scope.goTo }),
    ),
  )
  onCleanup(() => setRoom(null))
  onMount(() => {
    const linked = linkedEntry()
    if (linked !== null) return scope.goTo(linked)
    // Agents come to write, customers to read what is newest; on a phone nobody wants the keyboard at once.
    if (isPhone()) return
    if (scope.me.party === 'CUSTOMER' || isClosed(scope.phase())) focusTimeline()
    else focusComposer()
  })
  createEffect(on(scope.composeRequest, (request) => request !== null && setTab('timeline'), { defer: true }))
  return (
    <RoomContext.Provider value={scope}>
      <Panes
        factsLabel={factsText.label}
        factsOpen={isPhone() ? tab() !== 'timeline' : drawer()}
        head={<RoomHead onFacts={toggleFacts} />}
        deck={<RoomDeck />}
        bar={<RoomBar filter={filter()} onFilter={setFilter} />}
        body={
          <>
            <NeedsAnswer />
            <RoomTimeline filter={filter()} onFilter={setFilter} />
          </>
        }
        foot={
          <div onFocusIn={() => setTyping(true)} onFocusOut={() => setTyping(false)}>
            <Show when={isClosed(scope.phase())} fallback={<Composer />}>
              <ClosedRoom />
            </Show>
          </div>
        }
        facts={
          <Show when={painted()}>
            <RoomFacts part={isPhone() && tab() !== 'timeline' ? partOf(tab()) : 'all'} />
          </Show>
        }
        tabs={<RoomTabs tab={tab()} onTab={setTab} />}
      />
      <RoomVoice typing={typing()} />
    </RoomContext.Provider>
  )
}

const partOf = (tab: RoomTab) => (tab === 'timeline' ? 'all' : tab)
