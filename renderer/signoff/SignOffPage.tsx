// Sign-off: a page on which a person reads the resolution statement in full width beside the choice, and signs it or
// sends it back (CRI-7). The same page for both parties; who does not sign reads it.

import { useParams } from '@solidjs/router'
import { Match, onCleanup, onMount, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { type RoomId, toRoomId } from '../../domain/ids.ts'
import type { Room } from '../../domain/incident/state.ts'
import { signoffText } from '../text/signoff.ts'
import { Panes } from '../ui/AppShell.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { LiveRegions } from '../ui/LiveRegions.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { createLayout } from '../ui/viewport.ts'
import { ChoicePanel } from './ChoicePanel.tsx'
import { CleanStrip } from './CleanStrip.tsx'
import { createSignOff, type SignOff } from './create-sign-off.ts'
import { PhoneAnswer } from './PhoneAnswer.tsx'
import { PhoneFacts } from './PhoneFacts.tsx'
import { useProvider } from '../live/server-info.ts'
import { signOffKeys } from './sign-off-keys.ts'
import { SignOffDeck } from './SignOffDeck.tsx'
import { SignOffHead } from './SignOffHead.tsx'
import styles from './SignOff.module.css'
import { Statement } from './Statement.tsx'
import { StandingNotice } from './StandingNotice.tsx'

export function SignOffPage(): JSX.Element {
  const params = useParams()
  return (
    <Show when={params['id']} keyed>
      {(id) => <SignOffOf roomId={toRoomId(id)} />}
    </Show>
  )
}

function SignOffOf(props: { readonly roomId: RoomId }): JSX.Element {
  const signOff = createSignOff(props.roomId, useProvider())
  const keys = signOffKeys(signOff)
  onMount(() => {
    document.addEventListener('keydown', keys)
    onCleanup(() => document.removeEventListener('keydown', keys))
  })
  return (
    <Switch
      fallback={
        <main class="main">
          <Skeleton label={signoffText.loading} />
        </main>
      }
    >
      <Match when={signOff.room()}>{(room) => <Page signOff={signOff} room={room()} />}</Match>
      <Match when={signOff.view()}>
        <main class="main">
          <EmptyState page icon="document" title={signoffText.notHere} />
        </main>
      </Match>
    </Switch>
  )
}

function Page(props: { readonly signOff: SignOff; readonly room: Room }): JSX.Element {
  const { signOff } = props
  const layout = createLayout()
  const isPhone = () => layout() === 'phone'
  const proposal = () => signOff.proposal()
  const said = () =>
    signOff.changed() && proposal() !== null ? signoffText.changed(proposal()?.version ?? 1) : ''
  return (
    <>
      <Panes
        head={<SignOffHead signOff={signOff} room={props.room} />}
        deck={
          <Show when={isPhone()} fallback={<SignOffDeck signOff={signOff} />}>
            <CleanStrip signOff={signOff} />
          </Show>
        }
        body={
          <div
            class={styles['doc']}
            id="content"
            tabIndex={0}
            role="region"
            aria-label={signoffText.statement}
          >
            <Show when={proposal()} fallback={<StandingNotice signOff={signOff} />}>
              {(read) => (
                <>
                  <Statement signOff={signOff} proposal={read()} phone={isPhone()} />
                  <Show when={isPhone()}>
                    <PhoneFacts signOff={signOff} proposal={read()} />
                  </Show>
                </>
              )}
            </Show>
          </div>
        }
        foot={
          <Show when={isPhone() && proposal()}>
            {(read) => <PhoneAnswer signOff={signOff} proposal={read()} />}
          </Show>
        }
        factsLabel={isPhone() || proposal() === null ? undefined : signoffText.facts}
        factsOpen
        factsWidth={396}
        facts={<Show when={proposal()}>{(read) => <ChoicePanel signOff={signOff} proposal={read()} />}</Show>}
      />
      <LiveRegions polite={said()} assertive="" />
    </>
  )
}
