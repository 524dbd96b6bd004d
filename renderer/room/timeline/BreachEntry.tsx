// A promise that was broken: red, for both parties, for ever. What came later stands beside it and takes nothing away.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { between } from '../../../domain/time.ts'
import type { Entry } from '../../../replica/api.ts'
import { clockEntryText } from '../../text/room-entries.ts'
import { duration } from '../../text/format.ts'
import { bothTimes, timeIn } from '../../text/zones.ts'
import { Chip } from '../../ui/Chip.tsx'
import { Card } from '../../ui/EntryCards.tsx'
import { elapsedText } from '../../ui/clock-format.ts'
import { useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import type { Body } from './timeline-scope.ts'

export function BreachEntry(props: {
  readonly entry: Entry
  readonly body: Body<'ClockBreached'>
}): JSX.Element {
  const { room, zones } = useRoom('BreachEntry')
  const clock = () => room().clocks.find((candidate) => candidate.id === props.body.clockId)
  const promise = () => duration(between(props.body.startedAt, props.body.dueAt))
  const afterwards = () => {
    const shown = clock()
    if (shown === undefined || shown.stoppedAt === null) return null
    const { stoppedAt, recordedLateAt } = shown
    if (recordedLateAt !== null)
      return clockEntryText.laterMet(timeIn(zones().own, stoppedAt), timeIn(zones().own, recordedLateAt))
    return shown.outcome === 'BREACHED'
      ? clockEntryText.laterDone(elapsedText(between(props.body.dueAt, stoppedAt)))
      : null
  }
  return (
    <EntryFrame entry={props.entry} tone="breach">
      <Card
        tone="late"
        title={<span class="breach-fg">{clockEntryText.breached[props.body.kind](promise())}</span>}
        chip={
          <Chip small tone="breach" icon="warning">
            {clockEntryText.late}
          </Chip>
        }
      >
        <div class="t2 num">
          {clockEntryText.wasDue(bothTimes(zones(), props.body.dueAt, props.entry.event.recordedAt, true))}
        </div>
        <Show when={afterwards()}>{(words) => <div class="t2 num">{words()}</div>}</Show>
      </Card>
    </EntryFrame>
  )
}
