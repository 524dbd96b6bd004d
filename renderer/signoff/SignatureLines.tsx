// The two lines at the foot of the statement: who signed for each party and when, or whose name is awaited.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Party } from '../../domain/people.ts'
import { signoffText } from '../text/signoff.ts'
import { timeIn, utcText } from '../text/zones.ts'
import type { SignOff } from './create-sign-off.ts'
import { signatureOf } from './party-signature.ts'
import styles from './SignOff.module.css'

const PARTIES: readonly Party[] = ['PROVIDER', 'CUSTOMER']

export function SignatureLines(props: { readonly signOff: SignOff }): JSX.Element {
  const { signOff } = props
  const signature = (party: Party) => signatureOf(signOff.standing(), party)
  /** Mine, signed on this device, and not at the server yet. */
  const isWaiting = (party: Party) => {
    const standing = signOff.standing()
    return (
      party === signOff.ownParty &&
      standing.kind === 'ON_ITS_WAY' &&
      standing.choice.command.type === 'signResolution'
    )
  }
  const isMine = (party: Party) => party === signOff.ownParty && signOff.standing().kind === 'CHOOSE'
  const below = (party: Party) => {
    const signer =
      signOff.person(signature(party)?.by.personId ?? null) ??
      (isMine(party) || isWaiting(party) ? signOff.me : null)
    return signoffText.forParty(
      signOff.partyName(party),
      isMine(party) ? signOff.me.name : null,
      signer?.title ?? null,
    )
  }
  return (
    <div class={styles['lines']} role="group" aria-label={signoffText.signatureLines}>
      <For each={PARTIES}>
        {(party) => (
          <div>
            <div class={`${styles['line']} num`}>
              <Show
                when={signature(party)}
                fallback={
                  <Show
                    when={isWaiting(party)}
                    fallback={
                      <span class="t3">
                        {isMine(party) ? signoffText.yourSignature : signoffText.notSignedYet}
                      </span>
                    }
                  >
                    <b>{signOff.me.name}</b>
                    <span class="t3">{signoffText.waitingOnLine}</span>
                  </Show>
                }
              >
                {(made) => (
                  <>
                    <b>{made().by.name}</b>
                    <span class="t3" title={utcText(made().at)}>
                      {timeIn(signOff.me.timeZone, made().at, true)}
                    </span>
                  </>
                )}
              </Show>
            </div>
            <div class="s12 t2">{below(party)}</div>
          </div>
        )}
      </For>
    </div>
  )
}
