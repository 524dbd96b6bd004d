// What is kept on this computer, and the two ways to end: sign out and keep the copy, or forget it all. What is not
// sent would be lost with the copy, so that is said first.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { DesktopBridge } from '../../protocol/desktop.ts'
import { createLive } from '../live/create-live.ts'
import { useMe, useReplica } from '../live/use-replica.ts'
import { settingsText } from '../text/keys.ts'
import { Banner } from '../ui/Banner.tsx'
import { Button } from '../ui/Button.tsx'
import { Section } from './Section.tsx'
import { signOutHere } from './sign-out.ts'

export interface CopySettingsProps {
  readonly bridge: DesktopBridge | null
  /** The window has no person any more. */
  readonly onSignedOut: () => void
}

export function CopySettings(props: CopySettingsProps): JSX.Element {
  const replica = useReplica('CopySettings')
  const me = useMe('CopySettings')
  const board = createLive<'board'>(replica, () => ({ view: 'board' }))
  const pending = createLive<'pending'>(replica, () => ({ view: 'pending' }))
  const [asking, setAsking] = createSignal(false)
  const unsent = () => pending()?.length ?? 0
  const end = (forget: boolean) => {
    const { bridge, onSignedOut } = props
    signOutHere({ personId: me.id, bridge, forget, leaveWindow: onSignedOut }).catch(console.error)
  }
  return (
    <Section title={settingsText.copy}>
      <p>{settingsText.kept(board()?.rows.length ?? 0)}</p>
      <Show when={unsent() > 0}>
        <Banner icon="warning" tone="risk">
          {settingsText.unsent(unsent())}
        </Banner>
      </Show>
      <Show
        when={!asking()}
        fallback={
          <div role="group" aria-label={settingsText.sureForget} class="col">
            <p>
              <b>{settingsText.sureForget}</b> <span class="t2">{settingsText.forgetWhy}</span>
            </p>
            <div class="row wrap">
              <Button ref={(keep) => queueMicrotask(() => keep.focus())} onClick={() => setAsking(false)}>
                {settingsText.keep}
              </Button>
              <Button variant="quiet" icon="leave" onClick={() => end(true)}>
                {settingsText.yesForget}
              </Button>
            </div>
          </div>
        }
      >
        <div class="row wrap">
          <Button icon="leave" title={settingsText.signOutWhy} onClick={() => end(false)}>
            {settingsText.signOut}
          </Button>
          <Button variant="quiet" onClick={() => setAsking(true)}>
            {settingsText.forget}
          </Button>
        </div>
      </Show>
    </Section>
  )
}
