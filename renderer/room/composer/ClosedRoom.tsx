// In the composer's place once the room is closed: that it is, and for fourteen days the way to open it again.

import { createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { REOPEN_PERIOD } from '../../../domain/incident/promises.ts'
import { plus } from '../../../domain/time.ts'
import { composerText } from '../../text/room-composer.ts'
import { fullDateIn } from '../../text/zones.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { ReasonForm } from '../ReasonForm.tsx'
import { COMPOSER_ID, useRoom } from '../room-scope.ts'
import styles from './Composer.module.css'

export function ClosedRoom(): JSX.Element {
  const { room, can, me, now } = useRoom('ClosedRoom')
  const [opening, setOpening] = createSignal(false)
  const until = () => {
    const { resolvedAt } = room()
    return resolvedAt === null ? null : plus(resolvedAt, REOPEN_PERIOD)
  }
  const mayReopen = () => {
    const last = until()
    return can('reopen') && last !== null && now() <= last
  }
  return (
    <div class="composer-box" id={COMPOSER_ID} tabIndex={-1}>
      <section class={styles['closed']} aria-label={composerText.closed}>
        <div class={styles['closed-top']}>
          <Icon name="lock" size={14} />
          <b>{composerText.closed}</b>
          <span class="grow t2">
            {room().resolvedAt === null ? composerText.closedReclassified : composerText.closedResolved}
          </span>
          <Show when={mayReopen() && !opening()}>
            <span class="s12 t3">
              <Show when={until()}>
                {(last) => composerText.reopenUntil(fullDateIn(me.timeZone, last()))}
              </Show>
            </span>
            <Button icon="back-turn" onClick={() => setOpening(true)}>
              {composerText.reopen}
            </Button>
          </Show>
        </div>
        <Show when={mayReopen() && opening()}>
          <ReasonForm
            name="reopen"
            label={composerText.reopenReason}
            submit={composerText.reopenSend}
            command={(reason) => ({ type: 'reopen', reason })}
            onClose={() => setOpening(false)}
          />
        </Show>
      </section>
    </div>
  )
}
