// What exactly is signed: version, the entries it covers, and the digest, checked on this device and against the other
// party's signature.

import { createMemo, createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { crypto } from '../../protocol/crypto.ts'
import { signoffText } from '../text/signoff.ts'
import { bothTimes } from '../text/zones.ts'
import { IconButton } from '../ui/Button.tsx'
import { FactsSection } from '../ui/Facts.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { ChoicePanelProps } from './ChoicePanel.tsx'
import { holds, shortDigest } from './proposal-check.ts'
import styles from './SignOff.module.css'

export function ExactlySigned(props: ChoicePanelProps): JSX.Element {
  const covers = () => {
    const { signOff, proposal } = props
    const pinned = signOff.pinned()
    const upTo = pinned === null ? null : bothTimes(signOff.zones(), pinned.recordedAt, signOff.now(), true)
    return signoffText.covers(proposal.version, proposal.sharedSeq, upTo)
  }
  return (
    <div id="exactly-signed">
      <FactsSection title={signoffText.exactly} aside={<OtherSigned {...props} />}>
        <p class="t2 num">{covers()}</p>
        <Digest digest={props.proposal.digest} />
        <Show when={props.signOff.doubt() === null}>
          <p class={`${styles['checked']} s12 t2`}>
            <Icon name="check" size={12} /> {signoffText.checked}
          </p>
        </Show>
      </FactsSection>
    </div>
  )
}

/** Whether the other party's signature holds over this very digest, by this device's own reckoning. */
function OtherSigned(props: ChoicePanelProps): JSX.Element {
  const verdict = createMemo(() => {
    const theirs = props.proposal.signatures.find(({ party }) => party === props.signOff.otherParty)
    return theirs === undefined ? null : holds(theirs, props.proposal, crypto)
  })
  const party = () => props.signOff.partyName(props.signOff.otherParty)
  return (
    <Show when={verdict() !== null}>
      <span class={verdict() ? 'met-fg' : 'risk-fg'}>
        <Icon name={verdict() ? 'check' : 'warning'} size={12} />{' '}
        {verdict() ? signoffText.sameAs(party()) : signoffText.notSame(party())}
      </span>
    </Show>
  )
}

export function Digest(props: { readonly digest: string }): JSX.Element {
  const [copied, setCopied] = createSignal(false)
  const copy = () => {
    navigator.clipboard?.writeText(props.digest).then(() => setCopied(true), console.error)
  }
  return (
    <div class={styles['digest']}>
      <Icon name="fingerprint" />
      <span class="grow ell mono" title={props.digest}>
        <span class="sr">{signoffText.digest}: </span>
        {shortDigest(props.digest)}
      </span>
      <span class="s12 t2" role="status">
        {copied() ? signoffText.copied : ''}
      </span>
      <IconButton icon="copy" size="sm" name={signoffText.copy} onClick={copy} />
    </div>
  )
}
