// Reminders that one clock is still late, which follow on one another every few minutes: one line that counts them, and
// each of them one press away. The breach above it stays an entry of its own, for ever.

import { createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { instantAt, SECOND } from '../../../domain/time.ts'
import type { Entry } from '../../../replica/api.ts'
import { clockEntryText } from '../../text/room-entries.ts'
import { timeIn } from '../../text/zones.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { PlainLine } from '../../ui/Timeline.tsx'
import { useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import styles from './Entry.module.css'

export interface LateEntryProps {
  /** The first of the reminders. */
  readonly entry: Entry
  readonly from: number
  readonly until: number
}

export function LateEntry(props: LateEntryProps): JSX.Element {
  const { record, zones } = useRoom('LateEntry')
  const [open, setOpen] = createSignal(false)
  const kind = () => {
    const { body } = props.entry.event
    return body.type === 'ClockWarned' ? body.kind : 'UPDATE'
  }
  const timeAt = (position: number) =>
    timeIn(zones().own, instantAt(record.outline().secondsAt(position) * SECOND))
  const times = () =>
    Array.from({ length: props.until - props.from + 1 }, (_, index) => timeAt(props.from + index))
  return (
    <EntryFrame entry={props.entry}>
      <PlainLine quiet>
        {clockEntryText.stillLateTimes(kind(), times().length, timeAt(props.until))}{' '}
        <LinkButton aria-expanded={open()} onClick={() => setOpen(!open())}>
          {open() ? clockEntryText.hideReminders : clockEntryText.showReminders}
        </LinkButton>
      </PlainLine>
      <Show when={open()}>
        <div class={`${styles['times']} num`}>
          <For each={times()}>{(time) => <span>{time}</span>}</For>
        </div>
      </Show>
    </EntryFrame>
  )
}
