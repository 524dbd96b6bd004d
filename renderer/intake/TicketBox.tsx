// A ticket of the company that waits for a call: linked to this intake unless the caller means another outage. Several
// are asked about.

import { For, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Room } from '../../domain/incident/state.ts'
import { intakeAside } from '../text/intake.ts'
import { timeIn } from '../text/zones.ts'
import { Check } from '../ui/Choice.tsx'
import { Icon } from '../ui/Icon.tsx'
import { Box } from './Box.tsx'
import type { Intake } from './create-intake.ts'
import styles from './IntakeAside.module.css'

export function TicketBox(props: { readonly intake: Intake }): JSX.Element {
  const { intake } = props
  const tickets = () => intake.rooms().tickets
  const linked = () => intake.rooms().linked
  return (
    <Switch>
      <Match when={tickets().length === 1 && tickets()[0]}>
        {(ticket) => (
          <Box
            title={linked() === null ? intakeAside.ticketNotLinked : intakeAside.ticketLinked}
            end={
              <Check
                label={<span class="sr">{intakeAside.linkIt(ticket().ticket)}</span>}
                checked={linked() !== null}
                onChecked={(checked) => intake.change({ ticket: checked ? ticket().id : 'NONE' })}
              />
            }
          >
            <TicketLine room={ticket()} zone={intake.me.timeZone} />
          </Box>
        )}
      </Match>
      <Match when={tickets().length > 1}>
        <Box
          title={intakeAside.ticketWhich}
          tone={intake.mustAsk() && linked() === null ? 'must' : undefined}
        >
          <div role="radiogroup" aria-label={intakeAside.ticketWhich}>
            <For each={tickets()}>
              {(ticket) => (
                <label class={styles['ticket']}>
                  <input
                    type="radio"
                    name="intake-ticket"
                    checked={linked()?.id === ticket.id}
                    onChange={() => intake.change({ ticket: ticket.id })}
                  />
                  <TicketLine room={ticket} zone={intake.me.timeZone} />
                </label>
              )}
            </For>
            <label class={styles['ticket']}>
              <input
                type="radio"
                name="intake-ticket"
                checked={intake.form().ticket === 'NONE'}
                onChange={() => intake.change({ ticket: 'NONE' })}
              />
              <span>{intakeAside.ticketNone}</span>
            </label>
          </div>
          <Show when={intake.mustAsk() && linked() === null}>
            <p class={`${styles['must']} risk-fg`} role="alert">
              <Icon name="warning" size={14} /> {intakeAside.askNow}
            </p>
          </Show>
        </Box>
      </Match>
    </Switch>
  )
}

function TicketLine(props: { readonly room: Room; readonly zone: string }): JSX.Element {
  const origin = () =>
    intakeAside.ticketBy(
      intakeAside.channels[props.room.channel],
      timeIn(props.zone, props.room.reportedAt),
      props.room.reportedBy.name,
    )
  return (
    <div class="t2 num">
      <b class="t1">{props.room.ticket}</b>
      {origin()}
      <br />“{props.room.title}”
    </div>
  )
}
