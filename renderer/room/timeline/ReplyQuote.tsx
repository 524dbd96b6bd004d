// The entry that another one refers to, in one line; a press goes there.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { EventId } from '../../../domain/ids.ts'
import { timelineText } from '../../text/room-entries.ts'
import { timeIn } from '../../text/zones.ts'
import { useRoom } from '../room-scope.ts'
import { firstText } from './standing-text.ts'
import { useTimeline } from './timeline-scope.ts'
import styles from './Entry.module.css'

const SHOWN = 90

export function ReplyQuote(props: { readonly id: EventId }): JSX.Element {
  const { goTo, zones } = useRoom('ReplyQuote')
  const timeline = useTimeline('ReplyQuote')
  const words = (text: string) => {
    if (text === '') return ''
    return `: ${text.length > SHOWN ? `${text.slice(0, SHOWN).trimEnd()}…` : text}`
  }
  return (
    <Show when={timeline.entry(props.id)}>
      {(event) => (
        <button type="button" class={`${styles['quote']} ell`} onClick={() => goTo(props.id)}>
          {event().actor.name}, {timelineText.entryOf(timeIn(zones().own, event().recordedAt))}
          {words(firstText(event()))}
        </button>
      )}
    </Show>
  )
}
