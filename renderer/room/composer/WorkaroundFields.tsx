// The parts of a workaround: what to do, its limits, the way back, and until when it may be used.

import type { JSX } from 'solid-js'
import { composerText } from '../../text/room-composer.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { Form } from '../create-form.ts'
import { TimeField } from '../TimeField.tsx'
import type { blankWorkaround } from './workaround-form.ts'
import styles from './Composer.module.css'

export function WorkaroundFields(props: {
  readonly form: Form<ReturnType<typeof blankWorkaround>>
}): JSX.Element {
  const fields = () => props.form.fields()
  return (
    <div class={styles['fields']}>
      <div class={styles['wide']}>
        <Field
          label={composerText.title}
          value={fields().title}
          error={props.form.errorAt('title')}
          onText={(title) => props.form.set({ title })}
        />
      </div>
      <div class={styles['wide']}>
        <TextArea
          label={composerText.steps}
          rows={2}
          maxHeight={120}
          value={fields().steps}
          error={props.form.errorAt('steps')}
          onText={(steps) => props.form.set({ steps })}
        />
      </div>
      <Field
        label={composerText.limits}
        aside={composerText.optional}
        value={fields().limits}
        error={props.form.errorAt('limits')}
        onText={(limits) => props.form.set({ limits })}
      />
      <Field
        label={composerText.undo}
        aside={composerText.optional}
        value={fields().undo}
        error={props.form.errorAt('undo')}
        onText={(undo) => props.form.set({ undo })}
      />
      <TimeField
        direction="future"
        label={composerText.validUntil}
        aside={composerText.optional}
        value={fields().validUntil}
        error={props.form.errorAt('validUntil')}
        onText={(validUntil) => props.form.set({ validUntil })}
      />
    </div>
  )
}
