// One outage, one room (INT-4): live rooms of the company, each with the question whether the caller means that one.
// Asked at the side, never in the way of the clock.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { RoomId } from '../../domain/ids.ts'
import { phaseOf, type Room } from '../../domain/incident/state.ts'
import { phaseText } from '../text/app.ts'
import { intakeAside } from '../text/intake.ts'
import { isSameDay, timeIn, weekdayIn } from '../text/zones.ts'
import { Button } from '../ui/Button.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Box } from './Box.tsx'
import type { Intake } from './create-intake.ts'
import styles from './IntakeAside.module.css'

export function answerDifferent(intake: Intake, id: RoomId): void {
  const others = intake.form().separateFrom.filter((other) => other !== id)
  intake.change({ separateFrom: [...others, id] })
}

export interface OpenRoomQuestionProps {
  readonly intake: Intake
  readonly onSame: (id: RoomId) => void
}

export function OpenRoomQuestion(props: OpenRoomQuestionProps): JSX.Element {
  const { intake } = props
  const rooms = () => intake.rooms().toAsk
  const since = (room: Room) => {
    const { timeZone } = intake.me
    const weekday = isSameDay(timeZone, room.reportedAt, intake.now())
      ? ''
      : `${weekdayIn(timeZone, room.reportedAt)} `
    return `${weekday}${timeIn(timeZone, room.reportedAt)}`
  }
  const isDifferent = (room: Room) => intake.form().separateFrom.includes(room.id)
  /** The keys belong to the first one without an answer. */
  const keyed = () => rooms().find((room) => !isDifferent(room)) ?? rooms()[0]
  return (
    <Show when={rooms()[0]}>
      {(first) => (
        <Box
          tone={intake.mustAsk() ? 'must' : 'ask'}
          mark={<Icon name="branch" />}
          title={intakeAside.openRoom(first().accountName, rooms().length)}
        >
          <For each={rooms()}>
            {(room) => (
              <div class={styles['openRoom']}>
                <b>{room.title}</b>
                <div class="t2 num">
                  {intakeAside.openSince(room.ticket, since(room), phaseText[phaseOf(room)].toLowerCase())}
                </div>
                <div class={styles['pair']}>
                  <Button
                    keys={keyed() === room ? ['Alt', 'J'] : undefined}
                    onClick={() => props.onSame(room.id)}
                  >
                    {intakeAside.same}
                  </Button>
                  <Button
                    class={isDifferent(room) ? (styles['chosen'] ?? '') : ''}
                    icon={isDifferent(room) ? 'check' : undefined}
                    aria-pressed={isDifferent(room)}
                    keys={keyed() === room ? ['Alt', 'D'] : undefined}
                    onClick={() => answerDifferent(intake, room.id)}
                  >
                    {intakeAside.different}
                  </Button>
                </div>
              </div>
            )}
          </For>
          <Show when={intake.mustAsk()}>
            <p class={`${styles['must']} risk-fg`} role="alert">
              <Icon name="warning" size={14} /> {intakeAside.askNow}
            </p>
          </Show>
        </Box>
      )}
    </Show>
  )
}
