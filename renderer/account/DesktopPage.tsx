// The page that a desktop opens in the system's browser (decision 0031). It shows the code that the program shows; who
// goes on is handed over to the program that began it, and to no other. An old session has to be shown anew first.

import { createResource, createSignal, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Person } from '../../domain/people.ts'
import { codeOfChallenge, isChallenge, signInLink } from '../../protocol/desktop-sign-in.ts'
import { entryText } from '../text/sign-in.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { createBusy } from '../ui/create-busy.ts'
import { createSignIn } from './create-sign-in.ts'
import { EntryCard } from './EntryCard.tsx'
import type { EntryPageProps } from './EntryPage.tsx'
import { Trouble } from './ProblemLine.tsx'
import { SignInForm } from './SignInForm.tsx'
import styles from './SignIn.module.css'

export interface DesktopPageProps extends EntryPageProps {
  readonly challenge: string
  readonly device: string
}

export function DesktopPage(props: DesktopPageProps): JSX.Element {
  const { platform } = props
  const [current] = createResource(() => platform.sessions.current())
  const [info] = createResource(() => platform.sessions.serverInfo())
  const [handover, setHandover] = createSignal<string | null>(null)
  /** The session has to be shown anew; null: not said yet. */
  const [stale, setStale] = createSignal<Person | null>(null)
  const [other, setOther] = createSignal(false)
  const { busy, during } = createBusy()

  const handOver = async (person: Person) => {
    const made = await platform.accountOf(person)?.handOver(props.challenge)
    if (made === null || made === undefined) return void setStale(person)
    setHandover(made)
    location.href = signInLink(made)
  }
  return (
    <EntryCard title={entryText.desktopTitle}>
      <Show when={isChallenge(props.challenge)} fallback={<Trouble>{entryText.desktopWrong}</Trouble>}>
        <p class={`${styles['shown']} mono`}>{codeOfChallenge(props.challenge)}</p>
        <p class="t2">
          {entryText.desktopLine}{' '}
          <Show when={props.device !== ''}>{entryText.desktopDevice(props.device)}</Show>
        </p>
        <Switch
          fallback={
            <SignInHere
              platform={platform}
              stepUp={other() ? null : stale()}
              hotline={info()?.hotline ?? null}
              sendsMail={info()?.sendsMail ?? true}
              onPerson={(person) => void during(() => handOver(person))}
            />
          }
        >
          <Match when={handover()}>
            {(made) => (
              <>
                <p role="status">{entryText.desktopReady}</p>
                <a class="btn btn-primary btn-xl btn-block" href={signInLink(made())}>
                  {entryText.desktopOpen}
                </a>
              </>
            )}
          </Match>
          <Match when={!other() && stale() === null && current()}>
            {(person) => (
              <>
                <Button
                  block
                  variant="primary"
                  size="xl"
                  busy={busy()}
                  onClick={() => void during(() => handOver(person()))}
                >
                  {entryText.desktopAs(person().name)}
                </Button>
                <p>
                  <LinkButton onClick={() => setOther(true)}>{entryText.desktopOther}</LinkButton>
                </p>
              </>
            )}
          </Match>
        </Switch>
      </Show>
    </EntryCard>
  )
}

function SignInHere(props: {
  readonly platform: EntryPageProps['platform']
  readonly stepUp: Person | null
  readonly hotline: string | null
  readonly sendsMail: boolean
  readonly onPerson: (person: Person) => void
}): JSX.Element {
  const { platform, stepUp } = props
  const door = stepUp === null ? platform.signIn : platform.stepUp(stepUp)
  const signIn = createSignIn({
    door,
    onSignedIn: props.onPerson,
    sendsMail: () => props.sendsMail,
    email: stepUp?.email ?? undefined,
  })
  return (
    <>
      <Show when={stepUp !== null}>
        <p role="status">{entryText.desktopStale}</p>
      </Show>
      <SignInForm door={door} signIn={signIn} hotline={props.hotline} />
    </>
  )
}
