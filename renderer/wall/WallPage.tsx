// The clock of a room on a wall screen: read from far, touched by nobody. There is nothing to press; Esc leaves, and on
// a phone or a touch screen a button that is seen. What both parties may see is shown, and nothing internal, since
// whoever walks by reads it.

import { createMemo, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { toRoomId } from '../../domain/ids.ts'
import type { Room } from '../../domain/incident/state.ts'
import type { RoomView } from '../../replica/api.ts'
import { proseOf } from '../../protocol/prose.ts'
import { pillOf } from '../app/link-words.ts'
import { provideActions } from '../keys/registry.ts'
import { createLive } from '../live/create-live.ts'
import { useProvider } from '../live/server-info.ts'
import { useReplica } from '../live/use-replica.ts'
import { avatarParty } from '../room/avatar-party.ts'
import { createHero } from '../room/create-hero.ts'
import { createRoomScope } from '../room/create-room-scope.ts'
import { CallbackCell, DurationCell } from '../room/DeckCells.tsx'
import { RoomContext, useRoom } from '../room/room-scope.ts'
import { RoomVoice } from '../room/RoomVoice.tsx'
import { roomHref } from '../platform/room-address.ts'
import { firstName, initials, list } from '../text/format.ts'
import { wallText } from '../text/keys.ts'
import { roomText } from '../text/room.ts'
import { timeIn } from '../text/zones.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Chip } from '../ui/Chip.tsx'
import { ClockHero } from '../ui/ClockHero.tsx'
import { DeckCell } from '../ui/Deck.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { SyncPill } from '../ui/SyncPill.tsx'
import { keepScreenAwake } from './keep-awake.ts'
import styles from './Wall.module.css'

/** Enough of the newest entries that one with words is among them. */
const ENTRIES = 40

export function WallPage(props: { readonly params: { readonly id?: string | undefined } }): JSX.Element {
  return (
    <Show when={props.params.id} keyed>
      {(id) => <WallLoader id={id} />}
    </Show>
  )
}

function WallLoader(props: { readonly id: string }): JSX.Element {
  const replica = useReplica('WallPage')
  const roomId = toRoomId(props.id)
  const view = createLive<'room'>(replica, () => ({ view: 'room', roomId, limit: ENTRIES }))
  const leave = () => (location.hash = roomHref(roomId))
  provideActions([
    { id: 'close', place: 'ROOM', unlisted: true, run: leave },
    { id: 'wall', place: 'ROOM', unlisted: true, run: leave },
  ])
  keepScreenAwake()
  const known = createMemo(() => {
    const answer = view()
    return answer !== undefined && answer.room !== null
  })
  return (
    <main class={`main ${styles['wall']}`} id="content" tabIndex={-1}>
      <button type="button" class={`skip ${styles['leave']}`} onClick={leave}>
        {wallText.leave} <span>(Esc)</span>
      </button>
      <Show
        when={known() && view()}
        fallback={
          <Show when={view() !== undefined}>
            <EmptyState page title={wallText.missing} />
          </Show>
        }
      >
        {(shown) => <Wall id={props.id} view={shown()} />}
      </Show>
    </main>
  )
}

function Wall(props: { readonly id: string; readonly view: RoomView }): JSX.Element {
  const room = createMemo((before: Room | null): Room | null => props.view.room ?? before, props.view.room)
  const scope = createRoomScope({
    roomId: toRoomId(props.id),
    view: () => props.view,
    room: room as () => Room,
    provider: useProvider(),
    onGoTo: () => undefined,
  })
  const { me, status, provider } = scope
  const hero = createHero(scope)
  const pill = () => pillOf(status())
  return (
    <RoomContext.Provider value={scope}>
      <header class={styles['top']}>
        <b class="nw">{me.party === 'PROVIDER' ? scope.room().accountName : provider()}</b>
        <Chip tone="severity">{roomText.critical}</Chip>
        <h1 class="t2 ell grow">{scope.room().title}</h1>
        <SyncPill bare state={pill().state} label={pill().label} />
      </header>
      <section class={styles['clock']} aria-label={wallText.label} data-state={hero.state()}>
        <ClockHero
          size="wall"
          state={hero.state()}
          label={hero.words()?.label ?? hero.rest()?.label ?? ''}
          note={pill().state === 'live' ? undefined : hero.words()?.note}
          digits={hero.digits()}
          words={hero.rest()?.words}
          sub={hero.words()?.sub ?? hero.rest()?.sub}
          share={hero.share()}
          notches={hero.notches()}
          centre={hero.centre()}
        />
      </section>
      <footer class={styles['foot']}>
        <CallbackCell leading={hero.leads()} />
        <DurationCell />
        <Here />
        <LastLine />
      </footer>
      <RoomVoice typing={false} />
    </RoomContext.Provider>
  )
}

function Here(): JSX.Element {
  const { present, person, trust } = useRoom('Here')
  const names = () => list(present().map((one) => firstName(one.name)))
  return (
    <div class={`deck-cell ${styles['here']}`}>
      <span class="deck-key">{wallText.here}</span>
      <span class={styles['faces']}>
        <For each={present().slice(0, 6)} fallback={trust().live ? wallText.nobody : wallText.notKnown}>
          {(one) => (
            <Avatar
              size={40}
              initials={initials(one.name)}
              party={avatarParty(one.party, person(one.personId)?.role)}
            />
          )}
        </For>
      </span>
      <span class="deck-sub">{names()}</span>
    </div>
  )
}

/** The newest words that both parties can read. */
function LastLine(): JSX.Element {
  const { view, zones } = useRoom('LastLine')
  const said = createMemo(() => {
    const shared = view().entries.filter(({ event }) => event.audience === 'SHARED')
    return shared.findLast(({ event }) => proseOf(event.body) !== '')?.event
  })
  return (
    <Show when={said()} fallback={<DeckCell label={wallText.lastLine} value="–" sub={wallText.none} />}>
      {(event) => (
        <div class={`deck-cell ${styles['line']}`}>
          <span class="deck-key">
            {wallText.lastLine}
            <span class="num">{timeIn(zones().own, event().recordedAt)}</span>
          </span>
          <p class={styles['said']} dir="auto">
            <b>{firstName(event().actor.name)}</b> {proseOf(event().body)}
          </p>
        </div>
      )}
    </Show>
  )
}
