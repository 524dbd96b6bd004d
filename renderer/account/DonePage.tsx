// Back from an OpenID provider: what was handed over is fetched with the secret that this window kept. Whoever has no such
// secret did not begin it, and is told to begin again.

import { createSignal, onMount, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { entryText, signInText } from '../text/sign-in.ts'
import { Button } from '../ui/Button.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { EntryCard } from './EntryCard.tsx'
import type { EntryPageProps } from './EntryPage.tsx'
import { Trouble } from './ProblemLine.tsx'

export function DonePage(props: EntryPageProps & { readonly handover: string }): JSX.Element {
  const [problem, setProblem] = createSignal<'REFUSED' | 'UNREACHABLE' | 'TOO_MANY' | null>(null)
  const finish = async () => {
    const finished = await props.platform.finishJourney(props.handover)
    if (finished.end.outcome === 'SIGNED_IN')
      props.onPerson(finished.end.person, { byCode: false, back: finished.back })
    else setProblem(finished.end.outcome === 'CANCELLED' ? 'REFUSED' : finished.end.outcome)
  }
  onMount(() => void finish())
  const words = (found: 'REFUSED' | 'UNREACHABLE' | 'TOO_MANY') =>
    found === 'REFUSED' ? entryText.doneRefused : signInText.problems[found]
  return (
    <EntryCard title={problem() === null ? entryText.done : entryText.notDone}>
      <Show when={problem()} fallback={<Skeleton label={entryText.done} />}>
        {(found) => (
          <>
            <Trouble>{words(found())}</Trouble>
            <Button block size="xl" onClick={() => props.onLeave()}>
              {entryText.toSignIn}
            </Button>
          </>
        )}
      </Show>
    </EntryCard>
  )
}
