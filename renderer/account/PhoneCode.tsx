// When mail is the thing that is down: the hotline's number, and the code that an agent reads out.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { signInText } from '../text/sign-in.ts'
import { LinkButton } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { CodeField } from './CodeField.tsx'
import type { SignIn } from './create-sign-in.ts'
import { ProblemLine } from './ProblemLine.tsx'
import styles from './SignIn.module.css'

const CODE_LENGTH = 8

export function PhoneCode(props: {
  readonly signIn: SignIn
  readonly hotline: string | null
  /** What the button says; "Sign in" unless this is a step-up. */
  readonly submit?: string
  /** The person's own address is meant, and no other (step-up). */
  readonly own?: boolean
}): JSX.Element {
  const { signIn } = props
  const problem = () => signIn.problem()
  return (
    <div class={styles['ways']}>
      <h3>{signInText.phoneTitle}</h3>
      <p class="t2">
        {props.hotline === null ? signInText.phoneHowUnnamed : signInText.phoneHow(props.hotline)}
      </p>
      <Show when={props.hotline}>
        {(number) => (
          <a class={`btn btn-secondary btn-lg ${styles['call']}`} href={`tel:${number()}`}>
            <Icon name="call" size={16} />
            {signInText.callHotline(number())}
          </a>
        )}
      </Show>
      <Show when={!props.own}>
        <Field
          label={signInText.email}
          type="email"
          size="lg"
          autocomplete="username"
          inputMode="email"
          spellcheck={false}
          value={signIn.email()}
          error={problem() === 'ADDRESS' ? signInText.problems.ADDRESS : undefined}
          prefix={<Icon name="mail" />}
          onText={(text) => signIn.setEmail(text)}
        />
      </Show>
      <CodeField
        label={signInText.phoneCode}
        length={CODE_LENGTH}
        submit={props.submit ?? signInText.finish}
        busy={signIn.busy() === 'PHONE'}
        error={problem() === 'PHONE_REFUSED' ? signInText.problems.PHONE_REFUSED : undefined}
        onCode={(code) => void signIn.typePhoneCode(code)}
        focus={signIn.email() !== ''}
      />
      <Show when={problem() !== 'ADDRESS'}>
        <ProblemLine signIn={signIn} except="PHONE_REFUSED" />
      </Show>
      <p class={styles['beside']}>
        <LinkButton onClick={() => signIn.startOver()}>{signInText.back}</LinkButton>
      </p>
    </div>
  )
}
