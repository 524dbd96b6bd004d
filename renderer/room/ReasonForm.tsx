// A form of one field, the reason: for everything that is declined, rejected, withdrawn or opened again.

import type { JSX } from 'solid-js'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import { TextArea } from '../ui/TextArea.tsx'
import { createForm } from './create-form.ts'
import { FormFrame } from './FormFrame.tsx'

export interface ReasonFormProps {
  /** The draft's name, unique in the room. */
  readonly name: string
  /** Label of the field and name of the form. */
  readonly label: string
  readonly submit: string
  /** What is handed in. */
  readonly command: (reason: string) => PersonCommand
  /** Who will read it, or what it leads to. */
  readonly note?: string | undefined
  /** Sent, or put off: the draft stays then. */
  readonly onClose: () => void
}

export function ReasonForm(props: ReasonFormProps): JSX.Element {
  const form = createForm(props.name, () => ({ reason: '' }))
  const send = async () => {
    if (await form.send(props.command(form.fields().reason))) props.onClose()
  }
  return (
    <FormFrame
      form={form}
      label={props.label}
      submit={props.submit}
      note={props.note}
      onSend={send}
      onCancel={() => props.onClose()}
    >
      <TextArea
        label={props.label}
        value={form.fields().reason}
        error={form.errorAt('reason')}
        onText={(reason) => form.set({ reason })}
        ref={(element) => queueMicrotask(() => element.focus())}
      />
    </FormFrame>
  )
}
