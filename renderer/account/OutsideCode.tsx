// While the system's browser has the sign-in page open: the code that both show, so that nobody goes on with a page that
// somebody else's program opened.

import type { JSX } from 'solid-js'
import { signInText } from '../text/sign-in.ts'
import { LinkButton } from '../ui/Button.tsx'
import type { SignIn } from './create-sign-in.ts'
import { ProblemLine } from './ProblemLine.tsx'
import styles from './SignIn.module.css'

export function OutsideCode(props: { readonly signIn: SignIn }): JSX.Element {
  const { signIn } = props
  const code = () => {
    const stage = signIn.stage()
    return stage.at === 'OUTSIDE' ? stage.code : ''
  }
  return (
    <div class={styles['ways']}>
      <h3>{signInText.outsideTitle}</h3>
      <p class="t2" role="status">
        {signInText.outsideHow}
      </p>
      <p class={`${styles['shown']} mono`}>{code()}</p>
      <ProblemLine signIn={signIn} />
      <p class={styles['beside']}>
        <LinkButton onClick={() => void signIn.outside()}>{signInText.outsideAgain}</LinkButton>
        <LinkButton onClick={() => signIn.startOver()}>{signInText.cancel}</LinkButton>
      </p>
    </div>
  )
}
