// After "Reached": with whom, when exactly, and what was learnt. The time of the press is kept until a person types
// another, so that writing takes no second of the promise.

import type { JSX } from 'solid-js'
import { epochOf, type Instant, instantAt, SECOND } from '../../../domain/time.ts'
import { callText } from '../../text/room-composer.ts'
import { timeIn } from '../../text/zones.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { createForm } from '../create-form.ts'
import { FormFrame } from '../FormFrame.tsx'
import { useRoom } from '../room-scope.ts'
import { TimeField } from '../TimeField.tsx'
import { lastTime } from '../../text/zones.ts'
import styles from '../Room.module.css'

export interface ReachedFormProps {
  /** When "Reached" was pressed. */
  readonly at: Instant
  readonly name: string
  readonly onClose: () => void
}

export function ReachedForm(props: ReachedFormProps): JSX.Element {
  const { me, now, setCalling } = useRoom('ReachedForm')
  const form = createForm('callback', () => ({ reached: props.name, occurredAt: '', information: '' }))
  const pressed = () => timeIn(me.timeZone, props.at, true)
  const typed = () => form.fields().occurredAt
  /** To the second, as it is read back; the press itself lies within that second. */
  const occurredAt = (): Instant | null =>
    typed() === '' || typed() === pressed()
      ? instantAt(Math.floor(epochOf(props.at) / SECOND) * SECOND)
      : lastTime(typed(), me.timeZone, now())
  const send = async () => {
    const at = occurredAt()
    if (at === null) return form.fail('occurredAt', 'NOT_A_TIME')
    const { reached, information } = form.fields()
    if (!(await form.send({ type: 'recordCallback', reached, occurredAt: at, information }))) return
    setCalling(null)
    props.onClose()
  }
  return (
    <FormFrame
      form={form}
      label={callText.reachedAt(pressed())}
      submit={callText.record}
      note={callText.reachedHint}
      onSend={send}
      onCancel={() => props.onClose()}
    >
      <div class={styles['form-row']}>
        <Field
          label={callText.withWhom}
          value={form.fields().reached}
          error={form.errorAt('reached')}
          onText={(reached) => form.set({ reached })}
        />
        <TimeField
          label={callText.timeOfCall}
          direction="past"
          seconds
          value={typed() === '' ? pressed() : typed()}
          error={form.errorAt('occurredAt')}
          onText={(text) => form.set({ occurredAt: text })}
        />
      </div>
      <TextArea
        label={callText.learnt}
        rows={2}
        value={form.fields().information}
        error={form.errorAt('information')}
        onText={(information) => form.set({ information })}
        ref={(element) => queueMicrotask(() => element.focus())}
      />
    </FormFrame>
  )
}
