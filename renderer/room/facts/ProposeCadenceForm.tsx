// Proposing how often updates come.

import type { JSX } from 'solid-js'
import { SUGGESTED_CADENCE_MINUTES } from '../../../domain/incident/promises.ts'
import { otherParty } from '../../../domain/people.ts'
import { cadenceText } from '../../text/room-facts.ts'
import { Check } from '../../ui/Choice.tsx'
import { Field } from '../../ui/Field.tsx'
import { createForm } from '../create-form.ts'
import { FormFrame } from '../FormFrame.tsx'
import { useRoom } from '../room-scope.ts'

export function ProposeCadenceForm(props: { readonly onClose: () => void }): JSX.Element {
  const { me, partyName } = useRoom('ProposeCadenceForm')
  const form = createForm('propose-cadence', () => ({
    everyMinutes: String(SUGGESTED_CADENCE_MINUTES),
    during: '',
  }))
  const send = async () => {
    const { everyMinutes, during } = form.fields()
    const done = await form.send({
      type: 'proposeCadence',
      // NaN is handed in as it is: the rules say what is wrong with the field.
      everyMinutes: everyMinutes.trim() === '' ? Number.NaN : Number(everyMinutes),
      duringWorkaround: during === 'yes',
    })
    if (done) props.onClose()
  }
  return (
    <FormFrame
      form={form}
      label={cadenceText.propose}
      submit={cadenceText.sendProposal}
      note={cadenceText.waiting(partyName(otherParty(me.party)))}
      onSend={send}
      onCancel={() => props.onClose()}
    >
      <Field
        label={cadenceText.minutes}
        class="num"
        inputmode="numeric"
        value={form.fields().everyMinutes}
        error={form.errorAt('everyMinutes')}
        onText={(everyMinutes) => form.set({ everyMinutes })}
        ref={(element) => queueMicrotask(() => element.select())}
      />
      <Check
        label={cadenceText.duringLabel}
        checked={form.fields().during === 'yes'}
        onChecked={(checked) => form.set({ during: checked ? 'yes' : '' })}
      />
    </FormFrame>
  )
}
