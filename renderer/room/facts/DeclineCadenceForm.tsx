// Declining a cadence: with a reason, or with a counter-proposal that then waits for the other side.

import type { JSX } from 'solid-js'
import type { EventId } from '../../../domain/ids.ts'
import { cadenceText } from '../../text/room-facts.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { createForm } from '../create-form.ts'
import { FormFrame } from '../FormFrame.tsx'

export interface DeclineCadenceFormProps {
  readonly proposalId: EventId
  readonly onClose: () => void
}

export function DeclineCadenceForm(props: DeclineCadenceFormProps): JSX.Element {
  const form = createForm('decline-cadence', () => ({ reason: '', counterMinutes: '' }))
  const send = async () => {
    const { reason, counterMinutes } = form.fields()
    const counter = counterMinutes.trim() === '' ? null : Number(counterMinutes)
    const done = await form.send({
      type: 'declineCadence',
      proposalId: props.proposalId,
      reason: reason.trim() === '' ? null : reason,
      counterMinutes: counter,
    })
    if (done) props.onClose()
  }
  return (
    <FormFrame
      form={form}
      label={cadenceText.decline}
      submit={cadenceText.sendDecline}
      onSend={send}
      onCancel={() => props.onClose()}
    >
      <TextArea
        label={cadenceText.declineReason}
        value={form.fields().reason}
        error={form.errorAt('reason')}
        onText={(reason) => form.set({ reason })}
        ref={(element) => queueMicrotask(() => element.focus())}
      />
      <Field
        label={cadenceText.counter}
        class="num"
        inputmode="numeric"
        value={form.fields().counterMinutes}
        error={form.errorAt('counterMinutes')}
        onText={(counterMinutes) => form.set({ counterMinutes })}
      />
    </FormFrame>
  )
}
