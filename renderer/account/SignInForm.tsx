// The ways to sign in (mockup 07): an address for a link by mail, a code by phone for when mail is down, single sign-on,
// a passkey; on the desktop the last two through the system's browser. One of them is asked at a time.

import { For, Match, onMount, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { signInText } from '../text/sign-in.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { SignInDoor } from '../platform/session-door.ts'
import { MailCode } from './MailCode.tsx'
import { OutsideCode } from './OutsideCode.tsx'
import { PhoneCode } from './PhoneCode.tsx'
import { ProblemLine } from './ProblemLine.tsx'
import type { SignIn } from './create-sign-in.ts'
import styles from './SignIn.module.css'

export interface SignInFormProps {
  readonly door: SignInDoor
  readonly signIn: SignIn
  /** The Severity 1 Hotline's number, or null where none is known. */
  readonly hotline: string | null
}

export function SignInForm(props: SignInFormProps): JSX.Element {
  const { signIn } = props
  return (
    <Switch fallback={<AddressForm {...props} />}>
      <Match when={signIn.stage().at === 'MAIL'}>
        <MailCode signIn={signIn} linkToo={props.door.page !== null} />
      </Match>
      <Match when={signIn.stage().at === 'PHONE'}>
        <PhoneCode signIn={signIn} hotline={props.hotline} />
      </Match>
      <Match when={signIn.stage().at === 'OUTSIDE'}>
        <OutsideCode signIn={signIn} />
      </Match>
    </Switch>
  )
}

function AddressForm(props: SignInFormProps): JSX.Element {
  const { signIn, door } = props
  onMount(() => signIn.offerPasskeys())
  return (
    <div class={styles['ways']}>
      <Show when={signIn.sendsMail()} fallback={<PhoneFirst {...props} />}>
        <MailFirst {...props} />
      </Show>
      <Show
        when={door.page}
        fallback={
          <>
            <Button
              block
              size="xl"
              icon="key"
              busy={signIn.busy() === 'OUTSIDE'}
              onClick={() => void signIn.outside()}
            >
              {signInText.outside}
            </Button>
            <p class={styles['phone']}>{signInText.outsideWhy}</p>
          </>
        }
      >
        {(page) => (
          <>
            <Providers signIn={signIn} />
            <Show when={page().hasPasskeys}>
              <Button
                block
                size="xl"
                icon="fingerprint"
                busy={signIn.busy() === 'PASSKEY'}
                onClick={() => void signIn.passkey()}
              >
                {signInText.passkey}
              </Button>
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}

function MailFirst(props: SignInFormProps): JSX.Element {
  const { signIn } = props
  return (
    <>
      <form
        novalidate
        onSubmit={(event) => {
          event.preventDefault()
          void signIn.sendMail()
        }}
      >
        <AddressField signIn={signIn} />
        <Button
          block
          type="submit"
          variant="primary"
          size="xl"
          class={styles['send'] ?? ''}
          busy={signIn.busy() === 'MAIL'}
        >
          {signInText.send}
        </Button>
      </form>
      <p class={styles['phone']}>
        {signInText.mailDown} <LinkButton onClick={() => signIn.toPhone()}>{signInText.byPhone}</LinkButton>{' '}
        {signInText.instead}
      </p>
      <ProblemLine signIn={signIn} except="ADDRESS" />
      <div class={styles['or']}>{signInText.or}</div>
    </>
  )
}

/** The server sends no mail, and says so: nobody waits for one that never comes. */
function PhoneFirst(props: SignInFormProps): JSX.Element {
  const { signIn, door } = props
  return (
    <>
      <p class={styles['noMail']}>
        <Icon name="info" size={16} />
        <span>
          <b>{signInText.noMail}</b> {door.page === null ? signInText.noMailOutside : signInText.noMailWays}
        </span>
      </p>
      <Button block variant="primary" size="xl" icon="call" onClick={() => signIn.toPhone()}>
        {signInText.byPhone}
      </Button>
      <div class={styles['or']}>{signInText.or}</div>
      <Show when={door.page}>
        <form
          novalidate
          onSubmit={(event) => {
            event.preventDefault()
            void signIn.sso()
          }}
        >
          <AddressField signIn={signIn} />
        </form>
      </Show>
      <ProblemLine signIn={signIn} except="ADDRESS" />
    </>
  )
}

function AddressField(props: { readonly signIn: SignIn }): JSX.Element {
  const { signIn } = props
  return (
    <Field
      label={signInText.email}
      type="email"
      size="lg"
      name="email"
      autocomplete="username webauthn"
      inputMode="email"
      spellcheck={false}
      value={signIn.email()}
      error={signIn.problem() === 'ADDRESS' ? signInText.problems.ADDRESS : undefined}
      prefix={<Icon name="mail" />}
      onText={(text) => signIn.setEmail(text)}
    />
  )
}

/** One button, or one for each provider where the domain has several. */
export function Providers(props: {
  readonly signIn: SignIn
  readonly label?: string
  readonly size?: 'lg' | 'xl'
}): JSX.Element {
  const { signIn } = props
  const size = () => props.size ?? 'xl'
  return (
    <For
      each={signIn.providers()}
      fallback={
        <Button
          block
          size={size()}
          icon="key"
          busy={signIn.busy() === 'SSO'}
          onClick={() => void signIn.sso()}
        >
          {props.label ?? signInText.sso}
        </Button>
      }
    >
      {(provider) => (
        <Button block size={size()} icon="key" onClick={() => void signIn.goTo(provider)}>
          {signInText.ssoAt(provider.name)}
        </Button>
      )}
    </For>
  )
}
