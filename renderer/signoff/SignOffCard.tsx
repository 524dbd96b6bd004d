// The resolution in a room's facts: who has signed, whose turn it is, and the way to the statement. Compact; the choice
// itself is made on the sign-off page.

import { For, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Party } from '../../domain/people.ts'
import type { RoomView } from '../../replica/api.ts'
import { useDirectory, useMe } from '../live/use-replica.ts'
import { signoffText } from '../text/en/signoff.ts'
import { initials } from '../text/format.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Chip } from '../ui/Chip.tsx'
import { FactsSection, PartyRow } from '../ui/Facts.tsx'
import { Icon } from '../ui/Icon.tsx'
import { signatureChip, signatureOf } from './party-signature.ts'
import { standingOf } from './standing.ts'
import '../ui/button.css'

export interface SignOffCardProps {
  readonly view: RoomView
  /** The provider's name as people say it. */
  readonly provider: string
  /** Under the parties while nothing is proposed: the button that proposes. */
  readonly action?: JSX.Element | undefined
}

const PARTIES: readonly Party[] = ['PROVIDER', 'CUSTOMER']

export function SignOffCard(props: SignOffCardProps): JSX.Element {
  const me = useMe('SignOffCard')
  const directory = useDirectory('SignOffCard')
  const room = () => props.view.confirmed ?? props.view.room
  const standing = () =>
    standingOf(props.view, me, directory.account(room()?.accountId ?? null)?.tamId ?? null)
  const aside = () => {
    const now = standing()
    if (now.kind === 'NONE') return now.waiting ? signoffText.waitingToSend : signoffText.bothSign
    return now.kind === 'AGREED' && !now.reopened
      ? signoffText.cardAgreed
      : signoffText.cardVersion(now.proposal.version)
  }
  const partyName = (party: Party) => (party === 'CUSTOMER' ? (room()?.accountName ?? '') : props.provider)
  const isMine = () => standing().kind === 'CHOOSE'
  return (
    <FactsSection title={signoffText.cardTitle} aside={aside()}>
      <For each={PARTIES}>
        {(party) => {
          const chip = () => signatureChip(standing(), party, me)
          return (
            <PartyRow
              avatar={
                <Avatar
                  size={24}
                  initials={initials(partyName(party))}
                  party={party === 'CUSTOMER' ? 'customer' : 'provider'}
                />
              }
              name={partyName(party)}
              note={signatureOf(standing(), party)?.by.name}
              chip={
                <Chip tone={chip().tone} icon={chip().icon}>
                  {chip().label}
                </Chip>
              }
            />
          )
        }}
      </For>
      <Switch>
        <Match when={standing().kind !== 'NONE'}>
          <a
            class={`btn btn-md btn-block ${isMine() ? 'btn-primary' : 'btn-secondary'}`}
            href={`#/rooms/${room()?.id}/sign-off`}
          >
            <Icon name={isMine() ? 'sign' : 'document'} size={14} />
            {isMine() ? signoffText.readAndSign : signoffText.read}
          </a>
        </Match>
      </Switch>
      <Show when={standing().kind === 'NONE' || standing().kind === 'VOID'}>{props.action}</Show>
    </FactsSection>
  )
}
