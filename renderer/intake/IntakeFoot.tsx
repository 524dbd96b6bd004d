// The foot of the intake: the button that starts the clock, when the callback is due, and what pressing it does.

import { Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import { CALLBACK_PROMISE } from '../../domain/incident/promises.ts'
import { ownerOf } from '../../domain/incident/state.ts'
import { between } from '../../domain/time.ts'
import { thisEdition } from '../keys/edition.ts'
import { sendCaps } from '../keys/key-caps.ts'
import { intakeText } from '../text/intake.ts'
import { timeIn } from '../text/zones.ts'
import { Button } from '../ui/Button.tsx'
import { countdownText, lateText } from '../ui/clock-format.ts'
import { Icon } from '../ui/Icon.tsx'
import { SEND_SHORTCUTS } from '../ui/send-key.ts'
import type { Intake } from './create-intake.ts'
import styles from './Intake.module.css'
import { callbackDue, toBeAsked } from './intake-form.ts'

export function IntakeFoot(props: { readonly intake: Intake; readonly onStart: () => void }): JSX.Element {
  const { intake } = props
  const due = () => callbackDue(intake.form())
  // The ticking second may lie before the moment the page was opened: never more is left than was promised.
  const left = () => Math.min(between(intake.now(), due()), CALLBACK_PROMISE)
  const effect = () => {
    const { linked } = intake.rooms()
    const owner = linked === null ? null : ownerOf(linked)
    const opens = linked === null ? intakeText.opensNew : intakeText.opensTicket(linked.ticket)
    return `${opens}, ${owner === null ? intakeText.tellsAll : intakeText.tells(owner.agentName)}`
  }
  const missing = () => toBeAsked(intake.form()).map((field) => intakeText.askNames[field])
  return (
    <div class={styles['go']}>
      <Button
        variant="primary"
        size="xl"
        icon="clock"
        keys={sendCaps(thisEdition())}
        aria-keyshortcuts={SEND_SHORTCUTS}
        data-asked="start"
        disabled={!intake.ready()}
        busy={intake.busy()}
        onClick={() => props.onStart()}
      >
        {intakeText.start}
      </Button>
      <div class="grow">
        <div class="num">
          <b>{intakeText.callBackBy(timeIn(intake.me.timeZone, due(), true))}</b>{' '}
          <Show
            when={left() > 0}
            fallback={<span class="breach-fg">{intakeText.alreadyLate(lateText(-left()))}</span>}
          >
            {intakeText.ifStarted(countdownText(left()))}
          </Show>
        </div>
        <div class="t2">
          <Switch fallback={effect()}>
            <Match when={intake.failed()}>
              <span class={`${styles['complaint']} risk-fg`} role="alert">
                <Icon name="warning" size={14} /> {intakeText.notSaved}
              </span>
            </Match>
            <Match when={intake.complaint()}>
              {(sentence) => (
                <span class={`${styles['complaint']} risk-fg`} role="alert">
                  <Icon name="warning" size={14} /> {sentence()}
                </span>
              )}
            </Match>
            <Match when={!intake.ready()}>{intakeText.needs}</Match>
            <Match when={missing().length > 0}>
              {effect()}. {intakeText.askLater(missing())}.
            </Match>
          </Switch>
        </div>
      </div>
      <a class={styles['instead']} href="#/report">
        {intakeText.noCall} <br />
        {intakeText.makeReport}
      </a>
    </div>
  )
}
