// The text that stands for an entry, and one press away the first version where it was corrected (COR-2).

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { timelineText } from '../../text/room-entries.ts'
import { timeIn } from '../../text/zones.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { useRoom } from '../room-scope.ts'
import { firstText, standingText } from './standing-text.ts'
import { useTimeline } from './timeline-scope.ts'
import styles from './Entry.module.css'

export function SaidText(props: { readonly event: RecordedEvent }): JSX.Element {
  const timeline = useTimeline('SaidText')
  return <>{standingText(props.event, timeline.later(props.event.id))}</>
}

/** What later entries did to this one: the correction and the first version, the number of annotations. */
export function LaterMarks(props: { readonly event: RecordedEvent }): JSX.Element {
  const { zones } = useRoom('LaterMarks')
  const timeline = useTimeline('LaterMarks')
  const [showsFirst, setShowsFirst] = createSignal(false)
  const later = () => timeline.later(props.event.id)
  const corrected = () => later().corrections.at(-1)
  return (
    <>
      <Show when={corrected()}>
        {(correction) => (
          <div class={styles['foot']}>
            {timelineText.corrected(timeIn(zones().own, correction().event.recordedAt))}
            <LinkButton aria-expanded={showsFirst()} onClick={() => setShowsFirst(!showsFirst())}>
              {showsFirst() ? timelineText.hideFirstVersion : timelineText.firstVersion}
            </LinkButton>
          </div>
        )}
      </Show>
      <Show when={corrected() && showsFirst()}>
        <div class={styles['first']}>
          <span class="sr">{timelineText.firstVersionLabel}: </span>
          {firstText(props.event)}
        </div>
      </Show>
      <Show when={later().annotations > 0}>
        <div class={styles['foot']}>{timelineText.annotations(later().annotations)}</div>
      </Show>
    </>
  )
}
