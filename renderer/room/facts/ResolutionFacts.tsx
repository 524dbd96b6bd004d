// The resolution: who has signed, whose turn it is, and the ways to propose, read and sign. Both parties sign the same
// record or there is no resolution.

import { createMemo, createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { openResolution } from '../../../domain/incident/state.ts'
import type { Party } from '../../../domain/people.ts'
import { signatureChip, signatureOf } from '../../signoff/party-signature.ts'
import { standingOf } from '../../signoff/standing.ts'
import { resolutionText } from '../../text/room-facts.ts'
import { initials } from '../../text/format.ts'
import { Avatar } from '../../ui/Avatar.tsx'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { FactsSection, PartyRow } from '../../ui/Facts.tsx'
import { avatarParty } from '../avatar-party.ts'
import { mayAnswer } from '../may-answer.ts'
import { signOffHref, useRoom } from '../room-scope.ts'
import { ProposeResolutionForm } from './ProposeResolutionForm.tsx'
import '../../ui/button.css'
import styles from '../Room.module.css'

const PARTIES: readonly Party[] = ['PROVIDER', 'CUSTOMER']

export function ResolutionFacts(): JSX.Element {
  const scope = useRoom('ResolutionFacts')
  const { room, partyName, can, roomId } = scope
  const [proposing, setProposing] = createSignal(false)
  const newest = () => room().resolutions.at(-1)
  const open = () => openResolution(room())
  const shown = () => open() ?? (room().resolvedAt === null ? undefined : newest())
  // From what is confirmed: a signature on its way is waiting to be sent, not signed.
  const standing = createMemo(() => standingOf(scope.view(), scope.me, scope.account()?.tamId ?? null))
  const chip = (party: Party) => signatureChip(standing(), party, scope.me)
  const aside = () => {
    const proposal = shown()
    return proposal === undefined ? resolutionText.bothSign : resolutionText.version(proposal.version)
  }
  return (
    <FactsSection title={resolutionText.title} aside={aside()}>
      <For each={PARTIES}>
        {(party) => (
          <PartyRow
            avatar={
              <Avatar size={24} initials={initials(partyName(party))} party={avatarParty(party, undefined)} />
            }
            name={partyName(party)}
            note={signatureOf(standing(), party)?.by.name}
            chip={
              <Chip tone={chip(party).tone} icon={chip(party).icon}>
                {chip(party).label}
              </Chip>
            }
          />
        )}
      </For>
      <Show when={newest()?.status === 'REJECTED' && newest()?.rejectedBy}>
        {(by) => (
          <div class="t2 s12">
            {resolutionText.sentBack(by().name)}: “{newest()?.reason}”
          </div>
        )}
      </Show>
      <Show when={newest() !== undefined || (can('proposeResolution') && !proposing())}>
        <div class={styles['actions']}>
          <Show when={newest()}>
            <a
              class={`btn btn-md btn-block ${mayAnswer(scope, 'SIGNATURE') ? 'btn-primary' : 'btn-secondary'}`}
              href={signOffHref(roomId)}
            >
              {mayAnswer(scope, 'SIGNATURE') ? resolutionText.read : resolutionText.readOnly}
            </a>
          </Show>
          <Show when={can('proposeResolution') && !proposing()}>
            <Button block icon="sign" onClick={() => setProposing(true)}>
              {open() === null ? resolutionText.propose : resolutionText.proposeNew}
            </Button>
          </Show>
        </div>
      </Show>
      <Show when={can('proposeResolution') && proposing()}>
        <ProposeResolutionForm onClose={() => setProposing(false)} />
      </Show>
    </FactsSection>
  )
}
