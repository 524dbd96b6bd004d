// Whether this is a Critical Issue at all: either party may propose that it is not; only both together change it.

import { createSignal, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { openReclassification, type ReclassificationProposal } from '../../../domain/incident/state.ts'
import { otherParty } from '../../../domain/people.ts'
import { reclassifyText } from '../../text/room-facts.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { Card } from '../../ui/EntryCards.tsx'
import { FactsSection } from '../../ui/Facts.tsx'
import { createAct } from '../create-act.ts'
import { Problem } from '../Problem.tsx'
import { ReasonForm } from '../ReasonForm.tsx'
import { useRoom } from '../room-scope.ts'

export function ReclassifyFacts(): JSX.Element {
  const { room, can } = useRoom('ReclassifyFacts')
  const [proposing, setProposing] = createSignal(false)
  const open = () => openReclassification(room())
  return (
    <Show when={can('proposeReclassification') || open() !== null}>
      <FactsSection
        title={reclassifyText.title}
        aside={
          <Show when={open() === null && !proposing() && can('proposeReclassification')}>
            <LinkButton onClick={() => setProposing(true)}>{reclassifyText.open}</LinkButton>
          </Show>
        }
      >
        <Switch fallback={<div class="t2">{reclassifyText.critical}</div>}>
          <Match when={open()}>{(proposal) => <ReclassificationCard proposal={proposal()} />}</Match>
          <Match when={proposing()}>
            <ReasonForm
              name="reclassify"
              label={reclassifyText.reason}
              submit={reclassifyText.send}
              note={reclassifyText.consequence}
              command={(reason) => ({ type: 'proposeReclassification', reason })}
              onClose={() => setProposing(false)}
            />
          </Match>
        </Switch>
      </FactsSection>
    </Show>
  )
}

function ReclassificationCard(props: { readonly proposal: ReclassificationProposal }): JSX.Element {
  const { me, can, partyName } = useRoom('ReclassifyFacts')
  const act = createAct()
  const [declining, setDeclining] = createSignal(false)
  const isOurs = () => props.proposal.party === me.party
  const mayAnswer = () => !isOurs() && can('agreeReclassification')
  const proposalId = () => props.proposal.id
  return (
    <Card
      tone={mayAnswer() ? 'ask' : 'plain'}
      title={
        isOurs() ? reclassifyText.youProposed : reclassifyText.sideProposed(partyName(props.proposal.party))
      }
      actions={
        mayAnswer() && !declining() ? (
          <>
            <Button
              variant="primary"
              busy={act.busy()}
              onClick={() => act.press({ type: 'agreeReclassification', proposalId: proposalId() })}
            >
              {reclassifyText.agree}
            </Button>
            <Button onClick={() => setDeclining(true)}>{reclassifyText.decline}</Button>
          </>
        ) : undefined
      }
    >
      <div class="t2">“{props.proposal.reason}”</div>
      <div class="t3 s12">
        {isOurs() ? reclassifyText.waiting(partyName(otherParty(me.party))) : reclassifyText.consequence}
      </div>
      <Problem words={act.problem()} />
      <Show when={mayAnswer() && declining()}>
        <ReasonForm
          name="decline-reclassification"
          label={reclassifyText.declineReason}
          submit={reclassifyText.sendDecline}
          command={(reason) => ({ type: 'declineReclassification', proposalId: proposalId(), reason })}
          onClose={() => setDeclining(false)}
        />
      </Show>
    </Card>
  )
}
