// The callback: who called whom, how long after the hotline call, what was learnt, and whether that was in time. The
// call's own time and the time of its entry are both there where they differ.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { callbackClock } from '../../../domain/incident/facts.ts'
import { between } from '../../../domain/time.ts'
import type { Entry } from '../../../replica/api.ts'
import { callEntryText } from '../../text/room-entries.ts'
import { Chip } from '../../ui/Chip.tsx'
import { PlainLine } from '../../ui/Timeline.tsx'
import { elapsedText } from '../../ui/clock-format.ts'
import { useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import type { Body } from './timeline-scope.ts'
import styles from './Entry.module.css'

export function CallbackEntry(props: {
  readonly entry: Entry
  readonly body: Body<'CallbackMade'>
}): JSX.Element {
  const { room } = useRoom('CallbackEntry')
  const clock = () => callbackClock(room())
  const took = () => between(clock()?.startedAt ?? props.body.occurredAt, props.body.occurredAt)
  const over = () => {
    const dueAt = clock()?.dueAt
    return dueAt == null ? 0 : between(dueAt, props.body.occurredAt)
  }
  return (
    <EntryFrame entry={props.entry} tone={over() > 0 ? 'breach' : 'met'} happenedAt={props.body.occurredAt}>
      <PlainLine>
        <b>{props.entry.event.actor.name}</b>
        {callEntryText.calledBack}
        <b>{props.body.reached}</b>
        {callEntryText.after(elapsedText(took()))}{' '}
        <Show when={over() > 0}>
          <Chip small tone="breach" icon="warning">
            {callEntryText.late(elapsedText(over()))}
          </Chip>
        </Show>
        <Show when={over() <= 0 && clock()?.recordedLateAt != null}>
          <Chip small tone="met" icon="check">
            {callEntryText.inTimeRecordedLate}
          </Chip>
        </Show>
      </PlainLine>
      <Show when={props.body.information}>
        <div class={styles['text']}>{props.body.information}</div>
      </Show>
    </EntryFrame>
  )
}
