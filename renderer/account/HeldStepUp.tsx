// The step-up of a screen on which a signature waits; without a way to the server's account there is nothing to ask.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { useOwnAccount } from '../live/use-account.ts'
import { useMe, useReplica } from '../live/use-replica.ts'
import { StepUp } from './StepUp.tsx'

export function HeldStepUp(): JSX.Element {
  const account = useOwnAccount()
  const me = useMe('HeldStepUp')
  const replica = useReplica('HeldStepUp')
  return (
    <Show when={account}>
      {(own) => <StepUp outlivesForm door={own().stepUp} person={me} onConfirmed={() => replica.probe()} />}
    </Show>
  )
}
