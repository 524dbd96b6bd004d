// The smaller clocks of the deck: the callback as it was kept or missed, and the time since the hotline call.

import { createMemo, For, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { callbackClock } from '../../domain/incident/facts.ts'
import type { Clock } from '../../domain/incident/state.ts'
import { between, type Instant } from '../../domain/time.ts'
import { deckText } from '../text/room.ts'
import { placeTimes, timeIn } from '../text/zones.ts'
import { DeckCell } from '../ui/Deck.tsx'
import { countdownText, elapsedText, lateText, longElapsedText } from '../ui/clock-format.ts'
import { useRoom } from './room-scope.ts'

/** `leading`: the clock in the large place, which is not shown twice. */
export function CallbackCell(props: { readonly leading: string | null }): JSX.Element {
  const { room } = useRoom('CallbackCell')
  const clock = createMemo(() => {
    const found = callbackClock(room())
    return found === null || found.id === props.leading ? null : found
  })
  return (
    <Show when={clock()}>
      {(found) => (
        <Show when={found().stoppedAt !== null} fallback={<Open clock={found()} />}>
          <Stopped clock={found()} />
        </Show>
      )}
    </Show>
  )
}

/** A callback clock that still runs while another clock leads. */
function Open(props: { readonly clock: Clock }): JSX.Element {
  const { now } = useRoom('CallbackCell')
  const left = () => between(now(), props.clock.dueAt ?? now())
  const isLate = createMemo(() => left() < 0)
  return (
    <DeckCell
      label={isLate() ? deckText.callbackLate : deckText.callbackDue}
      value={isLate() ? lateText(-left()) : countdownText(left())}
      tone={isLate() ? 'breach' : undefined}
    />
  )
}

function Stopped(props: { readonly clock: Clock }): JSX.Element {
  const { room, me } = useRoom('CallbackCell')
  const took = () => between(props.clock.startedAt, props.clock.stoppedAt ?? props.clock.startedAt)
  const promise = () => props.clock.promise ?? 0
  const isMet = () => props.clock.outcome === 'MET'
  const margin = () => Math.abs(promise() - took())
  const recordedLate = () => {
    const { callback } = room()
    if (props.clock.recordedLateAt === null || callback === null) return null
    return deckText.recordedLater(
      timeIn(me.timeZone, callback.occurredAt),
      timeIn(me.timeZone, callback.recordedAt),
    )
  }
  return (
    <Show
      when={props.clock.outcome !== 'CANCELLED'}
      fallback={<DeckCell label={deckText.notCalledBack} value="–" sub={deckText.cancelled} />}
    >
      <DeckCell
        label={isMet() ? deckText.calledBack : deckText.calledBackLate}
        value={elapsedText(took())}
        tone={isMet() ? 'met' : 'breach'}
        bar={promise() === 0 ? undefined : took() / promise()}
        beside={deckText.ofShort(elapsedText(promise()))}
        sub={
          <Show
            when={recordedLate()}
            fallback={<Promised promise={promise()} margin={margin()} met={isMet()} />}
          >
            {(words) => words()}
          </Show>
        }
      />
    </Show>
  )
}

function Promised(props: {
  readonly promise: number
  readonly margin: number
  readonly met: boolean
}): JSX.Element {
  return (
    <>
      {deckText.ofPromised(elapsedText(props.promise))}
      <br />
      {props.met ? deckText.spare(elapsedText(props.margin)) : deckText.over(elapsedText(props.margin))}
    </>
  )
}

/** Since the hotline call, or the report where none came, until the end. */
export function DurationCell(): JSX.Element {
  const { room, now, zones, me, phase } = useRoom('DurationCell')
  const from = () => room().intake?.receivedAt ?? room().reportedAt
  const end = (): Instant | null => room().resolvedAt ?? room().reclassifiedAt
  const label = () => {
    if (end() !== null) return deckText.lasted
    if (room().intake === null) return deckText.sinceReport
    return me.party === 'CUSTOMER' ? deckText.sinceYourCall : deckText.sinceHotline
  }
  /** Minutes while the callback is awaited, hours from then on. */
  const passed = () => {
    const ms = between(from(), end() ?? now())
    return phase() === 'AWAITING_CALLBACK' ? elapsedText(ms) : longElapsedText(ms)
  }
  const lines = createMemo(() => placeTimes(zones(), from(), now()), undefined, {
    equals: (a, b) => a.join() === b.join(),
  })
  return (
    <DeckCell
      label={label()}
      value={passed()}
      sub={
        <For each={lines()}>
          {(line, index) => (
            <>
              {index() === 0 ? deckText.from(line) : line}
              <br />
            </>
          )}
        </For>
      }
    />
  )
}
