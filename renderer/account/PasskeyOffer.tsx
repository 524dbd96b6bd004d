// Offered once, after somebody came in by mail: a passkey, so that the next time needs no mail. "Not now" is kept.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { AccountDoor } from '../platform/session-account.ts'
import { deviceNameOf } from '../platform/session-device.ts'
import { entryText } from '../text/sign-in.ts'
import { Button } from '../ui/Button.tsx'
import { createBusy } from '../ui/create-busy.ts'
import { keepHere, keptHere } from '../ui/kept-here.ts'
import { EntryCard } from './EntryCard.tsx'
import { Trouble } from './ProblemLine.tsx'

const OFFERED = 'accord.passkey-offered'

/** Whether this browser's person may be asked: there are passkeys, and nobody was asked here before. */
export const mayOfferPasskey = (account: AccountDoor | null): boolean =>
  account !== null && account.canAddPasskey && keptHere(OFFERED) === null

export function PasskeyOffer(props: {
  readonly account: AccountDoor
  readonly onDone: () => void
}): JSX.Element {
  const [failed, setFailed] = createSignal(false)
  const { busy, during } = createBusy()
  const done = () => {
    keepHere(OFFERED, 'yes')
    props.onDone()
  }
  const add = async () => {
    const added = await props.account.addPasskey(deviceNameOf(navigator.userAgent))
    if (added === 'ADDED') done()
    else setFailed(true)
  }
  return (
    <EntryCard title={entryText.offerTitle}>
      <p class="t2">{entryText.offerLine}</p>
      <Show when={failed()}>
        <Trouble>{entryText.offerFailed}</Trouble>
      </Show>
      <Button
        block
        variant="primary"
        size="xl"
        icon="fingerprint"
        busy={busy()}
        onClick={() => void during(add)}
      >
        {entryText.offerAdd}
      </Button>
      <Button block variant="quiet" size="xl" onClick={done}>
        {entryText.offerLater}
      </Button>
    </EntryCard>
  )
}
