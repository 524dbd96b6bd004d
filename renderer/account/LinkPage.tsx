// The page of the mail's link: a button, which alone uses the link up. Opened where nothing was begun, it says where the
// code belongs.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { entryText, signInText } from '../text/sign-in.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { createBusy } from '../ui/create-busy.ts'
import { EntryCard } from './EntryCard.tsx'
import type { EntryPageProps } from './EntryPage.tsx'
import { Trouble } from './ProblemLine.tsx'

type Problem = 'REFUSED' | 'UNREACHABLE' | 'TOO_MANY' | 'CANCELLED'

export function LinkPage(props: EntryPageProps & { readonly secret: string }): JSX.Element {
  const { signIn } = props.platform
  const [isElsewhere, setElsewhere] = createSignal(signIn.openAttempt() === null)
  const [problem, setProblem] = createSignal<Problem | null>(null)
  const { busy, during } = createBusy()
  const finish = async () => {
    setProblem(null)
    const end = await signIn.page?.linkFinish(props.secret)
    if (end === undefined || end.outcome === 'ELSEWHERE') setElsewhere(true)
    else if (end.outcome === 'SIGNED_IN') props.onPerson(end.person, { byCode: true })
    else setProblem(end.outcome)
  }
  const words = (found: Problem) => (found === 'REFUSED' ? entryText.linkRefused : signInText.problems[found])
  return (
    <Show
      when={!isElsewhere()}
      fallback={
        <EntryCard title={entryText.elsewhereTitle}>
          <p class="t2">{entryText.elsewhereLine}</p>
          <p>
            <LinkButton onClick={() => props.onLeave()}>{entryText.newLink}</LinkButton>
          </p>
        </EntryCard>
      }
    >
      <EntryCard title={entryText.linkTitle}>
        <p class="t2">{entryText.linkLine}</p>
        <Show when={problem()}>{(found) => <Trouble>{words(found())}</Trouble>}</Show>
        <Button block variant="primary" size="xl" busy={busy()} onClick={() => void during(finish)}>
          {entryText.linkButton}
        </Button>
        <Show when={problem() === 'REFUSED'}>
          <p>
            <LinkButton
              onClick={() => {
                signIn.forgetAttempt()
                props.onLeave()
              }}
            >
              {entryText.newLink}
            </LinkButton>
          </p>
        </Show>
      </EntryCard>
    </Show>
  )
}
