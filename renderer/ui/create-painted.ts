// What need not be in the first picture of a page is drawn behind it: opening a page takes as long as all that is in that
// picture, and the first time nothing of its code has run before.

import { type Accessor, createSignal, onCleanup } from 'solid-js'

/** False until the picture that is being drawn now is on the screen; in a window that nobody sees, until somebody does. Needs an owner. */
export function createPainted(): Accessor<boolean> {
  const [painted, setPainted] = createSignal(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  // A frame is painted after its callbacks.
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(() => setPainted(true))
  })
  onCleanup(() => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  })
  return painted
}
