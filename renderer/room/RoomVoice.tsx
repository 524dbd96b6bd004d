// The room's voice for screen readers: it speaks at 10 and 5 minutes left and when a promise was kept (politely), at 2
// minutes and when one is late (at once), and never each second. What comes into the timeline is said by entry-voice.ts.

import { createEffect, createMemo, createSignal, on } from 'solid-js'
import type { JSX } from 'solid-js'
import { leadingClock } from '../../domain/incident/facts.ts'
import { warningsOf } from '../../domain/incident/promises.ts'
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
  const number = () => room().updates.length + 1
  let saidNow: readonly string[] = []
  /** What is said at one moment is said together: of two texts in a row only the second would be heard. */
  const sayPolitely = (words: string) => {
    if (saidNow.length === 0) queueMicrotask(() => (saidNow = []))
    saidNow = [...saidNow, words]
    setPolite(saidNow.join(' '))
  }
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
        // A kept one is counted already.
        const promise = voiceText.promise[clock.kind](number() - (stage === 'kept' ? 1 : 0))
        if (stage === 'kept') return sayPolitely(voiceText.kept(promise))
        if (stage === 'late') return void setAssertive(voiceText.late(promise))
        const words = voiceText.left(Number(stage), voiceText.what[clock.kind](number()))
        return Number(stage) <= AT_ONCE_MINUTES ? void setAssertive(words) : sayPolitely(words)
      },
      { defer: true },
    ),
  )
  createEntryVoice(scope, () => props.typing, sayPolitely)
  return <LiveRegions polite={polite()} assertive={assertive()} />
}
