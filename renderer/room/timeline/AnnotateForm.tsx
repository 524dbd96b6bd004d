// Noting something on an entry, also after the room is closed. The provider chooses who sees it; on an internal entry
// there is no choice.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import { composerText } from '../../text/room-composer.ts'
import { timelineText } from '../../text/room-entries.ts'
import { Check } from '../../ui/Choice.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { createForm } from '../create-form.ts'
import { FormFrame } from '../FormFrame.tsx'
import { useRoom } from '../room-scope.ts'
import { useTimeline } from './timeline-scope.ts'

export function AnnotateForm(props: { readonly event: RecordedEvent }): JSX.Element {
  const { me, room, provider } = useRoom('AnnotateForm')
  const timeline = useTimeline('AnnotateForm')
  const form = createForm(`annotate:${props.event.id}`, () => ({ text: '', internal: '' }))
  const mustBeInternal = () => props.event.audience === 'INTERNAL'
  const isInternal = () => mustBeInternal() || form.fields().internal === 'yes'
  const close = () => timeline.openForm(props.event.id, null)
  const send = async () => {
    const audience = isInternal() ? 'INTERNAL' : 'SHARED'
    if (await form.send({ type: 'annotate', audience, refersTo: props.event.id, text: form.fields().text }))
      close()
  }
  const audience = () => {
    if (isInternal()) return composerText.internal(provider(), room().accountName)
    return me.party === 'PROVIDER'
      ? composerText.everyone(room().accountName)
      : composerText.everyoneForCustomer(provider())
  }
  return (
    <FormFrame
      form={form}
      label={timelineText.annotate}
      submit={timelineText.saveAnnotation}
      internal={isInternal()}
      note={audience()}
      onSend={send}
      onCancel={close}
    >
      <TextArea
        label={timelineText.annotateLabel}
        value={form.fields().text}
        internal={isInternal()}
        error={form.errorAt('text')}
        onText={(text) => form.set({ text })}
        ref={focusSoon}
      />
      <Show when={me.party === 'PROVIDER' && !mustBeInternal()}>
        <Check
          label={timelineText.annotateInternal}
          checked={isInternal()}
          onChecked={(checked) => form.set({ internal: checked ? 'yes' : '' })}
        />
      </Show>
    </FormFrame>
  )
}

const focusSoon = (element: HTMLElement): void => queueMicrotask(() => element.focus())
