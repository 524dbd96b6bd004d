// The first page: who are you. Whoever signed in on this computer before can go on without the server; everybody else
// shows who they are (SignInForm.tsx), or chooses to be somebody of the demo where the server has one.

import { createResource, createSignal, For, onCleanup, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { Platform } from '../platform/platform.ts'
import { onAttemptEnded } from '../platform/session-begun.ts'
import { firstRunText } from '../text/app.ts'
import { signInText } from '../text/sign-in.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { createSignIn } from './create-sign-in.ts'
import { DemoPeople, PersonButton } from './DemoPeople.tsx'
import styles from './FirstRun.module.css'
import { ProductSample } from './ProductSample.tsx'
import { ServerField } from './ServerField.tsx'
import { SignInForm } from './SignInForm.tsx'

export function FirstRun(props: {
  readonly platform: Platform
  /** `byCode`: by mail or phone, so that a passkey is worth offering. */
  readonly onPerson: (person: Person, from: { readonly byCode: boolean }) => void
}): JSX.Element {
  const { sessions, servers, signIn: door } = props.platform
  const [info, infoAgain] = createResource(() => sessions.serverInfo())
  const [people, peopleAgain] = createResource(() => sessions.demoPeople())
  const [known, knownAgain] = createResource(() => sessions.known())
  const [refused, setRefused] = createSignal<'REFUSED' | 'UNREACHABLE' | null>(null)
  const ended = sessions.takeEnd()
  const sendsMail = () => info()?.sendsMail ?? true
  const signIn = createSignIn({
    door,
    sendsMail,
    onSignedIn: (person) => props.onPerson(person, { byCode: ['MAIL', 'PHONE'].includes(signIn.stage().at) }),
  })
  const again = () => {
    setRefused(null)
    void infoAgain.refetch()
    void peopleAgain.refetch()
    void knownAgain.refetch()
  }
  const choose = async (person: Person) => {
    const answer = await sessions.signInToDemo(person.id)
    if (answer.outcome === 'SIGNED_IN') props.onPerson(answer.person, { byCode: false })
    else setRefused(answer.outcome === 'REFUSED' ? 'REFUSED' : 'UNREACHABLE')
  }
  const goOn = async (personId: PersonId) => {
    const mine = await sessions.continueAs(personId)
    if (mine !== null) props.onPerson(mine, { byCode: false })
  }
  // The mail's link was opened in another tab: this one goes on as the same person.
  onCleanup(
    onAttemptEnded(() => {
      const stage = signIn.stage()
      void knownAgain.refetch()
      if (stage.at !== 'MAIL') return
      void sessions.known().then((all) => {
        const mine = all.find(({ email }) => email?.toLowerCase() === stage.email.toLowerCase())
        return mine === undefined ? undefined : goOn(mine.id)
      })
    }),
  )
  const problem = () => {
    if (refused() === 'REFUSED') return firstRunText.failed
    const unreachable = refused() === 'UNREACHABLE' || (!people.loading && people() === null)
    return unreachable ? firstRunText.unreachable : null
  }
  // First where the server sends no mail: most who look at a demo have no other way in.
  const Demo = (): JSX.Element => (
    <Show when={people()?.length}>
      <DemoPeople people={people() ?? []} onChoose={(person) => void choose(person)} />
    </Show>
  )
  return (
    <div class={styles['page']}>
      <ProductSample />
      <main class={styles['choose']} id="content">
        <h2>{firstRunText.title}</h2>
        <Show when={ended}>
          {(end) => (
            <div class={styles['notice']} role="status">
              <Banner icon={end().reason === 'expired' ? 'info' : 'warning'} tone="risk">
                {signInText.ended[end().reason](end().name)}
              </Banner>
            </div>
          )}
        </Show>
        <Show when={problem()}>
          {(sentence) => (
            <div class={styles['notice']}>
              <Banner
                icon="warning"
                tone="risk"
                action={<Button onClick={again}>{firstRunText.tryAgain}</Button>}
              >
                {sentence()}
              </Banner>
            </div>
          )}
        </Show>
        <Show when={known.latest?.length}>
          <div class={styles['group']}>{firstRunText.continueAs}</div>
          <div class={styles['people']}>
            <For each={known.latest ?? []}>
              {(person) => <PersonButton person={person} onChoose={() => void goOn(person.id)} />}
            </For>
          </div>
        </Show>
        <Show when={servers} fallback={<PageServer provider={info()?.provider ?? null} />}>
          {(mine) => (
            <ServerField
              servers={mine()}
              provider={people() == null ? null : (info()?.provider ?? null)}
              onChange={again}
            />
          )}
        </Show>
        <Show when={!sendsMail()}>
          <Demo />
          <Show when={people()?.length}>
            <h3>{firstRunText.asYourself}</h3>
          </Show>
        </Show>
        <div class={styles['form']}>
          <SignInForm door={door} signIn={signIn} hotline={info()?.hotline ?? null} />
        </div>
        <Show when={sendsMail()}>
          <Demo />
        </Show>
      </main>
    </div>
  )
}

/** In a browser the server is the page's own. */
function PageServer(props: { readonly provider: string | null }): JSX.Element {
  return (
    <>
      <div class={styles['label']}>{firstRunText.server}</div>
      <div class={styles['server']}>
        <Icon name="server" />
        <span class="grow ell">{location.host}</span>
        <Show when={props.provider}>
          {(name) => (
            <span class="s12 row met-fg nw">
              <Icon name="check-circle" size={14} /> {name()}
            </span>
          )}
        </Show>
      </div>
    </>
  )
}
