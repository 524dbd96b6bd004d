// One of the five questions: its number, the words to say aloud, the field, and what is known of the answer. Enter goes
// on to the next one.

import { createMemo, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { intakeText } from '../text/intake.ts'
import { spoken, type SpokenLanguage } from '../text/spoken.ts'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { TextArea } from '../ui/TextArea.tsx'
import { createLayout } from '../ui/viewport.ts'
import type { Intake } from './create-intake.ts'
import { checkOf, isAnswered } from './field-check.ts'
import styles from './Intake.module.css'
import type { TextField } from './intake-form.ts'

export interface QuestionProps {
  readonly intake: Intake
  readonly field: TextField
  readonly number: number
  readonly language: SpokenLanguage
  /** Under the field: a choice of accounts. */
  readonly below?: JSX.Element | undefined
}

const KIND: Partial<
  Record<
    TextField,
    Pick<JSX.InputHTMLAttributes<HTMLInputElement>, 'list' | 'type' | 'inputmode' | 'autocapitalize'>
  >
> = {
  contactName: { list: 'intake-contacts' },
  contactPhone: { type: 'tel', inputmode: 'tel' },
  contactEmail: { type: 'text', inputmode: 'email', autocapitalize: 'off' },
}

export function Question(props: QuestionProps): JSX.Element {
  const { intake, field } = props
  const layout = createLayout()
  const check = createMemo(() => checkOf(field, intake))
  const error = () => intake.problem(field) ?? (field === 'company' ? intake.problem('accountId') : undefined)
  const set = (text: string) =>
    intake.change(field === 'company' ? { company: text, accountId: null } : { [field]: text })
  const leave = () => {
    if (field === 'company') intake.completeCompany()
    if (field === 'contactName') intake.fillFromContact()
  }
  const shared = {
    size: 'lg',
    autocomplete: 'off',
    'data-asked': field,
    onText: set,
  } as const
  const aside = () => <span lang={props.language}>{spoken[props.language][field]}</span>
  return (
    <div class={styles['question']} data-done={isAnswered(field, intake) ? '' : undefined}>
      <span class={`${styles['number']} num`} aria-hidden="true">
        <span>{props.number}</span>
        <Icon name="check" size={14} />
      </span>
      <div>
        <Show
          when={field !== 'description'}
          fallback={
            <TextArea
              {...shared}
              label={intakeText.labels[field]}
              class={styles['area'] ?? ''}
              aside={aside()}
              error={error()}
              rows={4}
              value={intake.form().description}
            />
          }
        >
          <Field
            {...shared}
            {...KIND[field]}
            label={intakeText.labels[field]}
            aside={aside()}
            error={error()}
            hint={layout() === 'phone' ? check()?.words : undefined}
            placeholder={intakeText.examples[field]}
            spellcheck={false}
            aria-description={check()?.words ?? ''}
            onBlur={leave}
            value={intake.form()[field]}
            suffix={
              <Show when={layout() !== 'phone' && check()}>
                {(said) => (
                  <span class={said().tone === 'known' ? 'row met-fg' : 'row t2'}>
                    <Icon name={said().tone === 'known' ? 'check-circle' : 'info'} size={14} />
                    {said().words}
                  </span>
                )}
              </Show>
            }
          />
        </Show>
        {props.below}
      </div>
    </div>
  )
}
