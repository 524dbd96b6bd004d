// Where menus and popovers may open: under their button, but never over the clock deck.

/** The rectangle a menu hangs from: its button's, stretched down to the foot of the deck if it would cover the deck. */
export function rectBelowDeck(
  anchor?: HTMLElement,
): { x: number; y: number; width: number; height: number } | undefined {
  if (!anchor) return undefined
  const box = anchor.getBoundingClientRect()
  const rect = { x: box.x, y: box.y, width: box.width, height: box.height }
  const deck = document.querySelector('[data-deck]')?.getBoundingClientRect()
  const beside = !deck || deck.height === 0 || deck.right <= box.left || deck.left >= box.right
  if (beside || deck.bottom <= box.bottom || box.top >= deck.bottom) return rect
  return { ...rect, height: deck.bottom - box.y }
}
