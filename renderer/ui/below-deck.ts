// Where the clock deck is, and where menus and popovers may open: under their button, but never over the deck.

/** The deck as it stands in the window; null where none is shown. */
export function shownDeck(): DOMRect | null {
  const deck = document.querySelector('[data-deck]')?.getBoundingClientRect()
  return deck === undefined || deck.height === 0 ? null : deck
}

/** The rectangle a menu hangs from: its button's, stretched down to the foot of the deck if it would cover the deck. */
export function rectBelowDeck(
  anchor?: HTMLElement,
): { x: number; y: number; width: number; height: number } | undefined {
  if (!anchor) return undefined
  const box = anchor.getBoundingClientRect()
  const rect = { x: box.x, y: box.y, width: box.width, height: box.height }
  const deck = shownDeck()
  const beside = deck === null || deck.right <= box.left || deck.left >= box.right
  if (beside || deck.bottom <= box.bottom || box.top >= deck.bottom) return rect
  return { ...rect, height: deck.bottom - box.y }
}
