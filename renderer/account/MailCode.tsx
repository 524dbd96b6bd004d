// After the mail was asked for: where it went, its code, and the way to ask once more. The same for every address, since
// nobody is told which ones have access.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { signInText, stepUpText } from '../text/sign-in.ts'
import { LinkButton } from '../ui/Button.tsx'
import { CodeField } from './CodeField.tsx'
import type { SignIn } from './create-sign-in.ts'
import { ProblemLine } from './ProblemLine.tsx'
import styles from './SignIn.module.css'

const CODE_LENGTH = 6

export function MailCode(props: {
  readonly signIn: SignIn
  /** Whether the mail's link works here as well. */
  readonly linkToo: boolean
  /** What the button says; "Sign in" unless this is a step-up. */
  readonly submit?: string
  /** The person's own address is meant, and no other (step-up). */
  readonly own?: boolean
}): JSX.Element {
  const { signIn } = props
  const email = () => {
    const stage = signIn.stage()
    return stage.at === 'MAIL' ? stage.email : ''
  }
  const sentTo = () => {
    if (props.linkToo) return signInText.sentTo(email())
    return props.own ? stepUpText.codeSentTo(email()) : signInText.codeSentTo(email())
  }
  return (
    <div class={styles['ways']}>
      <h3>{signInText.sentTitle}</h3>
      <p class="t2">{sentTo()}</p>
      <Show when={props.linkToo}>
        <p class="t2">{signInText.sentHow}</p>
      </Show>
      <CodeField
        label={signInText.code}
        length={CODE_LENGTH}
        submit={props.submit ?? signInText.finish}
        busy={signIn.busy() === 'CODE'}
        error={signIn.problem() === 'REFUSED' ? signInText.problems.REFUSED : undefined}
        onCode={(code) => void signIn.typeCode(code)}
      />
      <ProblemLine signIn={signIn} except="REFUSED" />
      <p class={styles['beside']}>
        <LinkButton
          disabled={!signIn.mayResend() || signIn.busy() !== null}
          onClick={() => void signIn.sendMail()}
        >
          {signInText.again}
        </LinkButton>
        <LinkButton onClick={() => signIn.startOver()}>
          {props.own ? signInText.back : signInText.otherAddress}
        </LinkButton>
        <Show when={!props.own}>
          <LinkButton onClick={() => signIn.toPhone()}>{signInText.byPhone}</LinkButton>
        </Show>
      </p>
      <p class="s12 t2" role="status">
        <Show when={signIn.resent() > 0}>{signInText.sentAgain}</Show>
      </p>
    </div>
  )
}
