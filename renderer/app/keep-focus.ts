// The keyboard never falls out of the page. When what has the focus goes away (a button that was pressed and is done, a
// form that closed, a page that was left), the focus goes to the part it stood in, or to the title of the new page.
// Never to another button: a key held down would press that one too.

/** Parts that have a name or a place of their own; what lies around them is the page. */
const PARTS = 'section, article, form, aside, [role=region], [role=group], [role=log], [role=dialog]'

/** Follows the focus of the document; returns how to stop. */
export function keepFocus(): () => void {
  let last: Element | null = null
  let around: readonly Element[] = []
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return
    last = target
    around = partsAround(target)
  }
  const restore = () => {
    if (last === null || last.isConnected || !isLost()) return
    const place = around.find(isShown) ?? document.querySelector('main h1') ?? document.querySelector('main')
    if (place instanceof HTMLElement) focusOn(place)
  }
  // Not at once: while the Tab key moves the focus, nothing has it for a moment.
  let later: ReturnType<typeof setTimeout> | undefined
  const watch = new MutationObserver(() => {
    if (last === null || last.isConnected || !isLost()) return
    clearTimeout(later)
    later = setTimeout(restore)
  })
  watch.observe(document.body, { childList: true, subtree: true })
  document.addEventListener('focusin', remember)
  return () => {
    watch.disconnect()
    clearTimeout(later)
    document.removeEventListener('focusin', remember)
  }
}

const isLost = (): boolean => document.activeElement === null || document.activeElement === document.body

const isShown = (element: Element): boolean => element.isConnected && element.checkVisibility()

function partsAround(target: Element): readonly Element[] {
  const parts: Element[] = []
  let part = target.parentElement?.closest(PARTS) ?? null
  while (part !== null) {
    parts.push(part)
    part = part.parentElement?.closest(PARTS) ?? null
  }
  return parts
}

/** Into what takes no focus by itself only for as long as it has it. */
function focusOn(place: HTMLElement): void {
  const isBorrowed = !place.hasAttribute('tabindex')
  if (isBorrowed) {
    place.tabIndex = -1
    place.addEventListener('blur', () => place.removeAttribute('tabindex'), { once: true })
  }
  place.focus({ preventScroll: true })
}
