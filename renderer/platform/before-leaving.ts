// What must still be done before this window goes: typed text that waits to be kept, messages that have no answer yet.
// Who has something to do says so; whoever ends the window asks all of them.

type LastAct = () => void | Promise<void>

const lastActs = new Set<LastAct>()

/** `act` is done whenever the window may be about to go; it may be done more than once. Returns how to take it back. */
export function beforeLeaving(act: LastAct): () => void {
  lastActs.add(act)
  return () => {
    lastActs.delete(act)
  }
}

/** Does it all, in the order in which it was said. Resolves when everything is done; never rejects. */
export async function leaveNothingBehind(): Promise<void> {
  await Promise.allSettled([...lastActs].map(async (act) => act()))
}

/** A browser's page is asked by its own going, or by being hidden, after which it may never be asked again. */
export function followLeaving(): void {
  addEventListener('pagehide', () => void leaveNothingBehind())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') void leaveNothingBehind()
  })
}
