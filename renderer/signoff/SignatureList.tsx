// The two parties and where each stands; once signed, who signed and with which key.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Party } from '../../domain/people.ts'
import { signoffText } from '../text/signoff.ts'
import { initials } from '../text/format.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Chip } from '../ui/Chip.tsx'
import { FactsSection, PartyRow } from '../ui/Facts.tsx'
import type { ChoicePanelProps } from './ChoicePanel.tsx'
import { signatureChip, signatureOf } from './party-signature.ts'
import { certifiedName } from './proposal-check.ts'
import styles from './SignOff.module.css'

const PARTIES: readonly Party[] = ['PROVIDER', 'CUSTOMER']

export function SignatureList(props: ChoicePanelProps): JSX.Element {
  const { signOff } = props
  const signature = (party: Party) => signatureOf(signOff.standing(), party)
  const note = (party: Party) => {
    const by = signature(party)?.by ?? null
    if (by === null)
      return party === signOff.ownParty && signOff.standing().kind === 'CHOOSE' ? signoffText.you : undefined
    return by.personId === signOff.me.id ? signoffText.you : by.name
  }
  return (
    <FactsSection title={signoffText.signatures}>
      <For each={PARTIES}>
        {(party) => {
          const chip = () => signatureChip(signOff.standing(), party, signOff.me)
          return (
            <>
              <PartyRow
                avatar={
                  <Avatar
                    size={24}
                    initials={initials(signOff.partyName(party))}
                    party={party === 'CUSTOMER' ? 'customer' : 'provider'}
                  />
                }
                name={signOff.partyName(party)}
                note={note(party)}
                chip={
                  <Chip tone={chip().tone} icon={chip().icon}>
                    {chip().label}
                  </Chip>
                }
              />
              <Show when={signOff.standing().kind === 'AGREED' && signature(party)}>
                {(made) => (
                  <div class={`${styles['key']} mono s11 t3`} title={made().publicKey}>
                    {signoffText.key} {made().publicKey}
                    <br />
                    {certifiedName(made()) === null ? signoffText.bySession : signoffText.certified}
                  </div>
                )}
              </Show>
            </>
          )
        }}
      </For>
    </FactsSection>
  )
}
