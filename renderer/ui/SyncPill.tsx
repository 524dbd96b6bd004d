// How current what you see is: live, connecting, catching up, offline, not accepted, read-only. Always in words; the
// dot or icon only repeats them.
import { Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { Dot } from './Chip.tsx'
import { Icon } from './Icon.tsx'
import type { IconName } from './icon-paths.ts'
import './feedback.css'

export type SyncState = 'live' | 'connecting' | 'catching-up' | 'offline' | 'refused' | 'read-only'

export interface SyncPillProps {
  readonly state: SyncState
  /** "Live", "Offline, 3 waiting". */
  readonly label: string
  /** More about it, as a tooltip. */
  readonly detail?: string | undefined
  /** Without the edge, for headers. */
  readonly bare?: boolean | undefined
  /** Makes it a button, e.g. to open the queue. */
  readonly onPress?: (() => void) | undefined
}

const SYNC_ICON: Partial<Record<SyncState, IconName>> = {
  'catching-up': 'sync',
  offline: 'offline',
  refused: 'warning',
  'read-only': 'lock',
}

export function SyncPill(props: SyncPillProps): JSX.Element {
  const look = () => `sync sync-${props.state}${props.bare ? ' sync-bare' : ''}`
  const content = () => (
    <>
      <Switch>
        <Match when={props.state === 'live'}>
          <Dot tone="met" />
        </Match>
        <Match when={props.state === 'connecting'}>
          <Dot tone="hollow" />
        </Match>
        <Match when={SYNC_ICON[props.state]}>{(icon) => <Icon name={icon()} size={12} />}</Match>
      </Switch>
      {props.label}
    </>
  )
  return (
    <Show
      when={props.onPress}
      fallback={
        <span class={look()} title={props.detail}>
          {content()}
        </span>
      }
    >
      {(press) => (
        <button type="button" class={look()} title={props.detail} onClick={() => press()()}>
          {content()}
        </button>
      )}
    </Show>
  )
}
