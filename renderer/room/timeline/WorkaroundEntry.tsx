// A workaround with its steps, limits and way back; a signatory accepts or rejects it here, the provider takes it back.

import { createSignal, Match, Show, Switch } from 'solid-js'
import type { JSX } from 'solid-js'
import type { Workaround } from '../../../domain/incident/state.ts'
import type { Entry } from '../../../replica/api.ts'
import { workaroundEntryText } from '../../text/room-entries.ts'
import { bothTimes } from '../../text/zones.ts'
import { Button, LinkButton } from '../../ui/Button.tsx'
import { Chip, type ChipTone } from '../../ui/Chip.tsx'
import { Card } from '../../ui/EntryCards.tsx'
import { createAct } from '../create-act.ts'
import { Problem } from '../Problem.tsx'
import { ReasonForm } from '../ReasonForm.tsx'
import { useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import type { Body } from './timeline-scope.ts'
import styles from './Entry.module.css'

const TONE: Readonly<Record<Workaround['status'], ChipTone>> = {
  OFFERED: 'running',
  ACCEPTED: 'met',
  REJECTED: 'risk',
  WITHDRAWN: 'idle',
  LAPSED: 'idle',
}

export function WorkaroundEntry(props: {
  readonly entry: Entry
  readonly body: Body<'WorkaroundRecorded'>
}): JSX.Element {
  const { room, zones, can, me } = useRoom('WorkaroundEntry')
  const act = createAct()
  const [form, setForm] = createSignal<'reject' | 'withdraw' | null>(null)
  const event = () => props.entry.event
  const workaround = () => room().workarounds.find(({ id }) => id === event().id)
  const status = () => workaround()?.status ?? 'OFFERED'
  const isRecorded = () => props.entry.state === 'RECORDED'
  const mayAccept = () => isRecorded() && status() === 'OFFERED' && can('acceptWorkaround')
  const mayWithdraw = () =>
    isRecorded() && (status() === 'OFFERED' || status() === 'ACCEPTED') && can('withdrawWorkaround')
  const chip = () => {
    const who = workaround()?.answeredBy?.name
    if (status() === 'ACCEPTED' && who !== undefined) return workaroundEntryText.acceptedBy(who)
    if (status() === 'REJECTED' && who !== undefined) return workaroundEntryText.rejectedBy(who)
    if (status() === 'OFFERED' && me.party === 'CUSTOMER') return workaroundEntryText.yourTurn
    return workaroundEntryText.status[status()]
  }
  return (
    <EntryFrame entry={props.entry} tone={status() === 'ACCEPTED' ? 'met' : 'plain'}>
      <Card
        tone={mayAccept() ? 'ask' : 'plain'}
        title={workaroundEntryText.title(props.body.title)}
        by={event().actor.name}
        chip={
          <Chip small tone={TONE[status()]} icon={status() === 'ACCEPTED' ? 'check' : undefined}>
            {chip()}
          </Chip>
        }
        actions={
          form() === null && mayAccept() ? (
            <>
              <Button
                size="sm"
                variant="primary"
                busy={act.busy()}
                onClick={() => act.press({ type: 'acceptWorkaround', workaroundId: event().id })}
              >
                {workaroundEntryText.accept}
              </Button>
              <Button size="sm" onClick={() => setForm('reject')}>
                {workaroundEntryText.reject}
              </Button>
            </>
          ) : undefined
        }
      >
        <div class={styles['text']}>{props.body.steps}</div>
        <Details
          body={props.body}
          until={props.body.validUntil && bothTimes(zones(), props.body.validUntil, event().recordedAt)}
        />
        <Show when={workaround()?.reason}>{(reason) => <div class={styles['text']}>“{reason()}”</div>}</Show>
        <Show when={form() === null && mayWithdraw()}>
          <LinkButton onClick={() => setForm('withdraw')}>{workaroundEntryText.withdraw}</LinkButton>
        </Show>
        <Problem words={act.problem()} />
        <Switch>
          <Match when={form() === 'reject'}>
            <ReasonForm
              name={`reject-workaround:${event().id}`}
              label={workaroundEntryText.why}
              submit={workaroundEntryText.sendRejection}
              command={(reason) => ({ type: 'rejectWorkaround', workaroundId: event().id, reason })}
              onClose={() => setForm(null)}
            />
          </Match>
          <Match when={form() === 'withdraw'}>
            <ReasonForm
              name={`withdraw-workaround:${event().id}`}
              label={workaroundEntryText.why}
              submit={workaroundEntryText.sendWithdrawal}
              command={(reason) => ({ type: 'withdrawWorkaround', workaroundId: event().id, reason })}
              onClose={() => setForm(null)}
            />
          </Match>
        </Switch>
      </Card>
    </EntryFrame>
  )
}

function Details(props: {
  readonly body: Body<'WorkaroundRecorded'>
  readonly until: string | null
}): JSX.Element {
  return (
    <div class={styles['pairs']}>
      <Show when={props.body.limits}>
        <div>
          <b>{workaroundEntryText.limits}:</b> {props.body.limits}
        </div>
      </Show>
      <Show when={props.body.undo}>
        <div>
          <b>{workaroundEntryText.undo}:</b> {props.body.undo}
        </div>
      </Show>
      <Show when={props.until}>
        <div class="num">
          <b>{workaroundEntryText.until}:</b> {props.until}
        </div>
      </Show>
    </div>
  )
}
