// When the end was expected, statement by statement, newest first: earlier ones stay readable (UPD-4).

import { createMemo, createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { expectationHistory } from '../../../domain/incident/facts.ts'
import { timelineText } from '../../text/room-entries.ts'
import { expectationText } from '../../text/room-facts.ts'
import { timeIn } from '../../text/zones.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { FactsSection } from '../../ui/Facts.tsx'
import { useRoom } from '../room-scope.ts'
import { confidenceWords, expectationLines } from '../timeline/expectation-words.ts'
import styles from '../Room.module.css'

/** Of a room that lasts for days there are hundreds. */
const SHOWN = 5

export function ExpectationFacts(): JSX.Element {
  const { room, zones } = useRoom('ExpectationFacts')
  const [all, setAll] = createSignal(false)
  const history = createMemo(() => expectationHistory(room()))
  const shown = () => (all() ? history() : history().slice(0, SHOWN))
  return (
    <FactsSection
      title={expectationText.title}
      aside={<Show when={history().length > 1}>{expectationText.statements(history().length)}</Show>}
    >
      <div class={styles['lines']}>
        <For each={shown()} fallback={<div class="t2">{expectationText.none}</div>}>
          {({ at, expectation }, index) => (
            <div class={styles['line']}>
              <span class={`num ${index() === 0 ? 'medium' : 't3 s12'}`}>
                {expectationLines(expectation, zones(), at).join(', ')}
                <Show when={confidenceWords(expectation)}>
                  {(words) => <span class={`s12 ${styles['aside']}`}>{words()}</span>}
                </Show>
              </span>
              <span class="t3 s12 num nw">{expectationText.said(timeIn(zones().own, at))}</span>
            </div>
          )}
        </For>
      </div>
      <Show when={history().length > SHOWN && !all()}>
        <LinkButton onClick={() => setAll(true)}>{timelineText.showAll(history().length)}</LinkButton>
      </Show>
    </FactsSection>
  )
}
