// Many streams may have a page to make at once: after a commit, after a restart, or because somebody opened hundreds.
// They make them one after the other, and after a few milliseconds in one turn of the loop the rest waits for the next
// turn, so that whatever else came in meanwhile is heard in between (I25).

import process from 'node:process'

/** Of one turn of the loop. A page that was begun is finished. */
const BUDGET_MS = 20

const waiting: (() => void)[] = []
let isServing = false

/** Resolves when the caller may make one page, without waiting for anything but the store's own reads. */
export function pageTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve)
    if (isServing) return
    isServing = true
    setImmediate(() => serve(performance.now()))
  })
}

function serve(began: number): void {
  const next = waiting.shift()
  isServing = next !== undefined
  if (next === undefined) return
  next()
  // A tick that a microtask asks for comes when no microtask is left: the page has been made and handed on then.
  queueMicrotask(() => process.nextTick(goOn, began))
}

function goOn(began: number): void {
  if (performance.now() - began < BUDGET_MS) serve(began)
  else setImmediate(() => serve(performance.now()))
}
