// An escalation: by a person, by a late clock, or by a customer who waits; and the button that says "I am on it". That
// ends the calling of others, never a clock.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Entry } from '../../../replica/api.ts'
import { clockEntryText } from '../../text/room-entries.ts'
import { list } from '../../text/format.ts'
import { timeIn } from '../../text/zones.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { PlainLine } from '../../ui/Timeline.tsx'
import { createAct } from '../create-act.ts'
import { Problem } from '../Problem.tsx'
import { useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import type { Body } from './timeline-scope.ts'
import roomStyles from '../Room.module.css'
import styles from './Entry.module.css'

export function EscalationEntry(props: {
  readonly entry: Entry
  readonly body: Body<'Escalated'>
}): JSX.Element {
  const { room, zones, can } = useRoom('EscalationEntry')
  const act = createAct()
  const event = () => props.entry.event
  const targets = () => list(props.body.to.map((target) => clockEntryText.targets[target]))
  const escalation = () => room().escalations.find(({ id }) => id === event().id)
  const kind = () => room().clocks.find(({ id }) => id === props.body.clockId)?.kind
  const words = () => {
    const clockKind = kind()
    if (clockKind !== undefined) return clockEntryText.escalatedByClock(targets(), clockKind)
    return clockEntryText.escalatedByRequest(targets())
  }
  return (
    <EntryFrame entry={props.entry} tone={props.body.clockId === null ? 'plain' : 'breach'}>
      <PlainLine>
        <Show when={props.body.reason} fallback={words()}>
          <b>{event().actor.name}</b>
          {clockEntryText.escalated(targets())}
        </Show>
        <Show when={props.body.tamInHours === false}>{clockEntryText.outOfHours}</Show>
      </PlainLine>
      <Show when={props.body.reason}>
        <div class={styles['text']}>{props.body.reason}</div>
      </Show>
      <Show when={escalation()}>
        {(taken) => (
          <div class={roomStyles['actions']}>
            <Show
              when={taken().acknowledgedBy}
              fallback={
                <Show
                  when={can('acknowledgeEscalation') && props.entry.state === 'RECORDED'}
                  fallback={<Chip small>{clockEntryText.nobodyYet}</Chip>}
                >
                  <Button
                    size="sm"
                    icon="check"
                    busy={act.busy()}
                    onClick={() => act.press({ type: 'acknowledgeEscalation', escalationId: event().id })}
                  >
                    {clockEntryText.onIt}
                  </Button>
                </Show>
              }
            >
              {(who) => (
                <Chip small tone="met" icon="check">
                  {clockEntryText.takenBy(
                    who().name,
                    timeIn(zones().own, taken().acknowledgedAt ?? event().recordedAt),
                  )}
                </Chip>
              )}
            </Show>
          </div>
        )}
      </Show>
      <Problem words={act.problem()} />
    </EntryFrame>
  )
}
