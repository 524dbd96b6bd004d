// How often updates come: what is agreed, what is proposed and whose turn it is. Nothing changes until the other party
// agrees.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { SUGGESTED_CADENCE_MINUTES } from '../../../domain/incident/promises.ts'
import { isClosed } from '../../../domain/incident/state.ts'
import { cadenceText } from '../../text/room-facts.ts'
import { minutesText } from '../../text/format.ts'
import { timeIn } from '../../text/zones.ts'
import { Button } from '../../ui/Button.tsx'
import { FactsSection } from '../../ui/Facts.tsx'
import { useRoom } from '../room-scope.ts'
import { CadenceProposalCard } from './CadenceProposalCard.tsx'
import { ProposeCadenceForm } from './ProposeCadenceForm.tsx'
import styles from '../Room.module.css'

export function CadenceFacts(): JSX.Element {
  const { room, view, zones, can, phase, proposing, setProposing } = useRoom('CadenceFacts')
  const agreedAt = () => {
    const { cadenceAgreedAt } = room()
    if (cadenceAgreedAt === null) return undefined
    // An answer of mine that has not left this computer is not an agreement yet.
    if (view().confirmed?.cadenceAgreedAt !== cadenceAgreedAt) return cadenceText.waitingToSend
    return cadenceText.agreedAt(timeIn(zones().own, cadenceAgreedAt))
  }
  const notAgreed = () =>
    phase() === 'REPORTED' || phase() === 'AWAITING_CALLBACK'
      ? cadenceText.agreeOnCall
      : cadenceText.suggested(minutesText(SUGGESTED_CADENCE_MINUTES))
  return (
    <FactsSection title={cadenceText.title} aside={agreedAt()}>
      <Show
        when={room().cadence}
        fallback={
          <>
            <div class={styles['headline']}>{cadenceText.notAgreed}</div>
            <Show when={!isClosed(phase())}>
              <div class="t2 s12">{notAgreed()}</div>
            </Show>
          </>
        }
      >
        {(cadence) => (
          <div class={styles['headline']}>
            {cadenceText.every(minutesText(cadence().everyMinutes))}
            <Show when={cadence().duringWorkaround}>
              <span class="t3 s12"> {cadenceText.during}</span>
            </Show>
          </div>
        )}
      </Show>
      <Show when={!isClosed(phase()) && room().cadenceProposal}>
        {(proposal) => <CadenceProposalCard proposal={proposal()} />}
      </Show>
      <Show when={can('proposeCadence')}>
        <Show
          when={proposing()}
          fallback={
            <div class={styles['actions']}>
              <Button size="sm" icon="clock" onClick={() => setProposing(true)}>
                {room().cadence === null && room().cadenceProposal === null
                  ? cadenceText.propose
                  : cadenceText.proposeOther}
              </Button>
            </div>
          }
        >
          <ProposeCadenceForm onClose={() => setProposing(false)} />
        </Show>
      </Show>
    </FactsSection>
  )
}
