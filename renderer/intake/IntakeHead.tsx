// The top of the intake: how long the call lasts, when it was answered, that nothing typed is lost, and the language of
// the words to say aloud.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { between } from '../../domain/time.ts'
import { LinkPill } from '../signoff/LinkPill.tsx'
import { appText } from '../text/app.ts'
import { intakeText } from '../text/intake.ts'
import { LANGUAGE_NAMES, LANGUAGES } from '../text/language.ts'
import type { SpokenLanguage } from '../text/spoken.ts'
import { BrandMark } from '../ui/BrandMark.tsx'
import { LinkButton } from '../ui/Button.tsx'
import { elapsedText } from '../ui/clock-format.ts'
import { Icon } from '../ui/Icon.tsx'
import { Segmented } from '../ui/Segmented.tsx'
import { AnsweredTime } from './AnsweredTime.tsx'
import type { Intake } from './create-intake.ts'
import styles from './Intake.module.css'

export interface IntakeHeadProps {
  readonly intake: Intake
  readonly language: SpokenLanguage
  readonly onLanguage: (language: SpokenLanguage) => void
}

const SPOKEN_LANGUAGES = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))

export function IntakeHead(props: IntakeHeadProps): JSX.Element {
  const onCall = () => elapsedText(between(props.intake.form().receivedAt, props.intake.now()))
  return (
    <header class={styles['top']}>
      <a class={styles['home']} href="#/" aria-label={appText.board} title={intakeText.leave}>
        <BrandMark size={24} />
      </a>
      <h1>{intakeText.title}</h1>
      <span class={`${styles['oncall']} num`}>
        <Icon name="call" />
        {intakeText.onTheCall}
        <span role="timer" aria-label={intakeText.onTheCall}>
          {onCall()}
        </span>
      </span>
      <AnsweredTime intake={props.intake} />
      <span class="grow" />
      <Show when={!props.intake.isBlank()}>
        <span class={styles['kept']}>
          <Icon name="check" size={12} />
          {intakeText.draftKept}
        </span>
        <LinkButton onClick={() => props.intake.startOver()}>{intakeText.clear}</LinkButton>
      </Show>
      <Segmented
        label={intakeText.language}
        options={SPOKEN_LANGUAGES}
        value={props.language}
        onValue={props.onLanguage}
      />
      <LinkPill />
    </header>
  )
}
