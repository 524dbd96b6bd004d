// The record of the room, pinned to its end: entries of every kind, refused commands in their place, the call card while
// somebody is to be called back. Of 10,000 entries those in view are drawn, and those near them are read.

import { createMemo, createSignal, Match, onCleanup, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { CommandId } from '../../../domain/ids.ts'
import type { Entry } from '../../../replica/api.ts'
import { timelineText } from '../../text/room-entries.ts'
import { dateIn } from '../../text/zones.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { type PinnedHandle, PinnedScroll } from '../../ui/PinnedScroll.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { CallCard } from '../composer/CallCard.tsx'
import { entryElementId, useRoom } from '../room-scope.ts'
import { createTimelineHandle } from './create-timeline-handle.ts'
import { createTimelineScope } from './create-timeline-scope.ts'
import type { Filter } from './entry-groups.ts'
import { EntryRow } from './EntryRow.tsx'
import { LateEntry } from './LateEntry.tsx'
import { createTimelineRows } from './create-timeline-rows.ts'
import { RefusedEntry } from './RefusedEntry.tsx'
import { type Row, rowTime } from './rows.ts'
import { TimelineContext } from './timeline-scope.ts'
import styles from './Entry.module.css'

export interface RoomTimelineProps {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}

/** Entries read beyond either edge of what is drawn: a page of the wheel is there before it comes into view. */
const READ_AHEAD = 80

export function RoomTimeline(props: RoomTimelineProps): JSX.Element {
  const scope = useRoom('RoomTimeline')
  const { view, record } = scope
  const [active, setActive] = createSignal<string | null>(null)
  const { scope: timeline, form } = createTimelineScope(record, active)
  const rows = createTimelineRows(scope, () => props.filter)
  let scroll: PinnedHandle | undefined
  const handle = createTimelineHandle({
    scope,
    rows,
    scroll: () => scroll,
    showAll: () => props.onFilter('all'),
  })
  scope.setTimeline(handle)
  onCleanup(() => scope.setTimeline(null))

  // An older one becomes the newest of those that wait when another is confirmed: only one that was never seen is new.
  const handedIn = new Set<CommandId>()
  const own = createMemo((before: CommandId | undefined): CommandId | undefined => {
    const ids = view().pending.map(({ commandId }) => commandId)
    const added = ids.findLast((id) => !handedIn.has(id))
    for (const id of ids) handedIn.add(id)
    return added ?? before
  })
  const keep = () => {
    const open = form()
    const row = open === null ? undefined : rows.rowOf(open.id)
    return [...(rows.rowBy('call') !== undefined ? ['call'] : []), ...(row === undefined ? [] : [row.key])]
  }
  const onShown = (first: number, last: number) => {
    const near = rows.list().slice(Math.max(0, first - READ_AHEAD), last + 1 + READ_AHEAD)
    record.need(near.flatMap((row) => (row.kind === 'recorded' ? [row.from] : [])))
  }
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
      <Show when={record.failed()}>
        <div class={styles['failed']} role="status">
          {timelineText.failed}
          <LinkButton onClick={() => record.retry()}>{timelineText.again}</LinkButton>
        </div>
      </Show>
      <div
        class={styles['frame']}
        onMouseOver={point}
        onFocusIn={point}
        onFocusOut={leave}
        onMouseLeave={() => setActive(null)}
      >
        <PinnedScroll
          label={timelineText.label}
          keys={rows.keys()}
          estimate={rows.estimate}
          isLoaded={(key) => rows.isLoaded(key)}
          keep={keep()}
          own={own()}
          newLabel={timelineText.newEntries}
          onShown={onShown}
          onPinned={handle.onPinned}
          handle={(given) => (scroll = given)}
          empty={<Empty filter={props.filter} />}
          row={(key) => <RowOf row={rows.rowBy(key)} before={rows.before(key)} />}
        />
      </div>
    </TimelineContext.Provider>
  )
}

interface RowProps {
  readonly row: Row | undefined
  readonly before: Row | undefined
}

function RowOf(props: RowProps): JSX.Element {
  const { record } = useRoom('RoomTimeline')
  const of = <Kind extends Row['kind']>(kind: Kind) => {
    const { row } = props
    return row?.kind === kind ? (row as Extract<Row, { readonly kind: Kind }>) : null
  }
  // One way for a row from being on its way to being recorded, so that it keeps its elements.
  const entry = createMemo((): Entry | undefined => {
    const recorded = of('recorded')
    return recorded === null ? of('predicted')?.entry : record.at(recorded.from)
  })
  const reminders = () => {
    const row = of('recorded')
    return row !== null && row.until > row.from ? row : null
  }
  return (
    <>
      <DayLine {...props} />
      <Switch fallback={<Loading />}>
        <Match when={of('refused')?.pending}>{(pending) => <RefusedEntry pending={pending()} />}</Match>
        <Match when={of('call')}>
          <CallCard />
        </Match>
        <Match when={entry() !== undefined && reminders()}>
          {(row) => (
            <Show when={entry()}>
              {(first) => <LateEntry entry={first()} from={row().from} until={row().until} />}
            </Show>
          )}
        </Match>
        <Match when={entry()}>{(shown) => <EntryRow entry={shown()} />}</Match>
      </Switch>
    </>
  )
}

/** Where a new day begins in the reader's zone. */
function DayLine(props: RowProps): JSX.Element {
  const { record, zones } = useRoom('DayLine')
  const dateOf = (row: Row | undefined) => {
    const at = row === undefined ? null : rowTime(row, record.outline())
    return at === null ? null : dateIn(zones().own, at)
  }
  const date = createMemo(() => {
    const [before, own] = [dateOf(props.before), dateOf(props.row)]
    return before === null || before === own ? null : own
  })
  return <Show when={date()}>{(words) => <div class={styles['day']}>{words()}</div>}</Show>
}

const LOADING_BARS = [{ width: 70 }]

function Loading(): JSX.Element {
  return (
    <div class={styles['loading']}>
      <Skeleton label={timelineText.loading} bars={LOADING_BARS} />
    </div>
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
