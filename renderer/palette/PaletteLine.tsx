// One line of the palette: an icon or a clock's ring, the words with what was typed underlined, and at the right the
// facts and the keys.

import { Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { rowClock } from '../board/board-rows.ts'
import { trustOf } from '../clock/clock-face.ts'
import { thisEdition } from '../keys/edition.ts'
import { firstCaps } from '../keys/key-caps.ts'
import { letters } from '../keys/kept-letters.ts'
import { useMe, useNow, useStatus } from '../live/use-replica.ts'
import { firstName } from '../text/format.ts'
import { paletteText } from '../text/keys.ts'
import { isSameDay, timeIn, weekdayIn } from '../text/zones.ts'
import { Icon } from '../ui/Icon.tsx'
import { Kbd } from '../ui/Kbd.tsx'
import { Ring } from '../ui/Ring.tsx'
import type { PaletteItem } from './palette-items.ts'
import styles from './Palette.module.css'

export interface PaletteLineProps {
  readonly id: string
  readonly item: PaletteItem
  readonly chosen: boolean
  readonly onPoint: () => void
  readonly onChoose: () => void
}

export function PaletteLine(props: PaletteLineProps): JSX.Element {
  const caps = () => {
    const { action } = props.item
    return action === undefined ? undefined : firstCaps(action.id, thisEdition(), letters())
  }
  return (
    <div
      id={props.id}
      role="option"
      class={styles['line']}
      aria-selected={props.chosen}
      onPointerMove={() => !props.chosen && props.onPoint()}
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => props.onChoose()}
    >
      <Show when={props.item.room} fallback={<Icon name={props.item.icon} size={16} />}>
        {(room) => <RoomRing room={room()} />}
      </Show>
      <span class={`ell ${styles['words']}`}>
        <Matched item={props.item} />
      </span>
      <Show when={props.item.aside}>
        {(aside) => <span class={`t3 s12 ell ${styles['aside']}`}>{aside()}</span>}
      </Show>
      <span class={`${styles['end']} num`}>
        <Switch>
          <Match when={props.item.room}>{(room) => <RoomTime room={room()} />}</Match>
          <Match when={props.item.found}>{(found) => <Said found={found()} />}</Match>
          <Match when={props.item.action?.note?.()}>{(note) => <span>{note()}</span>}</Match>
        </Switch>
        <Show when={caps()}>{(keys) => <Kbd keys={keys()} />}</Show>
        <Show when={props.chosen}>
          <Kbd keys={['↵']} />
        </Show>
      </span>
    </div>
  )
}

function Matched(props: { readonly item: PaletteItem }): JSX.Element {
  return (
    <Show when={props.item.match} fallback={props.item.text}>
      {(match) => (
        <>
          {props.item.text.slice(0, match().from)}
          <mark class={styles['match']}>{props.item.text.slice(match().from, match().to)}</mark>
          {props.item.text.slice(match().to)}
        </>
      )}
    </Show>
  )
}

type OfRoom = { readonly room: NonNullable<PaletteItem['room']> }

function createClock(props: OfRoom) {
  const me = useMe('PaletteLine')
  const now = useNow('PaletteLine')
  const status = useStatus('PaletteLine')
  return () => rowClock(props.room, me, now(), trustOf(status()))
}

function RoomRing(props: OfRoom): JSX.Element {
  const clock = createClock(props)
  return <Ring size={20} state={clock().face?.state ?? 'idle'} share={clock().face?.share ?? 0} />
}

function RoomTime(props: OfRoom): JSX.Element {
  const clock = createClock(props)
  const tone = () => clock().face?.state
  return (
    <>
      <span>{clock().face === null ? `${clock().words} ${clock().sub}` : clock().sub}</span>
      <Show when={clock().face}>
        {(face) => (
          <b
            class={styles['time']}
            classList={{ 'risk-fg': tone() === 'risk', 'breach-fg': tone() === 'breach' }}
          >
            {face().digits}
          </b>
        )}
      </Show>
    </>
  )
}

function Said(props: { readonly found: NonNullable<PaletteItem['found']> }): JSX.Element {
  const me = useMe('PaletteLine')
  const now = useNow('PaletteLine')
  const time = () => {
    const { recordedAt } = props.found
    const clock = timeIn(me.timeZone, recordedAt)
    return isSameDay(me.timeZone, recordedAt, now())
      ? clock
      : `${weekdayIn(me.timeZone, recordedAt)} ${clock}`
  }
  return (
    <>
      <Show when={props.found.internal}>
        <span class="internal-fg">{paletteText.internal}</span>
      </Show>
      <span>{paletteText.said(firstName(props.found.author), time())}</span>
    </>
  )
}
