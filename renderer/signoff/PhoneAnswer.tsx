// On a phone: the choice at the foot of the screen, under the thumb. "No" takes the place of "yes" and says why.

import { Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { HeldStepUp } from '../account/HeldStepUp.tsx'
import { ExportRecord } from '../record/ExportRecord.tsx'
import { signoffText } from '../text/signoff.ts'
import { initials } from '../text/format.ts'
import { timeIn } from '../text/zones.ts'
import { Avatar } from '../ui/Avatar.tsx'
import { Button, IconButton, LinkButton } from '../ui/Button.tsx'
import { Chip } from '../ui/Chip.tsx'
import { Icon } from '../ui/Icon.tsx'
import type { ChoicePanelProps } from './ChoicePanel.tsx'
import { DoubtNotice } from './DoubtNotice.tsx'
import { signatureOf } from './party-signature.ts'
import { shortDigest } from './proposal-check.ts'
import { RefusedNotice } from './RefusedNotice.tsx'
import { SendBackForm } from './SendBackForm.tsx'
import { SignForm } from './SignForm.tsx'
import styles from './SignOff.module.css'
import { isHeld } from './StandingNotice.tsx'
import { standingWords } from './standing-words.ts'

export function PhoneAnswer(props: ChoicePanelProps): JSX.Element {
  const { signOff } = props
  const { answer } = signOff
  const mayChoose = () => signOff.standing().kind === 'CHOOSE'
  return (
    <section class={styles['foot']} aria-label={signoffText.facts}>
      <RefusedNotice {...props} />
      <Switch
        fallback={
          <>
            <OtherParty {...props} />
            <b>{standingWords(signOff).title}</b>
            <Show when={isHeld(signOff)}>
              <HeldStepUp />
            </Show>
            <Show when={signOff.standing().kind === 'AGREED'}>
              <ExportRecord roomId={signOff.roomId} />
            </Show>
          </>
        }
      >
        <Match when={mayChoose() && signOff.doubt() !== null}>
          <DoubtNotice signOff={signOff} />
        </Match>
        <Match when={mayChoose() && answer.choice() === 'NO'}>
          <div class="row">
            <b class={`grow ${styles['whyTitle']}`}>{signoffText.whyPhone}</b>
            <IconButton icon="close" name={signoffText.close} onClick={() => answer.choose('YES')} />
          </div>
          <SendBackForm signOff={signOff} />
        </Match>
        <Match when={mayChoose()}>
          <OtherParty {...props} />
          <div class="row s12 t2">
            <Icon name="fingerprint" />
            <span class="mono ell grow">{shortDigest(props.proposal.digest)}</span>
            <LinkButton onClick={() => document.getElementById('exactly-signed')?.scrollIntoView()}>
              {signoffText.exactlyLink}
            </LinkButton>
          </div>
          <SignForm signOff={signOff} phone />
          <Button block variant="quiet" class={styles['say'] ?? ''} onClick={() => answer.choose('NO')}>
            {signoffText.noPhone}
          </Button>
        </Match>
      </Switch>
    </section>
  )
}

function OtherParty(props: ChoicePanelProps): JSX.Element {
  const { signOff } = props
  const name = () => signOff.partyName(signOff.otherParty)
  const signature = () => signatureOf(signOff.standing(), signOff.otherParty)
  return (
    <div class="row">
      <Avatar
        size={24}
        initials={initials(name())}
        party={signOff.otherParty === 'CUSTOMER' ? 'customer' : 'provider'}
      />
      <Show when={signature()} fallback={<span class="grow">{signoffText.notSignedParty(name())}</span>}>
        {(made) => (
          <>
            <span class="grow num">
              {signoffText.signedAt(name(), timeIn(signOff.me.timeZone, made().at))}
            </span>
            <Chip tone="met" icon="check">
              {signoffText.signedShort}
            </Chip>
          </>
        )}
      </Show>
    </div>
  )
}
