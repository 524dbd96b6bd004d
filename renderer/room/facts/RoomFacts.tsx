// The facts column: what holds now, in the order in which it is asked for. Before the callback the call comes first.
// On phones people have a tab of their own.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { useRoom } from '../room-scope.ts'
import { AskFacts, IfItBreaks } from './AskFacts.tsx'
import { CadenceFacts } from './CadenceFacts.tsx'
import { CoverageFacts } from './CoverageFacts.tsx'
import { EscalationFacts } from './EscalationFacts.tsx'
import { ExpectationFacts } from './ExpectationFacts.tsx'
import { IntakeFacts } from './IntakeFacts.tsx'
import { PeopleFacts } from './PeopleFacts.tsx'
import { ReclassifyFacts } from './ReclassifyFacts.tsx'
import { ResolutionFacts } from './ResolutionFacts.tsx'
import { UnavailabilityFacts } from './UnavailabilityFacts.tsx'
import { WorkaroundFacts } from './WorkaroundFacts.tsx'

export function RoomFacts(props: { readonly part: 'all' | 'people' | 'facts' | 'sign-off' }): JSX.Element {
  const { phase, can } = useRoom('RoomFacts')
  const isBeforeCall = () => phase() === 'AWAITING_CALLBACK' && can('recordCallback')
  const has = (part: 'people' | 'facts' | 'sign-off') => props.part === 'all' || props.part === part
  return (
    <>
      <Show when={has('facts') && isBeforeCall()}>
        <AskFacts />
      </Show>
      <Show when={has('people')}>
        <PeopleFacts />
      </Show>
      <Show when={has('facts')}>
        <CadenceFacts />
        <Show when={isBeforeCall()}>
          <IfItBreaks />
        </Show>
        <UnavailabilityFacts />
        <WorkaroundFacts />
      </Show>
      <Show when={has('sign-off')}>
        <ResolutionFacts />
      </Show>
      <Show when={has('facts')}>
        <ExpectationFacts />
        <EscalationFacts />
        <CoverageFacts />
        <ReclassifyFacts />
        <IntakeFacts />
      </Show>
    </>
  )
}
