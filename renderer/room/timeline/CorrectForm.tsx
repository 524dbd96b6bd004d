// Correcting an entry of one's own: the first version stays in the record, this text stands from now on.

import type { JSX } from 'solid-js'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { timelineText } from '../../text/room-entries.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import { createForm } from '../create-form.ts'
import { FormFrame } from '../FormFrame.tsx'
import { standingText } from './standing-text.ts'
import { useTimeline } from './timeline-scope.ts'

export function CorrectForm(props: { readonly event: RecordedEvent }): JSX.Element {
  const timeline = useTimeline('CorrectForm')
  const refersTo = () => props.event.id
  const form = createForm(`correct:${props.event.id}`, () => ({
    text: standingText(props.event, timeline.later(props.event.id)),
  }))
  const close = () => timeline.openForm(refersTo(), null)
  const send = async () => {
    if (await form.send({ type: 'correct', refersTo: refersTo(), text: form.fields().text })) close()
  }
  return (
    <FormFrame
      form={form}
      label={timelineText.correct}
      submit={timelineText.saveCorrection}
      onSend={send}
      onCancel={close}
    >
      <TextArea
        label={timelineText.correctLabel}
        value={form.fields().text}
        internal={props.event.audience === 'INTERNAL'}
        error={form.errorAt('text')}
        onText={(text) => form.set({ text })}
        ref={focusSoon}
      />
    </FormFrame>
  )
}

const focusSoon = (element: HTMLElement): void => queueMicrotask(() => element.focus())
