// An entry of mine that the server has not confirmed: sending; after three seconds, waiting, since when, and the ways
// to change it as long as it has not left.

import { createMemo, createSignal, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { between } from '../../../domain/time.ts'
import type { Entry } from '../../../replica/api.ts'
import { timelineText } from '../../text/room-entries.ts'
import { timeIn } from '../../text/zones.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { Mark } from '../../ui/EntryCards.tsx'
import { composeFrom } from '../compose-from.ts'
import { useRoom } from '../room-scope.ts'
import styles from './Entry.module.css'

const SENDING_MS = 3_000

export function PendingMark(props: { readonly entry: Entry }): JSX.Element {
  const scope = useRoom('PendingMark')
  const [tooLate, setTooLate] = createSignal(false)
  const pending = () =>
    scope.view().pending.find((candidate) => candidate.commandId === props.entry.event.causedBy)
  const since = () => pending()?.issuedAt ?? props.entry.event.recordedAt
  const isSending = createMemo(() => scope.trust().live && between(since(), scope.now()) < SENDING_MS)
  const words = () => {
    if (isSending()) return timelineText.sending
    const time = timeIn(scope.zones().own, since())
    return props.entry.state === 'WAITING'
      ? timelineText.waitingSince(time)
      : timelineText.unconfirmedSince(time)
  }
  const request = () => {
    const command = pending()?.command
    return command === undefined ? null : composeFrom(command)
  }
  const takeBack = async (): Promise<boolean> => {
    const done = await scope.replica.discard(props.entry.event.causedBy)
    setTooLate(!done)
    return done
  }
  const edit = async () => {
    const draft = request()
    if (draft !== null && (await takeBack())) scope.compose(draft)
  }
  return (
    <div class={styles['foot']}>
      <Mark icon="clock">{words()}</Mark>
      <Show when={!isSending() && props.entry.state === 'WAITING'}>
        <Show when={request()}>
          <LinkButton onClick={() => void edit()}>{timelineText.edit}</LinkButton>
        </Show>
        <LinkButton onClick={() => void takeBack()}>{timelineText.takeBack}</LinkButton>
      </Show>
      <Show when={tooLate()}>
        <span class="risk-fg">{timelineText.onItsWay}</span>
      </Show>
    </div>
  )
}
