// An open proposal for the cadence, as each side sees it: waiting for the other, or asking for this side's answer. The
// same card stands above the timeline on phones.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { CadenceProposal } from '../../../domain/incident/state.ts'
import { otherParty } from '../../../domain/people.ts'
import { cadenceText } from '../../text/room-facts.ts'
import { minutesText } from '../../text/format.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { Card } from '../../ui/EntryCards.tsx'
import { createAct } from '../create-act.ts'
import { Problem } from '../Problem.tsx'
import { useRoom } from '../room-scope.ts'
import { DeclineCadenceForm } from './DeclineCadenceForm.tsx'

export function CadenceProposalCard(props: { readonly proposal: CadenceProposal }): JSX.Element {
  const { room, view, me, can, partyName } = useRoom('CadenceProposalCard')
  const act = createAct()
  const [declining, setDeclining] = createSignal(false)
  const interval = () => minutesText(props.proposal.everyMinutes)
  const current = () => {
    const { cadence } = room()
    return cadence === null ? null : minutesText(cadence.everyMinutes)
  }
  const isOurs = () => props.proposal.party === me.party
  const proposalId = () => props.proposal.id
  /** The other side can only agree to what has reached it. */
  const standing = () =>
    view().pending.some(({ predicted }) => predicted.includes(proposalId()))
      ? cadenceText.waitingToSend
      : cadenceText.waiting(partyName(otherParty(me.party)))
  return (
    <Show
      when={!isOurs() && can('agreeCadence')}
      fallback={
        <Card
          title={
            isOurs()
              ? cadenceText.youProposed(interval())
              : cadenceText.sideProposed(partyName(props.proposal.party), interval())
          }
          chip={
            <Show when={isOurs() && can('withdrawCadence')}>
              <LinkButton
                disabled={act.busy()}
                onClick={() => act.press({ type: 'withdrawCadence', proposalId: proposalId() })}
              >
                {cadenceText.withdraw}
              </LinkButton>
            </Show>
          }
        >
          <div class="t2 s12">{isOurs() ? standing() : cadenceText.onlySignatory}</div>
          <Problem words={act.problem()} />
        </Card>
      }
    >
      <Card
        tone="ask"
        title={cadenceText.question(interval(), current())}
        actions={
          declining() ? undefined : (
            <>
              <Button
                variant="primary"
                class="grow"
                busy={act.busy()}
                onClick={() => act.press({ type: 'agreeCadence', proposalId: proposalId() })}
              >
                {cadenceText.agree(interval())}
              </Button>
              <Button class="grow" onClick={() => setDeclining(true)}>
                {cadenceText.keep(current())}
              </Button>
            </>
          )
        }
      >
        <div class="t2 s12">{cadenceText.proposes(props.proposal.by.name)}</div>
        <Problem words={act.problem()} />
        <Show when={declining()}>
          <DeclineCadenceForm proposalId={proposalId()} onClose={() => setDeclining(false)} />
        </Show>
      </Card>
    </Show>
  )
}
