// What waits for this person's answer, between clock and timeline where the facts are not in view (phones, closed
// drawer): the same cards as in the facts.

import { Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { roomText } from '../text/room.ts'
import { resolutionText } from '../text/room-facts.ts'
import { phaseText } from '../text/app.ts'
import { Card } from '../ui/EntryCards.tsx'
import { CadenceProposalCard } from './facts/CadenceProposalCard.tsx'
import { myTurns } from './may-answer.ts'
import { signOffHref, useRoom } from './room-scope.ts'
import '../ui/button.css'
import styles from './NeedsAnswer.module.css'

export function NeedsAnswer(): JSX.Element {
  const scope = useRoom('NeedsAnswer')
  const turn = () => myTurns(scope).find(({ kind }) => kind === 'CADENCE' || kind === 'SIGNATURE')
  return (
    <Show when={turn()}>
      {(first) => (
        <section class={styles['ask']} aria-label={roomText.needsAnswer}>
          <Switch>
            <Match when={first().kind === 'SIGNATURE'}>
              <Card
                tone="ask"
                title={roomText.yourTurn(phaseText.RESOLUTION_PROPOSED)}
                actions={
                  <a class="btn btn-primary btn-md btn-block" href={signOffHref(scope.roomId)}>
                    {resolutionText.read}
                  </a>
                }
              />
            </Match>
            <Match when={scope.room().cadenceProposal}>
              {(proposal) => <CadenceProposalCard proposal={proposal()} />}
            </Match>
          </Switch>
        </section>
      )}
    </Show>
  )
}
