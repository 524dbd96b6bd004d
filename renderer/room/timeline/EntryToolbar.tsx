// What can be done with an entry: answer it, correct it (the author alone), note something on it. It shows at the entry
// that the reader points at or has gone to with the keys, so that the Tab key has few stops.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { timelineText } from '../../text/room-entries.ts'
import { IconButton } from '../../ui/Button.tsx'
import { useRoom } from '../room-scope.ts'
import { mayReply, reply } from './reply.ts'
import { useTimeline } from './timeline-scope.ts'
import styles from './Entry.module.css'

const CORRECTABLE: readonly string[] = ['MessagePosted', 'NotePosted', 'UpdatePosted']

export function EntryToolbar(props: { readonly event: RecordedEvent }): JSX.Element {
  const scope = useRoom('EntryToolbar')
  const timeline = useTimeline('EntryToolbar')
  const mayCorrect = () =>
    scope.can('correct') &&
    props.event.actor.personId === scope.me.id &&
    CORRECTABLE.includes(props.event.body.type)
  return (
    <div class={styles['toolbar']}>
      <Show when={mayReply(scope, props.event)}>
        <IconButton
          size="sm"
          icon="back-turn"
          name={timelineText.reply}
          hint="R"
          onClick={() => reply(scope, props.event)}
        />
      </Show>
      <Show when={mayCorrect()}>
        <IconButton
          size="sm"
          icon="edit"
          name={timelineText.correct}
          onClick={() => timeline.openForm(props.event.id, 'correct')}
        />
      </Show>
      <Show when={scope.can('annotate')}>
        <IconButton
          size="sm"
          icon="pin"
          name={timelineText.annotate}
          onClick={() => timeline.openForm(props.event.id, 'annotate')}
        />
      </Show>
    </div>
  )
}
