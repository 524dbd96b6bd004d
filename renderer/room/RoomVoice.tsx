// The room's voice for screen readers: it speaks at 10 and 5 minutes left and when a promise was kept (politely), at 2
// minutes and when one is late (at once), and never each second. What comes into the timeline is said by entry-voice.ts.

import { createEffect, createMemo, createSignal, on } from 'solid-js'
import type { JSX } from 'solid-js'
import { leadingClock } from '../../domain/incident/facts.ts'
import { warningsOf } from '../../domain/incident/promises.ts'
import type { Clock } from '../../domain/incident/state.ts'
import { between, MINUTE } from '../../domain/time.ts'
import { voiceText } from '../text/room.ts'
import { LiveRegions } from '../ui/LiveRegions.tsx'
import { useRoom } from './room-scope.ts'
import { createEntryVoice } from './timeline/entry-voice.ts'

const AT_ONCE_MINUTES = 2

export function RoomVoice(props: { readonly typing: boolean }): JSX.Element {
  const scope = useRoom('RoomVoice')
  const { room, now } = scope
  const [polite, setPolite] = createSignal('')
  const [assertive, setAssertive] = createSignal('')
  const what = ({ kind }: Clock) => voiceText.what[kind](room().updates.length + 1)
  /** Where the leading clock stands among the moments that are spoken; a text, so that it changes only at those. */
  const moment = createMemo(() => {
    const clock = leadingClock(room(), now())
    if (clock === null || clock.dueAt === null || clock.promise === null || !clock.binding) return ''
    if (clock.stoppedAt !== null) return `${clock.id} kept`
    const left = between(now(), clock.dueAt)
    if (left < 0) return `${clock.id} late`
    const passed = warningsOf(clock.promise)
      .filter((warning) => left <= warning)
      .at(-1)
    return passed === undefined ? '' : `${clock.id} ${passed / MINUTE}`
  })
  createEffect(
    on(
      moment,
      (said) => {
        const clock = room().clocks.find(({ id }) => id === said.split(' ')[0])
        const stage = said.split(' ')[1]
        if (clock === undefined || stage === undefined) return
        if (stage === 'kept') return setPolite(voiceText.kept(what(clock)))
        if (stage === 'late') return setAssertive(voiceText.late(what(clock)))
        const words = voiceText.left(Number(stage), what(clock))
        return Number(stage) <= AT_ONCE_MINUTES ? setAssertive(words) : setPolite(words)
      },
      { defer: true },
    ),
  )
  createEntryVoice(scope, () => props.typing, setPolite)
  return <LiveRegions polite={polite()} assertive={assertive()} />
}
