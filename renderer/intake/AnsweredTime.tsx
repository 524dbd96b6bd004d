// When the call was answered, in both zones, and the way to correct it: the clock runs from then (INT-5).

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { InputProblem } from '../../domain/result.ts'
import { intakeProblem, intakeText } from '../text/intake.ts'
import { bothTimes, cityOf, timeIn } from '../text/zones.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { answeredAt } from './answered-time.ts'
import type { Intake } from './create-intake.ts'
import styles from './Intake.module.css'
import { isTooOld } from './intake-form.ts'

export function AnsweredTime(props: { readonly intake: Intake }): JSX.Element {
  const { intake } = props
  const zone = intake.me.timeZone
  const [typed, setTyped] = createSignal<string | null>(null)
  const [wrong, setWrong] = createSignal<InputProblem>()
  const problem = () => {
    const found = wrong()
    return found === undefined ? undefined : (intakeProblem('receivedAt', found) ?? undefined)
  }
  const answered = () => intake.form().receivedAt
  const begin = () => {
    setWrong(undefined)
    setTyped(timeIn(zone, answered(), true))
  }
  const use = () => {
    const at = answeredAt(typed() ?? '', zone, intake.now())
    const changed = { ...intake.form(), receivedAt: at ?? answered() }
    const found =
      at === null
        ? 'NOT_A_TIME'
        : at > intake.now()
          ? 'IN_THE_FUTURE'
          : isTooOld(changed, intake.now())
            ? 'TOO_LONG_AGO'
            : undefined
    setWrong(found)
    if (found !== undefined || at === null) return
    intake.change({ receivedAt: at })
    setTyped(null)
  }
  const keys = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Enter') use()
    else setTyped(null)
  }
  return (
    <Show
      when={typed() !== null}
      fallback={
        <span class={`${styles['answered']} t2 num`}>
          {intakeText.answered(bothTimes(intake.zones(), answered(), intake.now(), true))}{' '}
          <LinkButton onClick={begin}>{intakeText.change}</LinkButton>
        </span>
      }
    >
      <div class={styles['time']} role="group" onKeyDown={keys}>
        <Field
          label={intakeText.answeredLabel(cityOf(zone))}
          labelHidden
          ref={(input) => queueMicrotask(() => input.select())}
          inputmode="numeric"
          prefix={cityOf(zone)}
          value={typed() ?? ''}
          error={problem()}
          onText={(text) => {
            setWrong(undefined)
            setTyped(text)
          }}
        />
        <Button onClick={use}>{intakeText.useTime}</Button>
      </div>
    </Show>
  )
}
