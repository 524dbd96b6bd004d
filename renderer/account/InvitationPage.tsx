// The page of an invitation: a button, which alone uses it up. Customers are signed in by it; staff take it along to their
// own sign-in, which the address's domain decides.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { PageSignIn } from '../platform/session-door.ts'
import { entryText, signInText } from '../text/sign-in.ts'
import { Button } from '../ui/Button.tsx'
import { createBusy } from '../ui/create-busy.ts'
import { Field } from '../ui/Field.tsx'
import { Icon } from '../ui/Icon.tsx'
import { EntryCard } from './EntryCard.tsx'
import type { EntryPageProps } from './EntryPage.tsx'
import { Trouble } from './ProblemLine.tsx'
import styles from './SignIn.module.css'

type Problem = 'REFUSED' | 'UNREACHABLE' | 'TOO_MANY' | 'CANCELLED' | 'NO_SSO'

export function InvitationPage(props: EntryPageProps & { readonly token: string }): JSX.Element {
  const page = (): PageSignIn | null => props.platform.signIn.page
  const [isStaff, setStaff] = createSignal(false)
  const [email, setEmail] = createSignal('')
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const { busy, during } = createBusy()

  const ask = (run: (page: PageSignIn) => Promise<void>): Promise<void> =>
    during(async () => {
      const here = page()
      setProblem(null)
      if (here !== null) await run(here)
    })
  const accept = () =>
    ask(async (here) => {
      const end = await here.acceptInvitation(props.token)
      if (end.outcome === 'SIGNED_IN') props.onPerson(end.person, { byCode: true })
      else if (end.outcome === 'USE_PROVIDER') setStaff(true)
      else setProblem(end.outcome)
    })
  const goOn = () =>
    ask(async (here) => {
      const ways = await here.ways(email())
      const provider = ways?.find((way) => way.kind !== 'EMAIL')
      if (provider === undefined) setProblem(ways === null ? 'UNREACHABLE' : 'NO_SSO')
      else await here.goToProvider(provider.id, props.token)
    })
  const words = (found: Problem) =>
    found === 'REFUSED' ? entryText.inviteRefused : signInText.problems[found]
  return (
    <EntryCard title={entryText.inviteTitle}>
      <Show when={problem() !== 'REFUSED'}>
        <p class="t2">{isStaff() ? entryText.inviteStaff : entryText.inviteLine}</p>
      </Show>
      <Show when={problem()}>{(found) => <Trouble>{words(found())}</Trouble>}</Show>
      <Show
        when={isStaff()}
        fallback={
          <Show
            when={problem() !== 'REFUSED'}
            fallback={
              <Button block size="xl" onClick={() => props.onLeave()}>
                {entryText.toSignIn}
              </Button>
            }
          >
            <Button block variant="primary" size="xl" busy={busy()} onClick={() => void accept()}>
              {entryText.inviteButton}
            </Button>
          </Show>
        }
      >
        <form
          novalidate
          class={styles['ways']}
          onSubmit={(event) => {
            event.preventDefault()
            void goOn()
          }}
        >
          <Field
            label={entryText.inviteEmail}
            type="email"
            size="lg"
            autocomplete="username"
            value={email()}
            prefix={<Icon name="mail" />}
            onText={setEmail}
          />
          <Button block type="submit" variant="primary" size="xl" icon="key" busy={busy()}>
            {entryText.inviteGo}
          </Button>
        </form>
      </Show>
    </EntryCard>
  )
}
