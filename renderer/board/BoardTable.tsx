// The table of live rooms, the one that breaks first on top: clock, customer and issue, owner, state, who is here.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { ownerOf, phaseOf, type Room } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import { between, type Instant } from '../../domain/time.ts'
import type { RoomPresence } from '../../protocol/feed.ts'
import type { BoardRow } from '../../replica/api.ts'
import type { TimeTrust } from '../clock/clock-face.ts'
import { roomHref } from '../platform/room-address.ts'
import { boardText } from '../text/app.ts'
import { initials } from '../text/format.ts'
import { Avatar, AvatarStack } from '../ui/Avatar.tsx'
import { elapsedText, longElapsedText } from '../ui/clock-format.ts'
import { ClockBrief } from '../ui/ClockBrief.tsx'
import { Icon } from '../ui/Icon.tsx'
import { rowClock, stateWords } from './board-rows.ts'
import styles from './Board.module.css'

export interface BoardTableProps {
  readonly rows: readonly BoardRow[]
  readonly me: Person
  readonly now: Instant
  readonly trust: TimeTrust
  readonly presence: readonly RoomPresence[]
  readonly tamIds: ReadonlySet<string>
  readonly localTime: (at: Instant) => string
  /** Instead of "Here now" while nobody can know: "Here at 08:02". */
  readonly hereAsOf: string | undefined
}

export function BoardTable(props: BoardTableProps): JSX.Element {
  return (
    <div class={styles['table']} role="table" aria-label={boardText.columns[0]}>
      <div class={`${styles['row']} ${styles['heading']}`} role="row">
        <For each={boardText.columns.slice(0, -1)}>
          {(column) => <span role="columnheader">{column}</span>}
        </For>
        <span role="columnheader">{props.hereAsOf ?? boardText.columns[4]}</span>
      </div>
      <For each={props.rows}>{(row) => <BoardLine {...props} row={row} />}</For>
    </div>
  )
}

function BoardLine(props: BoardTableProps & { readonly row: BoardRow }): JSX.Element {
  const room = () => props.row.room
  const clock = () => rowClock(room(), props.me, props.now, props.trust)
  const state = () => stateWords(room(), props.now)
  const startedAt = () => room().intake?.receivedAt ?? room().reportedAt
  /** As the room's own clock says it. */
  const since = () => {
    const words = phaseOf(room()) === 'AWAITING_CALLBACK' ? elapsedText : longElapsedText
    return words(between(startedAt(), props.now))
  }
  const tone = () => clock().face?.state ?? 'idle'
  return (
    <div class={styles['row']} data-tone={tone()} role="row">
      <div role="cell">
        <ClockBrief
          state={tone()}
          digits={clock().face?.digits}
          words={clock().words}
          sub={clock().sub}
          share={clock().face?.share}
          notches={clock().face?.notches}
        />
      </div>
      <div role="cell" class={styles['issue']}>
        <div class={`${styles['customer']} num`}>
          <b class="ell">{room().accountName}</b>
          <span class="s12 nw">{props.localTime(startedAt())},</span>
          <span class="s12 nw">{boardText.ago(since())}</span>
        </div>
        <a class={styles['title']} href={roomHref(room().id)}>
          {room().title}
        </a>
        <Show when={props.row.unsent > 0}>
          <span class="s12 risk-fg">{boardText.unsent(props.row.unsent)}</span>
        </Show>
      </div>
      <div role="cell" class={styles['owner']}>
        <Owner room={room()} />
      </div>
      <div role="cell">
        <div class="medium">
          <Show when={tone() === 'risk' || tone() === 'breach'}>
            <Icon name="warning" size={14} />{' '}
          </Show>
          {state().word}
        </div>
        <div class="s12 t2">{state().line}</div>
      </div>
      <div role="cell" class={styles['here']}>
        <HereNow roomId={room().id} presence={props.presence} tamIds={props.tamIds} />
      </div>
    </div>
  )
}

function Owner(props: { readonly room: Room }): JSX.Element {
  return (
    <Show when={ownerOf(props.room)} fallback={<span class="t3">{boardText.nobody}</span>}>
      {(owner) => (
        <span class="row">
          <Avatar initials={initials(owner().agentName)} party="provider" size={24} />
          <span class="ell">{owner().agentName}</span>
        </span>
      )}
    </Show>
  )
}

function HereNow(props: {
  readonly roomId: string
  readonly presence: readonly RoomPresence[]
  readonly tamIds: ReadonlySet<string>
}): JSX.Element {
  const people = () => props.presence.find((room) => room.roomId === props.roomId)?.people ?? []
  const names = () => people().map((person) => person.name)
  return (
    <Show when={people().length > 0}>
      <AvatarStack label={names().join(', ')}>
        <For each={people().slice(0, 4)}>
          {(person) => (
            <Avatar
              initials={initials(person.name)}
              party={
                person.party === 'CUSTOMER'
                  ? 'customer'
                  : props.tamIds.has(person.personId)
                    ? 'tam'
                    : 'provider'
              }
              size={24}
            />
          )}
        </For>
      </AvatarStack>
    </Show>
  )
}
