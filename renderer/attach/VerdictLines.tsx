// What judging found in an attempt log, before it becomes part of the record: attempts, and for each channel the
// unavailable seconds with the first and the last of them.

import { For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import type { ChannelEvidence } from '../../domain/incident/availability.ts'
import { type Instant, plus, SECOND } from '../../domain/time.ts'
import { useRoom } from '../room/room-scope.ts'
import { attachText } from '../text/attach.ts'
import { timeIn } from '../text/zones.ts'
import type { JudgedLog } from './attempt-log.ts'

export function VerdictLines(props: { readonly verdict: JudgedLog }): JSX.Element {
  const { zones } = useRoom('VerdictLines')
  const time = (at: Instant) => timeIn(zones().own, at, true)
  const spell = ({ intervals }: ChannelEvidence) => {
    const [first, last] = [intervals[0], intervals.at(-1)]
    return first && last && attachText.spell(time(first.from), time(plus(last.until, -SECOND)))
  }
  return (
    <div class="num">
      <div class="t2">
        {attachText.counted(props.verdict.attempts, time(props.verdict.first), time(props.verdict.last))}
      </div>
      <For each={props.verdict.channels}>
        {(one) => (
          <div>
            {attachText.unavailable(one.channel, one.unavailableSeconds)}
            <Show when={spell(one)}>{(words) => <span class="t2">, {words()}</span>}</Show>
          </div>
        )}
      </For>
      <div>{attachText.either(props.verdict.eitherSeconds)}</div>
    </div>
  )
}
