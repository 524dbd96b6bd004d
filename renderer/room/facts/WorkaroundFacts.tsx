// Which workarounds there are and where each stands; a press goes to its entry.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { workaroundFactsText } from '../../text/room-facts.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { Dot } from '../../ui/Chip.tsx'
import { FactsSection } from '../../ui/Facts.tsx'
import { useRoom } from '../room-scope.ts'
import styles from '../Room.module.css'

export function WorkaroundFacts(): JSX.Element {
  const { room, goTo } = useRoom('WorkaroundFacts')
  return (
    <FactsSection title={workaroundFactsText.title}>
      <div class={styles['lines']}>
        <For each={room().workarounds} fallback={<div class="t2">{workaroundFactsText.none}</div>}>
          {(workaround) => (
            <div class="row">
              <Dot
                tone={
                  workaround.status === 'ACCEPTED'
                    ? 'met'
                    : workaround.status === 'OFFERED'
                      ? 'running'
                      : 'idle'
                }
              />
              <span class="grow ell">
                <Show when={workaround.title}>
                  <LinkButton onClick={() => goTo(workaround.id)}>{workaround.title}</LinkButton>
                </Show>
              </span>
              <span class="t2 s12">{workaroundFactsText.status[workaround.status]}</span>
            </div>
          )}
        </For>
      </div>
    </FactsSection>
  )
}
