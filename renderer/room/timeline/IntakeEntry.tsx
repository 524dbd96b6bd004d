// The hotline intake: who called, what was said, how to reach them, and that the callback clock runs since the call was
// answered.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Entry } from '../../../replica/api.ts'
import { intakeEntryText } from '../../text/room-entries.ts'
import { bothTimes } from '../../text/zones.ts'
import { Chip } from '../../ui/Chip.tsx'
import { Card } from '../../ui/EntryCards.tsx'
import { countdownText } from '../../ui/clock-format.ts'
import { useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import type { Body } from './timeline-scope.ts'
import styles from './Entry.module.css'

export function IntakeEntry(props: {
  readonly entry: Entry
  readonly body: Body<'IntakeTaken'>
}): JSX.Element {
  const { zones, now } = useRoom('IntakeEntry')
  const body = () => props.body
  return (
    <EntryFrame entry={props.entry}>
      <Card
        title={intakeEntryText.title}
        by={intakeEntryText.by(props.entry.event.actor.name)}
        chip={
          <Chip small tone="running">
            {intakeEntryText.clock(countdownText(body().promise))}
          </Chip>
        }
      >
        <Show when={body().description} fallback={<div class="t2">{intakeEntryText.noDescription}</div>}>
          {(description) => <p class={styles['text']}>{intakeEntryText.quote(description())}</p>}
        </Show>
        <div class={styles['meta']}>
          <span>
            {body().contactName ?? intakeEntryText.noName}, {body().company}
          </span>
          <span class="mono">{body().contactPhoneTyped}</span>
          <Show when={body().contactEmail}>{(email) => <span>{email()}</span>}</Show>
          <span>{intakeEntryText.answered(bothTimes(zones(), body().receivedAt, now(), true))}</span>
          <For each={body().failing}>{(what) => <span>{intakeEntryText.failing[what]}</span>}</For>
        </div>
      </Card>
    </EntryFrame>
  )
}
