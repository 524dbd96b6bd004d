// "G B" goes to the board, "G I" to the intake: two letters in a row, outside of text fields only.

const WITHIN_MS = 1_500

/** Listens on the window; returns how to stop. */
export function goKeys(to: { readonly board: () => void; readonly intake: () => void }): () => void {
  let armedAt = Number.NEGATIVE_INFINITY
  const hear = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
    const key = event.key.toLowerCase()
    const isArmed = event.timeStamp - armedAt < WITHIN_MS
    armedAt = key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
    if (!isArmed) return
    if (key === 'b') to.board()
    if (key === 'i') to.intake()
  }
  addEventListener('keydown', hear)
  return () => removeEventListener('keydown', hear)
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
