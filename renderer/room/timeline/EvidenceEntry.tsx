// Evidence of Unavailability: the seconds counted per channel, and one press away the intervals they come from.

import { createSignal, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { between, SECOND } from '../../../domain/time.ts'
import { harmlessFileName } from '../../../protocol/file-name.ts'
import type { Entry } from '../../../replica/api.ts'
import { FileDownload } from '../../attach/FileDownload.tsx'
import { evidenceText } from '../../text/room-entries.ts'
import { bytes, count } from '../../text/format.ts'
import { timeIn } from '../../text/zones.ts'
import { LinkButton } from '../../ui/Button.tsx'
import { PlainLine } from '../../ui/Timeline.tsx'
import { useRoom } from '../room-scope.ts'
import { EntryFrame } from './EntryFrame.tsx'
import type { Body } from './timeline-scope.ts'
import styles from './Entry.module.css'

const INTERVALS_SHOWN = 20

export function EvidenceEntry(props: {
  readonly entry: Entry
  readonly body: Body<'EvidenceAttached'>
}): JSX.Element {
  const { zones } = useRoom('EvidenceEntry')
  const [open, setOpen] = createSignal(false)
  const totals = () => {
    const words = props.body.channels.map(({ channel, unavailableSeconds }) =>
      evidenceText.unavailable(evidenceText.channels[channel], count(unavailableSeconds)),
    )
    return words.length === 0 ? evidenceText.none : words.join(', ')
  }
  const time = (at: Parameters<typeof timeIn>[1]) => timeIn(zones().own, at, true)
  return (
    <EntryFrame entry={props.entry}>
      <PlainLine>
        <b>{evidenceText.title}</b>
        {evidenceText.by(props.entry.event.actor.name)}
        <span class="num">{totals()}.</span>{' '}
        <LinkButton aria-expanded={open()} onClick={() => setOpen(!open())}>
          {open() ? evidenceText.close : evidenceText.open}
        </LinkButton>
      </PlainLine>
      <Show when={open()}>
        <For each={props.body.channels}>
          {(one) => (
            <div class={styles['pairs']}>
              <b>{evidenceText.channels[one.channel]}</b>
              <For each={one.intervals.slice(0, INTERVALS_SHOWN)}>
                {({ from, until }) => (
                  <div class="num s12">
                    {evidenceText.interval(time(from), time(until), count(between(from, until) / SECOND))}
                  </div>
                )}
              </For>
              <Show when={one.intervals.length > INTERVALS_SHOWN}>
                <div class="s12 t3">{evidenceText.moreIntervals(one.intervals.length - INTERVALS_SHOWN)}</div>
              </Show>
            </div>
          )}
        </For>
        <div class={`${styles['foot']} num`}>
          <span>{evidenceText.either(count(props.body.eitherSeconds))}</span>
          <span>{evidenceText.file(harmlessFileName(props.body.fileName), bytes(props.body.size))}</span>
          <span class="mono" title={props.body.sha256}>
            {evidenceText.digest} {props.body.sha256.slice(0, 16)}
          </span>
          <FileDownload entry={props.entry} name={props.body.fileName} sha256={props.body.sha256} />
        </div>
      </Show>
    </EntryFrame>
  )
}
