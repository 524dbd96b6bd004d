// The line between deck and timeline: the date in the reader's zone, how far the other party's zone is, and the filter.

import { createMemo } from 'solid-js'
import type { JSX } from 'solid-js'
import { barText } from '../text/room.ts'
import { minutesText } from '../text/format.ts'
import { cityOf, dateIn, minutesAhead } from '../text/zones.ts'
import { Segmented } from '../ui/Segmented.tsx'
import type { Filter } from './timeline/entry-groups.ts'
import { useRoom } from './room-scope.ts'

export function RoomBar(props: {
  readonly filter: Filter
  readonly onFilter: (filter: Filter) => void
}): JSX.Element {
  const { zones, now, me } = useRoom('RoomBar')
  const date = createMemo(() => dateIn(zones().own, now()))
  const ahead = createMemo(() => minutesAhead(zones(), now()))
  const other = () => cityOf(zones().other ?? zones().own)
  const options = () => [
    { value: 'all' as const, label: barText.all },
    { value: 'updates' as const, label: barText.updates },
    { value: 'messages' as const, label: barText.messages },
    ...(me.party === 'PROVIDER' ? [{ value: 'internal' as const, label: barText.internal }] : []),
    { value: 'evidence' as const, label: barText.evidence },
  ]
  const difference = () => {
    const minutes = ahead()
    if (minutes === 0) return ''
    const words = minutesText(Math.abs(minutes))
    return minutes > 0 ? barText.ahead(other(), words) : barText.behind(other(), words)
  }
  return (
    <>
      <span class="grow ell">
        <b class="t1">{date()}</b>
        {barText.zone(cityOf(zones().own))}
        {difference()}
      </span>
      <Segmented
        variant="text"
        label={barText.show}
        value={props.filter}
        onValue={props.onFilter}
        options={options()}
      />
    </>
  )
}
