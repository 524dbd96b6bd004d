// Single keys of a room. They act only while nobody types and no modifier is held (WCAG 2.1.4); what a key does is given
// by the page.

export interface RoomKeys {
  readonly composer: () => void
  readonly facts: () => void
  readonly reply: () => void
  /** The next or previous entry of the timeline. */
  readonly step: (by: 1 | -1) => void
  /** Closes what is open; true when there was something. */
  readonly close: () => boolean
}

/** Whether keys go into a text now. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return (
    target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select')
  )
}

/** Listens until the returned function is called. */
export function listenToRoomKeys(keys: RoomKeys): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (event.key === 'Escape') {
      if (keys.close()) event.preventDefault()
      return
    }
    if (event.shiftKey || isTyping(event.target)) return
    const act = actOf(event.key, keys)
    if (act === null) return
    event.preventDefault()
    act()
  }
  document.addEventListener('keydown', onKeyDown)
  return () => document.removeEventListener('keydown', onKeyDown)
}

function actOf(key: string, keys: RoomKeys): (() => void) | null {
  switch (key.toLowerCase()) {
    case 'c':
      return keys.composer
    case 'f':
      return keys.facts
    case 'r':
      return keys.reply
    case 'j':
      return () => keys.step(1)
    case 'k':
      return () => keys.step(-1)
    default:
      return null
  }
}
