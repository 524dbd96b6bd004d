// The header of the sign-off: whose room it is, whose turn, and the way back.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { useNavigate } from '@solidjs/router'
import { ownerOf, type Room } from '../../domain/incident/state.ts'
import { createLive } from '../live/create-live.ts'
import { useServerInfo } from '../live/server-info.ts'
import { useReplica } from '../live/use-replica.ts'
import { avatarParty } from '../room/avatar-party.ts'
import { CallLink } from '../room/CallLink.tsx'
import { roomPath } from '../platform/room-address.ts'
import { roomText } from '../text/room.ts'
import { signoffText } from '../text/signoff.ts'
import { firstName, initials, list } from '../text/format.ts'
import { PaneHead } from '../ui/AppShell.tsx'
import { Avatar, AvatarStack } from '../ui/Avatar.tsx'
import { IconButton } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import type { SignOff } from './create-sign-off.ts'
import { LinkPill } from './LinkPill.tsx'

const FACES_MAX = 6

export function SignOffHead(props: { readonly signOff: SignOff; readonly room: Room }): JSX.Element {
  const { signOff } = props
  const go = useNavigate()
  const info = useServerInfo()
  const back = () => go(roomPath(signOff.roomId))
  const isMine = () => signOff.standing().kind === 'CHOOSE'
  const words = () => {
    switch (signOff.standing().kind) {
      case 'CHOOSE':
        return signoffText.yourTurn
      case 'AGREED':
        return signoffText.resolved
      case 'VOID':
        return signoffText.rejected
      case 'NONE':
        return signoffText.noProposal
      case 'SIGNED':
        return signoffText.waitingForOther(signOff.partyName(signOff.otherParty))
      case 'READ':
      case 'ON_ITS_WAY':
        return signoffText.proposed
    }
  }
  const call = () => {
    const { intake } = props.room
    if (signOff.me.party === 'PROVIDER')
      return intake === null
        ? null
        : { name: intake.contactName ?? intake.company, number: intake.contactPhone }
    const owner = signOff.person(ownerOf(props.room)?.agentId ?? null)
    if (owner?.phone != null) return { name: owner.name, number: owner.phone }
    const hotline = info()?.hotline ?? null
    return hotline === null
      ? null
      : { name: signOff.partyName('PROVIDER'), number: hotline.replaceAll(/[^+\d]/g, '') }
  }
  return (
    <PaneHead
      title={props.room.title}
      backAlways
      back={<IconButton icon="chevron-left" name={signoffText.back} onClick={back} />}
      meta={
        <>
          <b>{signOff.partyName(signOff.otherParty)}</b>
          <Chip tone="severity">{roomText.critical}</Chip>
          <Chip
            icon={signOff.standing().kind === 'AGREED' ? 'check-circle' : 'sign'}
            tone={isMine() ? 'running' : signOff.standing().kind === 'AGREED' ? 'met' : 'idle'}
          >
            {words()}
          </Chip>
          <span class="mono t3 s12">{props.room.ticket}</span>
        </>
      }
      phoneMeta={
        <>
          <Chip tone="severity">{roomText.critical}</Chip>
          <span class="ell">{words()}</span>
          <LinkPill />
        </>
      }
      phoneAction={
        <Show when={call()}>
          {(known) => <CallLink look="phone" number={known().number} label={roomText.call(known().name)} />}
        </Show>
      }
      actions={
        <>
          <LinkPill />
          <Here signOff={signOff} />
          <Show when={call()}>
            {(known) => <CallLink number={known().number} label={roomText.call(firstName(known().name))} />}
          </Show>
        </>
      }
    />
  )
}

/** Who is in the room now: those who sign are among them. */
function Here(props: { readonly signOff: SignOff }): JSX.Element {
  const { signOff } = props
  const presence = createLive<'presence'>(useReplica('SignOffHead'), () => ({ view: 'presence' }))
  const present = () => presence()?.find((one) => one.roomId === signOff.roomId)?.people ?? []
  return (
    <Show when={present().length > 0}>
      <AvatarStack label={roomText.hereNow(list(present().map(({ name }) => firstName(name))))}>
        <For each={present().slice(0, FACES_MAX)}>
          {(one) => (
            <Avatar
              initials={initials(one.name)}
              party={avatarParty(one.party, signOff.person(one.personId)?.role)}
            />
          )}
        </For>
      </AvatarStack>
    </Show>
  )
}
