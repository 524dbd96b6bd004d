// One stop of the Tab key for a list whose items have buttons and links of their own (APG: roving tabindex). The stop is
// the item that was last in, or the list while there is none; only while the focus is in an item are its buttons stops
// too. Pointers and screen readers reach all of them as ever.

const CONTROLS = 'a[href], button, input, select, textarea, summary, [tabindex]'

/** Keeps `list` one stop, whatever is drawn in it later; returns how to end that. `item`: the selector of its items. */
export function oneStop(list: HTMLElement, item: string): () => void {
  let current: HTMLElement | null = null
  const itemOf = (element: Element) => element.closest<HTMLElement>(item)
  const controlsIn = (part: Element) =>
    [part, ...part.querySelectorAll(CONTROLS)].filter(
      (element): element is HTMLElement =>
        element instanceof HTMLElement && element.matches(CONTROLS) && itemOf(element) !== element,
    )
  const choose = (next: HTMLElement | null) => {
    if (current !== next) current?.setAttribute('tabindex', '-1')
    current = next
    next?.setAttribute('tabindex', '0')
    list.tabIndex = next === null ? 0 : -1
  }
  const enter = ({ target }: FocusEvent) => {
    const next = target instanceof Element ? itemOf(target) : null
    if (next !== current && current !== null) controlsIn(current).forEach(silence)
    choose(next)
    if (next !== null) controlsIn(next).forEach(giveBack)
  }
  const leave = ({ relatedTarget }: FocusEvent) => {
    const isInside = relatedTarget instanceof Node && list.contains(relatedTarget)
    // A window that is left keeps what has the focus in it.
    if (isInside || list.contains(document.activeElement)) return
    if (current !== null) controlsIn(current).forEach(silence)
  }
  const watch = new MutationObserver((changes) => {
    if (current?.isConnected === false) choose(null)
    for (const { addedNodes } of changes)
      for (const node of addedNodes) {
        if (!(node instanceof Element) || !node.isConnected) continue
        for (const control of controlsIn(node)) {
          const owner = itemOf(control)
          const isOpen = owner !== null && owner === current && owner.contains(document.activeElement)
          if (owner !== null && !isOpen) silence(control)
        }
      }
  })
  watch.observe(list, { childList: true, subtree: true })
  controlsIn(list)
    .filter((control) => control !== list && itemOf(control) !== null)
    .forEach(silence)
  list.addEventListener('focusin', enter)
  list.addEventListener('focusout', leave)
  return () => {
    watch.disconnect()
    list.removeEventListener('focusin', enter)
    list.removeEventListener('focusout', leave)
  }
}

function silence(control: HTMLElement): void {
  if (control.tabIndex < 0) return
  control.dataset['stop'] = control.getAttribute('tabindex') ?? ''
  control.tabIndex = -1
}

function giveBack(control: HTMLElement): void {
  const { stop } = control.dataset
  if (stop === undefined) return
  delete control.dataset['stop']
  if (stop === '') control.removeAttribute('tabindex')
  else control.setAttribute('tabindex', stop)
}
