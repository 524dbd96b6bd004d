// What the caller knows to be failing at this moment; any of the three, by mouse or by key.

import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Failing } from '../../domain/incident/intake.ts'
import { intakeText } from '../text/intake.ts'
import { Toggle } from '../ui/Choice.tsx'
import type { Intake } from './create-intake.ts'
import styles from './Intake.module.css'

const CHOICES: readonly { readonly what: Failing; readonly key: string }[] = [
  { what: 'API', key: 'A' },
  { what: 'SMTP', key: 'S' },
  { what: 'SOME', key: 'O' },
]

export function toggleFailing(intake: Intake, what: Failing): void {
  const { failing } = intake.form()
  intake.change({
    failing: failing.includes(what) ? failing.filter((other) => other !== what) : [...failing, what],
  })
}

export function FailingNow(props: { readonly intake: Intake }): JSX.Element {
  return (
    <fieldset class={styles['failing']}>
      <legend class="lbl">{intakeText.failingTitle}</legend>
      <div class={styles['toggles']}>
        <For each={CHOICES}>
          {({ what, key }) => (
            <Toggle
              shape="box"
              label={intakeText.failing[what]}
              keys={['Alt', key]}
              pressed={props.intake.form().failing.includes(what)}
              onPressed={() => toggleFailing(props.intake, what)}
            />
          )}
        </For>
      </div>
    </fieldset>
  )
}
