// Proposing that the issue is resolved: how it ended, the statement both parties would sign, when the Unavailability
// ended, and what is still to come.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { isWorkaroundInPlace, type ResolutionOutcome } from '../../../domain/incident/state.ts'
import { resolutionText } from '../../text/room-facts.ts'
import { lastTime } from '../../text/zones.ts'
import { RadioCard } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { createForm } from '../create-form.ts'
import { FormFrame } from '../FormFrame.tsx'
import { useRoom } from '../room-scope.ts'
import { TimeField } from '../TimeField.tsx'
import styles from '../Room.module.css'

export function ProposeResolutionForm(props: { readonly onClose: () => void }): JSX.Element {
  const { room, me, now } = useRoom('ProposeResolutionForm')
  const form = createForm('resolution', () => ({
    outcome: 'ENDED',
    statement: '',
    unavailabilityEndedAt: '',
    cause: '',
    followUp: '',
  }))
  const fields = () => form.fields()
  const outcomes = (): readonly ResolutionOutcome[] =>
    isWorkaroundInPlace(room()) ? ['ENDED', 'WORKAROUND'] : ['ENDED']
  const outcome = (): ResolutionOutcome => (fields().outcome === 'WORKAROUND' ? 'WORKAROUND' : 'ENDED')
  const send = async () => {
    const typed = fields().unavailabilityEndedAt.trim()
    const endedAt = typed === '' ? null : lastTime(typed, me.timeZone, now())
    if (typed !== '' && endedAt === null) return form.fail('unavailabilityEndedAt', 'NOT_A_TIME')
    const done = await form.send({
      type: 'proposeResolution',
      outcome: outcome(),
      statement: fields().statement,
      unavailabilityEndedAt: endedAt,
      cause: orNull(fields().cause),
      followUp: orNull(fields().followUp),
    })
    if (done) props.onClose()
  }
  return (
    <FormFrame
      form={form}
      label={resolutionText.propose}
      submit={resolutionText.send}
      onSend={send}
      onCancel={() => props.onClose()}
    >
      <Show when={outcomes().length > 1}>
        <div class={styles['lines']} role="radiogroup" aria-label={resolutionText.outcome}>
          <For each={outcomes()}>
            {(choice) => (
              <RadioCard
                group="resolution-outcome"
                label={resolutionText.outcomes[choice]}
                checked={outcome() === choice}
                onChoose={() => form.set({ outcome: choice })}
              />
            )}
          </For>
        </div>
      </Show>
      <TextArea
        label={resolutionText.statement}
        rows={4}
        maxHeight={320}
        value={fields().statement}
        error={form.errorAt('statement')}
        onText={(statement) => form.set({ statement })}
        ref={(element) => queueMicrotask(() => element.focus())}
      />
      <TimeField
        direction="past"
        seconds
        label={resolutionText.endedAt}
        hint={resolutionText.endedHint}
        value={fields().unavailabilityEndedAt}
        error={form.errorAt('unavailabilityEndedAt')}
        onText={(text) => form.set({ unavailabilityEndedAt: text })}
      />
      <Field
        label={resolutionText.cause}
        aside={resolutionText.optional}
        value={fields().cause}
        error={form.errorAt('cause')}
        onText={(cause) => form.set({ cause })}
      />
      <Field
        label={resolutionText.followUp}
        aside={resolutionText.optional}
        value={fields().followUp}
        error={form.errorAt('followUp')}
        onText={(followUp) => form.set({ followUp })}
      />
    </FormFrame>
  )
}

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)
