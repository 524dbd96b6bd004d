// Which keys the intake knows, in one line under the questions.

import type { JSX } from 'solid-js'
import { intakeText } from '../text/intake.ts'
import type { SpokenLanguage } from '../text/spoken.ts'
import { Kbd } from '../ui/Kbd.tsx'
import styles from './Intake.module.css'

export function KeysLine(props: { readonly language: SpokenLanguage }): JSX.Element {
  return (
    <div class={`${styles['keys']} s12 t3`}>
      <span>
        <Kbd keys={['Enter']} /> {intakeText.keys.next}
      </span>
      <span>
        <Kbd keys={['Shift', 'Enter']} /> {intakeText.keys.newLine}
      </span>
      <span>
        <Kbd keys={['F2']} /> {intakeText.keys.switchTo[props.language]}
      </span>
      <span>
        <Kbd keys={['Esc']} /> {intakeText.keys.leave}
      </span>
    </div>
  )
}
