// Beside who will read it: what is sent now waits, and for what.

import { Match, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { composerText } from '../../text/room-composer.ts'
import { Mark } from '../../ui/EntryCards.tsx'
import { useRoom } from '../room-scope.ts'

export function SentLater(): JSX.Element {
  const { status, trust } = useRoom('SentLater')
  return (
    <Switch>
      <Match when={status().link === 'SIGNED_OUT'}>
        <Mark icon="key">{composerText.signedOut}</Mark>
      </Match>
      <Match when={!trust().live}>
        <Mark icon="offline">{composerText.offline}</Mark>
      </Match>
    </Switch>
  )
}
