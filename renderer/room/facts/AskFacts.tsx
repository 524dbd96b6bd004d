// Before the callback: what is still to be asked on the call (ticks are kept on this computer), and who is told before
// the clock breaks.

import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import { missingEssentials } from '../../../domain/incident/facts.ts'
import { askText } from '../../text/room-facts.ts'
import { Check } from '../../ui/Choice.tsx'
import { FactsSection } from '../../ui/Facts.tsx'
import { createForm, type Fields } from '../create-form.ts'
import { useRoom } from '../room-scope.ts'

export function AskFacts(): JSX.Element {
  const { room } = useRoom('AskFacts')
  const ticks = createForm<Fields>('ask-on-the-call', () => ({}))
  const questions = (): readonly (readonly [string, string])[] => [
    ...missingEssentials(room()).map((field) => [field, askText.essentials[field]] as const),
    ...askText.questions,
  ]
  const isKnown = (key: string) => ticks.fields()[key] === 'yes'
  const known = () => questions().filter(([key]) => isKnown(key)).length
  return (
    <>
      <FactsSection title={askText.title} aside={askText.known(known(), questions().length)}>
        <For each={questions()}>
          {([key, words]) => (
            <Check
              label={words}
              quiet={isKnown(key)}
              checked={isKnown(key)}
              onChecked={(checked) => ticks.set({ [key]: checked ? 'yes' : '' })}
            />
          )}
        </For>
      </FactsSection>
    </>
  )
}

export function IfItBreaks(): JSX.Element {
  return (
    <FactsSection title={askText.breaksTitle}>
      <p class="t2">{askText.breaks}</p>
    </FactsSection>
  )
}
