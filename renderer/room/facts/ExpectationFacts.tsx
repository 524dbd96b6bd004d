// When the end was expected, statement by statement, newest first: earlier ones stay readable (UPD-4).

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { expectationHistory } from '../../../domain/incident/facts.ts'
import { expectationText } from '../../text/room-facts.ts'
import { timeIn } from '../../text/zones.ts'
import { FactsSection } from '../../ui/Facts.tsx'
import { useRoom } from '../room-scope.ts'
import { expectationLines } from '../timeline/expectation-words.ts'
import styles from '../Room.module.css'

export function ExpectationFacts(): JSX.Element {
  const { room, zones } = useRoom('ExpectationFacts')
  const history = () => expectationHistory(room())
  return (
    <FactsSection
      title={expectationText.title}
      aside={<Show when={history().length > 1}>{expectationText.statements(history().length)}</Show>}
    >
      <div class={styles['lines']}>
        <For each={history()} fallback={<div class="t2">{expectationText.none}</div>}>
          {({ at, expectation }, index) => (
            <div class={styles['line']}>
              <span class={`num ${index() === 0 ? 'medium' : 't3 s12'}`}>
                {expectationLines(expectation, zones(), at).join(', ')}
              </span>
              <span class="t3 s12 num nw">{expectationText.said(timeIn(zones().own, at))}</span>
            </div>
          )}
        </For>
      </div>
    </FactsSection>
  )
}
