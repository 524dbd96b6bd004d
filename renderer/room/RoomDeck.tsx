// The clock deck of a room: the clock that leads, the callback, and how long it has lasted. Both parties read the same
// digits. The leading clock comes from create-hero.ts.

import { Show } from 'solid-js'
import type { JSX } from 'solid-js'
import { deckText } from '../text/room.ts'
import { ClockHero } from '../ui/ClockHero.tsx'
import { Deck } from '../ui/Deck.tsx'
import { createLayout } from '../ui/viewport.ts'
import { CallbackCell, DurationCell } from './DeckCells.tsx'
import { CallLink } from './CallLink.tsx'
import { contactOf } from './contact.ts'
import { createHero } from './create-hero.ts'
import { useRoom } from './room-scope.ts'

export function RoomDeck(): JSX.Element {
  const scope = useRoom('RoomDeck')
  const { phase } = scope
  const layout = createLayout()
  const { state, words, rest, digits, share, notches, centre, leads } = createHero(scope)
  return (
    <Deck label={deckText.label}>
      <ClockHero
        state={state()}
        label={words()?.label ?? rest()?.label ?? ''}
        note={layout() === 'phone' && words()?.note === deckText.bothSee ? undefined : words()?.note}
        digits={digits()}
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
          <span class="mono s12 hero-aside">{known().shown}</span>
        </>
      )}
    </Show>
  )
}
