// The record of the room, pinned to its end: entries of every kind, refused commands in their place, the call card
// while somebody is to be called back, and at the top what came before.

import { createMemo, createSignal, For, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { timelineText } from '../../text/room-entries.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PinnedScroll } from '../../ui/PinnedScroll.tsx'
import { Timeline } from '../../ui/Timeline.tsx'
import { CallCard } from '../composer/CallCard.tsx'
import { entryElementId, useRoom } from '../room-scope.ts'
import { createTimelineScope } from './create-timeline-scope.ts'
import type { Filter } from './entry-groups.ts'
import { EntryRow } from './EntryRow.tsx'
import { RefusedEntry } from './RefusedEntry.tsx'
import { type Row, rowsOf } from './rows.ts'
import { TimelineContext } from './timeline-scope.ts'
import styles from './Entry.module.css'

export interface RoomTimelineProps {
  readonly filter: Filter
  /** Spoken to screen readers as it comes; off while somebody types. */
  readonly live: boolean
  readonly onEarlier: () => void
}

export function RoomTimeline(props: RoomTimelineProps): JSX.Element {
  const scope = useRoom('RoomTimeline')
  const { view, zones, phase, can } = scope
  const [active, setActive] = createSignal<string | null>(null)
  const timeline = createTimelineScope(scope, active)
  const rows = createMemo(() => rowsOf(view(), props.filter, zones().own))
  const keys = createMemo(() => rows().keys)
  const showsCall = () => phase() === 'AWAITING_CALLBACK' && can('recordCallback') && props.filter === 'all'
  const point = (event: Event) => {
    const entry = event.target instanceof Element ? event.target.closest('.ev') : null
    setActive(entry === null ? null : entry.id.slice(entryElementId('').length))
  }
  const leave = (event: FocusEvent & { currentTarget: HTMLElement }) => {
    const next = event.relatedTarget
    if (!(next instanceof Node) || !event.currentTarget.contains(next)) setActive(null)
  }
  return (
    <TimelineContext.Provider value={timeline}>
      <PinnedScroll
        count={rows().count}
        own={view().pending.at(-1)?.commandId}
        newLabel={timelineText.newEntries}
      >
        <div onMouseOver={point} onFocusIn={point} onFocusOut={leave} onMouseLeave={() => setActive(null)}>
          <Show when={view().olderCount > 0}>
            <div class={styles['earlier']}>
              <Button size="sm" icon="history" onClick={() => props.onEarlier()}>
                {timelineText.earlier(view().olderCount)}
              </Button>
            </div>
          </Show>
          <Show when={rows().count > 0 || showsCall()} fallback={<Empty filter={props.filter} />}>
            <Timeline label={timelineText.label} live={props.live}>
              <For each={keys()}>{(key) => <RowOf row={rows().byKey.get(key)} />}</For>
              <Show when={showsCall()}>
                <CallCard />
              </Show>
            </Timeline>
          </Show>
        </div>
      </PinnedScroll>
    </TimelineContext.Provider>
  )
}

function RowOf(props: { readonly row: Row | undefined }): JSX.Element {
  const of = <Kind extends Row['kind']>(kind: Kind) => {
    const { row } = props
    return row?.kind === kind ? (row as Extract<Row, { readonly kind: Kind }>) : null
  }
  return (
    <Switch>
      <Match when={of('entry')?.entry}>{(entry) => <EntryRow entry={entry()} />}</Match>
      <Match when={of('refused')?.pending}>{(pending) => <RefusedEntry pending={pending()} />}</Match>
      <Match when={of('day')?.date}>{(date) => <div class={styles['day']}>{date()}</div>}</Match>
    </Switch>
  )
}

function Empty(props: { readonly filter: Filter }): JSX.Element {
  return (
    <Show
      when={props.filter === 'all'}
      fallback={<EmptyState icon="filter" title={timelineText.emptyFilter} />}
    >
      <EmptyState icon="message" title={timelineText.empty}>
        {timelineText.emptyWhy}
      </EmptyState>
    </Show>
  )
}
