// The parts of a workaround: what to do, its limits, the way back, and until when it may be used.

import type { JSX } from 'solid-js'
import { composerText } from '../../text/room-composer.ts'
import { Field } from '../../ui/Field.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { Form } from '../create-form.ts'
import type { ComposerMode } from '../room-scope.ts'
import { TimeField } from '../TimeField.tsx'
import { slashMode } from './slash-mode.ts'
import type { blankWorkaround } from './workaround-form.ts'
import styles from './Composer.module.css'

export interface WorkaroundFieldsProps {
  readonly form: Form<ReturnType<typeof blankWorkaround>>
  readonly onMode: (mode: ComposerMode) => void
}

export function WorkaroundFields(props: WorkaroundFieldsProps): JSX.Element {
  const fields = () => props.form.fields()
  const onTitle = (title: string) => {
    const mode = slashMode(title)
    if (mode === null) return props.form.set({ title })
    props.form.set({ title: '' })
    props.onMode(mode)
  }
  return (
    <div class={styles['fields']}>
      <div class={styles['wide']}>
        <Field
          label={composerText.title}
          value={fields().title}
          error={props.form.errorAt('title')}
          onText={onTitle}
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
