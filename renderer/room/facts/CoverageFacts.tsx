// Who was on it when, since the hotline call; a time without an owner is shown as the gap it is (CRI-5).

import { For } from 'solid-js'
import type { JSX } from 'solid-js'
import { coverageOf, type CoverageSpell } from '../../../domain/incident/facts.ts'
import { coverageText } from '../../text/room-facts.ts'
import { timeIn } from '../../text/zones.ts'
import { Dot } from '../../ui/Chip.tsx'
import { FactsSection } from '../../ui/Facts.tsx'
import { useRoom } from '../room-scope.ts'
import styles from '../Room.module.css'

export function CoverageFacts(): JSX.Element {
  const { room, zones } = useRoom('CoverageFacts')
  const span = ({ from, until }: CoverageSpell) => {
    const start = timeIn(zones().own, from)
    return until === null ? coverageText.since(start) : coverageText.until(start, timeIn(zones().own, until))
  }
  return (
    <FactsSection title={coverageText.title}>
      <div class={styles['lines']}>
        <For each={coverageOf(room())}>
          {(spell) => (
            <div class="row">
              <Dot tone={spell.owner === null ? 'hollow' : 'met'} />
              <span class={`grow ell ${spell.owner === null ? 'risk-fg' : ''}`}>
                {spell.owner?.agentName ?? coverageText.nobody}
              </span>
              <span class="t2 s12 num">{span(spell)}</span>
            </div>
          )}
        </For>
      </div>
    </FactsSection>
  )
}
