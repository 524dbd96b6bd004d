// Before a signature is taken the server wants to know that its person is there. What was signed is kept and goes on by
// itself once they have shown who they are; this stands in the page, over nothing.

import { createUniqueId, Match, onMount, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Person } from '../../domain/people.ts'
import { useSendsMail, useServerInfo } from '../live/server-info.ts'
import type { SignInDoor } from '../platform/session-door.ts'
import { signInText, stepUpText } from '../text/sign-in.ts'
import { Button } from '../ui/Button.tsx'
import { createSignIn, type SignIn } from './create-sign-in.ts'
import { MailCode } from './MailCode.tsx'
import { OutsideCode } from './OutsideCode.tsx'
import { PhoneCode } from './PhoneCode.tsx'
import { ProblemLine } from './ProblemLine.tsx'
import { Providers } from './SignInForm.tsx'
import styles from './SignIn.module.css'

export interface StepUpProps {
  readonly door: SignInDoor
  readonly person: Person
  /** They are there: what waited can be sent. */
  readonly onConfirmed: () => void
  /** What was confirmed counts even if this is gone by then: a phone that is turned draws it anew elsewhere. */
  readonly outlivesForm?: boolean
  /** What is said above the ways; the words for a signature unless given. */
  readonly title?: string
}

export function StepUp(props: StepUpProps): JSX.Element {
  const { door, person, outlivesForm } = props
  const id = createUniqueId()
  const email = person.email ?? ''
  const sendsMail = useSendsMail()
  const info = useServerInfo()
  const onSignedIn = () => props.onConfirmed()
  const signIn = createSignIn({ door, onSignedIn, sendsMail, email, outlivesForm })
  let section: HTMLElement | undefined
  onMount(() => section?.focus())
  return (
    <section ref={section} class={styles['stepUp']} role="dialog" aria-labelledby={id} tabIndex={-1}>
      <h3 id={id}>{props.title ?? stepUpText.title}</h3>
      <Switch fallback={<Ways {...props} signIn={signIn} />}>
        <Match when={signIn.stage().at === 'MAIL'}>
          <MailCode signIn={signIn} linkToo={false} submit={stepUpText.finish} own />
        </Match>
        <Match when={signIn.stage().at === 'PHONE'}>
          <PhoneCode signIn={signIn} hotline={info()?.hotline ?? null} submit={stepUpText.finish} own />
        </Match>
        <Match when={signIn.stage().at === 'OUTSIDE'}>
          <OutsideCode signIn={signIn} />
        </Match>
      </Switch>
    </section>
  )
}

function Ways(props: StepUpProps & { readonly signIn: SignIn }): JSX.Element {
  const { signIn, door, person } = props
  return (
    <div class={styles['ways']}>
      <Show when={props.title === undefined}>
        <p class="t2">{stepUpText.line}</p>
      </Show>
      <p class="t2">{stepUpText.asWhom(person.name, person.email ?? '')}</p>
      <Show when={door.page?.hasPasskeys}>
        <Button
          block
          variant="primary"
          size="lg"
          icon="fingerprint"
          busy={signIn.busy() === 'PASSKEY'}
          onClick={() => void signIn.passkey()}
        >
          {stepUpText.passkey}
        </Button>
      </Show>
      <Show
        when={signIn.sendsMail()}
        fallback={
          <Show when={person.party === 'CUSTOMER'}>
            <Button block size="lg" icon="call" onClick={() => signIn.toPhone()}>
              {stepUpText.phone}
            </Button>
          </Show>
        }
      >
        <Button
          block
          size="lg"
          icon="mail"
          busy={signIn.busy() === 'MAIL'}
          onClick={() => void signIn.sendMail()}
        >
          {stepUpText.mail}
        </Button>
      </Show>
      <Show
        when={door.page}
        fallback={
          <Button
            block
            size="lg"
            icon="key"
            busy={signIn.busy() === 'OUTSIDE'}
            onClick={() => void signIn.outside()}
          >
            {signInText.outside}
          </Button>
        }
      >
        <Providers signIn={signIn} label={stepUpText.sso} size="lg" />
      </Show>
      <ProblemLine signIn={signIn} />
    </div>
  )
}
