// The three parts of a periodic update: nature, expected resolution, status. The resolution is a time, a range, or
// honestly not known yet, with its reason and when more will be said.

import { Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Confidence, Expectation, UpdateStatus } from '../../../domain/incident/state.ts'
import { composerText } from '../../text/room-composer.ts'
import { updateText } from '../../text/room-entries.ts'
import { Field } from '../../ui/Field.tsx'
import { Segmented } from '../../ui/Segmented.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import type { Form } from '../create-form.ts'
import type { ComposerMode } from '../room-scope.ts'
import { TimeField } from '../TimeField.tsx'
import { slashMode } from './slash-mode.ts'
import { confidenceOf, kindOf, type UpdateFields as Fields } from './update-form.ts'
import styles from './Composer.module.css'

const optionsOf = <Value extends string>(words: Readonly<Record<Value, string>>) =>
  (Object.keys(words) as Value[]).map((value) => ({ value, label: words[value] }))

export interface UpdateFieldsProps {
  readonly form: Form<Fields>
  readonly onMode: (mode: ComposerMode) => void
}

export function UpdateFields(props: UpdateFieldsProps): JSX.Element {
  const fields = () => props.form.fields()
  const onNature = (nature: string) => {
    const mode = slashMode(nature)
    if (mode === null) return props.form.set({ nature })
    props.form.set({ nature: '' })
    props.onMode(mode)
  }
  const kind = () => kindOf(fields().kind)
  return (
    <>
      <div class="composer-fields">
        <TextArea
          label={composerText.nature}
          placeholder={composerText.naturePlaceholder}
          maxHeight={120}
          value={fields().nature}
          error={props.form.errorAt('nature')}
          onText={onNature}
        />
        <Switch>
          <Match when={kind() === 'TIME'}>
            <Time form={props.form} name="at" label={composerText.expected} />
          </Match>
          <Match when={kind() === 'RANGE'}>
            <div class={styles['pair']}>
              <Time form={props.form} name="from" label={composerText.between} />
              <Time form={props.form} name="until" label={composerText.and} />
            </div>
          </Match>
          <Match when={kind() === 'UNKNOWN'}>
            <Time form={props.form} name="moreAt" label={composerText.moreAt} />
          </Match>
        </Switch>
        <Select
          label={composerText.status}
          value={fields().status}
          options={optionsOf<UpdateStatus>(updateText.statusWords)}
          onValue={(status) => props.form.set({ status })}
        />
      </div>
      <Show when={kind() === 'UNKNOWN'}>
        <div class={styles['fields']}>
          <div class={styles['wide']}>
            <Field
              label={composerText.reason}
              value={fields().reason}
              error={props.form.errorAt('reason')}
              onText={(reason) => props.form.set({ reason })}
            />
          </div>
        </div>
      </Show>
      <div class={styles['how']}>
        <Segmented
          variant="text"
          label={composerText.kind}
          value={kind()}
          options={optionsOf<Expectation['kind']>(composerText.kinds)}
          onValue={(chosen) => props.form.set({ kind: chosen })}
        />
        <Show when={kind() !== 'UNKNOWN'}>
          <span class="row">
            <span class="t3" aria-hidden="true">
              {composerText.confidence}
            </span>
            <Segmented
              variant="text"
              label={composerText.confidence}
              value={confidenceOf(fields().confidence)}
              options={optionsOf<Confidence>(composerText.confidences)}
              onValue={(confidence) => props.form.set({ confidence })}
            />
          </span>
        </Show>
      </div>
    </>
  )
}

function Time(props: {
  readonly form: Form<Fields>
  readonly name: 'at' | 'from' | 'until' | 'moreAt'
  readonly label: string
}): JSX.Element {
  return (
    <TimeField
      direction="future"
      label={props.label}
      value={props.form.fields()[props.name]}
      error={props.form.errorAt(props.name)}
      onText={(text) => props.form.set({ [props.name]: text })}
    />
  )
}
