// Whether the process that holds this window's copy runs, for the person to see. A process that is back within a moment
// is no news. In a browser nothing is ever said here: the copy lives in the page's own worker.

import { createSignal } from 'solid-js'

/** `STOPPED`: it is being started again. `LOST`: it was given up; loading the window anew tries once more. */
export type CopyState = 'RUNNING' | 'STOPPED' | 'LOST'

const NEWS_AFTER_MS = 1_500

const [copyState, setCopyState] = createSignal<CopyState>('RUNNING')
let timer: ReturnType<typeof setTimeout> | undefined

/** Reactive. */
export { copyState }

/** What the window has just heard of its copy. */
export function copyBecame(state: CopyState): void {
  clearTimeout(timer)
  timer = undefined
  if (state === 'STOPPED') timer = setTimeout(() => setCopyState('STOPPED'), NEWS_AFTER_MS)
  else setCopyState(state)
}
