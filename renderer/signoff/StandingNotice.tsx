// Where a resolution stands for somebody who has nothing to choose now: waiting to be sent, signed, read only, void, or
// signed by both.

import { Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { HeldStepUp } from '../account/HeldStepUp.tsx'
import { ExportRecord } from '../record/ExportRecord.tsx'
import { signoffText } from '../text/signoff.ts'
import { Button } from '../ui/Button.tsx'
import { FactsSection } from '../ui/Facts.tsx'
import type { SignOff } from './create-sign-off.ts'
import { RefusedNotice } from './RefusedNotice.tsx'
import { standingWords } from './standing-words.ts'
import styles from './SignOff.module.css'

export function StandingNotice(props: {
  readonly signOff: SignOff
  /** The way to show who one is stands elsewhere on the page. */
  readonly stepUpElsewhere?: boolean
}): JSX.Element {
  const { signOff } = props
  const words = () => standingWords(signOff)
  return (
    <FactsSection question title={words().title}>
      <Show when={signOff.proposal()}>
        {(proposal) => <RefusedNotice signOff={signOff} proposal={proposal()} />}
      </Show>
      <p class="t2 num" role="status">
        {isHeld(signOff) ? '' : words().line}
      </p>
      <Show when={isHeld(signOff) && props.stepUpElsewhere !== true}>
        <HeldStepUp />
      </Show>
      <Switch>
        <Match when={takeBackId(signOff)}>
          {(id) => (
            <Button class={styles['after'] ?? ''} icon="undo" onClick={() => signOff.answer.discard(id())}>
              {signoffText.takeBack}
            </Button>
          )}
        </Match>
        <Match when={signOff.standing().kind === 'AGREED'}>
          <ExportRecord roomId={signOff.roomId} class={styles['after'] ?? ''} />
        </Match>
      </Switch>
    </FactsSection>
  )
}

/** Whether the server asks who this is before it takes the choice. */
export function isHeld(signOff: SignOff): boolean {
  const standing = signOff.standing()
  return standing.kind === 'ON_ITS_WAY' && standing.choice.held === true
}

/** What has not left this computer can be taken back. */
function takeBackId(signOff: SignOff) {
  const standing = signOff.standing()
  return standing.kind === 'ON_ITS_WAY' && standing.choice.state === 'WAITING'
    ? standing.choice.commandId
    : undefined
}
