// The clock deck of a room: the clock that leads, the callback, and how long it has lasted. Both parties read the same
// digits. What the clock is comes from clock-face.ts, what it says from deck-words.ts.

import { createMemo, Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { roomFace } from '../clock/clock-face.ts'
import { deckText } from '../text/room.ts'
import { ClockHero, type ClockState } from '../ui/ClockHero.tsx'
import { Deck } from '../ui/Deck.tsx'
import { countdownText } from '../ui/clock-format.ts'
import { createLayout } from '../ui/viewport.ts'
import { CallbackCell, DurationCell } from './DeckCells.tsx'
import { CallLink } from './CallLink.tsx'
import { contactOf } from './contact.ts'
import { heroWords, restWords } from './deck-words.ts'
import { useRoom } from './room-scope.ts'

export function RoomDeck(): JSX.Element {
  const scope = useRoom('RoomDeck')
  const { room, now, trust, phase } = scope
  const layout = createLayout()
  const face = createMemo(() => roomFace(room(), now(), trust()))
  const leads = createMemo(() => face()?.clock.id ?? null)
  const isUnbound = () => {
    const shown = face()
    return shown !== null && !shown.clock.binding && shown.clock.stoppedAt === null
  }
  const rest = createMemo(() => (face() === null || isUnbound() ? restWords(scope) : null))
  const state = createMemo((): ClockState => {
    const shown = face()
    if (shown === null || isUnbound()) return rest()?.state ?? 'none'
    if (shown.isUnsure && (shown.state === 'running' || shown.state === 'risk')) return 'unsure'
    return shown.state
  })
  const words = createMemo(() => {
    const shown = face()
    return shown === null || isUnbound() ? null : heroWords(scope, shown)
  })
  const share = createMemo(() => face()?.share)
  const notches = createMemo(() => face()?.notches, undefined, {
    equals: (a, b) => a?.join() === b?.join(),
  })
  const centre = createMemo(
    (): readonly [string, string] | undefined => {
      const promise = face()?.clock.promise
      return promise == null || state() === 'none' ? undefined : [deckText.of, countdownText(promise)]
    },
    undefined,
    { equals: (a, b) => a?.join() === b?.join() },
  )
  return (
    <Deck label={deckText.label}>
      <ClockHero
        state={state()}
        label={words()?.label ?? rest()?.label ?? ''}
        note={layout() === 'phone' && words()?.note === deckText.bothSee ? undefined : words()?.note}
        digits={words() === null ? rest()?.digits : face()?.digits}
        words={rest()?.words}
        sub={words()?.sub ?? rest()?.sub}
        share={share()}
        notches={notches()}
        centre={centre()}
        action={phase() === 'AWAITING_CALLBACK' && scope.can('recordCallback') ? <CallAction /> : undefined}
      />
      <CallbackCell leading={leads()} />
      <DurationCell />
    </Deck>
  )
}

/** Before the callback the most likely act of an agent is the largest button of the page. */
function CallAction(): JSX.Element {
  const scope = useRoom('CallAction')
  const contact = () => contactOf(scope)
  return (
    <Show when={contact()}>
      {(known) => (
        <>
          <CallLink
            look="primary"
            number={known().number}
            label={deckText.callContact(known().name)}
            onCall={() => scope.setCalling({ number: known().number, since: scope.now() })}
          />
          <span class="mono s12 risk-fg">{known().shown}</span>
        </>
      )}
    </Show>
  )
}
