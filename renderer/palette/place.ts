// Where a panel of the frame stands: below the clock deck, whatever the window's size, with the clock left bright.

import { type Accessor, createSignal, onCleanup } from 'solid-js'
import { shownDeck } from '../ui/below-deck.ts'
import { layoutOf } from '../ui/viewport.ts'

export interface Place {
  /** px from the window's top. */
  readonly top: number
  /** px, at most. */
  readonly height: number
  /** For the dimmed rest of the page: all of it but the deck. */
  readonly clip: string
}

const GAP = 12
const LEAST = 200
const DECK_RADIUS = 14

/** Follows the window's size. Needs an owner. */
export function placeBelowDeck(): Accessor<Place> {
  const [place, setPlace] = createSignal(presentPlace())
  const follow = () => setPlace(presentPlace())
  addEventListener('resize', follow)
  onCleanup(() => removeEventListener('resize', follow))
  return place
}

function presentPlace(): Place {
  const deck = shownDeck()
  const isPhone = layoutOf(innerWidth) === 'phone'
  const top = deck !== null ? deck.bottom + GAP : isPhone ? GAP : Math.round(innerHeight * 0.12)
  return {
    top,
    height: Math.max(LEAST, innerHeight - top - (isPhone ? GAP : 2 * GAP)),
    clip: deck !== null ? around(deck) : 'none',
  }
}

/** A path in px: the window, without the deck and its round corners. */
function around({ left, right, top, bottom }: DOMRect): string {
  const r = DECK_RADIUS
  const corner = (x: number, y: number) => `A${r} ${r} 0 0 1 ${x} ${y}`
  const hole = [
    `M${left + r} ${top}H${right - r}${corner(right, top + r)}`,
    `V${bottom - r}${corner(right - r, bottom)}`,
    `H${left + r}${corner(left, bottom - r)}`,
    `V${top + r}${corner(left + r, top)}Z`,
  ].join('')
  return `path(evenodd, "M0 0H${innerWidth}V${innerHeight}H0Z${hole}")`
}
