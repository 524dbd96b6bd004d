// Why the last try to show who one is led to nothing, and what can be done.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { signInText } from '../text/sign-in.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Problem, SignIn } from './create-sign-in.ts'
import styles from './SignIn.module.css'

/** A sentence that is said aloud, told from the others by its sign as well as by its colour. */
export function Trouble(props: { readonly children: JSX.Element }): JSX.Element {
  return (
    <p class={`${styles['problem']} risk-fg`} role="alert">
      <Icon name="warning" size={14} /> <span>{props.children}</span>
    </p>
  )
}

/** The present problem of a sign-in, while it has one. */
export function ProblemLine(props: {
  readonly signIn: SignIn
  /** Stands at its field already. */
  readonly except?: 'ADDRESS' | 'REFUSED' | 'PHONE_REFUSED'
}): JSX.Element {
  const problem = () => {
    const found = props.signIn.problem()
    return found === props.except ? null : found
  }
  const words = (found: Problem): string => {
    const others: Partial<Record<Problem, string>> = props.signIn.sendsMail()
      ? {}
      : signInText.problemsWithoutMail
    return others[found] ?? signInText.problems[found]
  }
  return <Show when={problem()}>{(found) => <Trouble>{words(found())}</Trouble>}</Show>
}
