// A proposal that the issue is resolved: what both would sign, where it stands, and the way to the page on which it is
// read and signed.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { ResolutionProposal } from '../../../domain/incident/state.ts'
import type { Entry } from '../../../replica/api.ts'
import { resolutionEntryText } from '../../text/room-entries.ts'
import { bothTimes } from '../../text/zones.ts'
import { Chip, type ChipTone } from '../../ui/Chip.tsx'
import { Card } from '../../ui/EntryCards.tsx'
import { KeyValues } from '../../ui/Facts.tsx'
import { mayAnswer } from '../may-answer.ts'
import { signOffHref, useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import type { Body } from './timeline-scope.ts'
import '../../ui/button.css'
import styles from './Entry.module.css'

const TONE: Readonly<Record<ResolutionProposal['status'], ChipTone>> = {
  OPEN: 'running',
  SUPERSEDED: 'idle',
  REJECTED: 'risk',
  AGREED: 'met',
}

export function ResolutionEntry(props: {
  readonly entry: Entry
  readonly body: Body<'ResolutionProposed'>
}): JSX.Element {
  const scope = useRoom('ResolutionEntry')
  const { room, zones, roomId } = scope
  const event = () => props.entry.event
  const status = () => room().resolutions.find(({ id }) => id === event().id)?.status ?? 'OPEN'
  const pairs = () => {
    const { unavailabilityEndedAt: ended, cause, followUp } = props.body
    return [
      ...(ended === null
        ? []
        : [{ key: resolutionEntryText.endedAt, value: bothTimes(zones(), ended, event().recordedAt, true) }]),
      ...(cause === null ? [] : [{ key: resolutionEntryText.cause, value: cause }]),
      ...(followUp === null ? [] : [{ key: resolutionEntryText.followUp, value: followUp }]),
    ]
  }
  return (
    <EntryFrame entry={props.entry} spoken>
      <Card
        tone={status() === 'OPEN' && mayAnswer(scope, 'SIGNATURE') ? 'ask' : 'plain'}
        title={resolutionEntryText.proposed(props.body.version)}
        by={event().actor.name}
        chip={
          <Chip small tone={TONE[status()]}>
            {resolutionEntryText.status[status()]}
          </Chip>
        }
        actions={
          status() === 'OPEN' && props.entry.state === 'RECORDED' ? (
            <a
              class={`btn btn-sm ${mayAnswer(scope, 'SIGNATURE') ? 'btn-primary' : 'btn-secondary'}`}
              href={signOffHref(roomId)}
            >
              {mayAnswer(scope, 'SIGNATURE') ? resolutionEntryText.read : resolutionEntryText.readOnly}
            </a>
          ) : undefined
        }
      >
        <div class="t2 medium">{resolutionEntryText.outcome[props.body.outcome]}</div>
        <p class={styles['text']}>{props.body.statement}</p>
        <Show when={pairs().length > 0}>
          <KeyValues wide pairs={pairs()} />
        </Show>
        <div class={styles['foot']}>{resolutionEntryText.covers(props.body.sharedSeq)}</div>
      </Card>
    </EntryFrame>
  )
}
