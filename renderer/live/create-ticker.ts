// The time as everybody in a room sees it: the server's, once a second, at the moment its second changes. All visible
// clocks read one ticker, so they change together and the page wakes once. Made once, by ReplicaProvider.

import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { type Instant, instantAt, SECOND } from '../../domain/time.ts'

/** `offsetMs`: server clock minus this computer's; a change of it shows at once. Needs an owner. */
export function createTicker(offsetMs: Accessor<number>): Accessor<Instant> {
  const serverMs = () => Date.now() + offsetMs()
  const [now, setNow] = createSignal(instantAt(serverMs()))
  let timer: ReturnType<typeof setTimeout> | undefined

  function tick(): void {
    clearTimeout(timer)
    const ms = serverMs()
    setNow(instantAt(ms))
    timer = setTimeout(tick, SECOND - (((ms % SECOND) + SECOND) % SECOND))
  }

  createEffect(on(offsetMs, tick))
  // A hidden page's timers are slowed down, to one a minute at worst: what is looked at again must not show the past.
  const wake = () => document.visibilityState === 'visible' && tick()
  if (typeof document !== 'undefined') document.addEventListener('visibilitychange', wake)
  onCleanup(() => {
    clearTimeout(timer)
    if (typeof document !== 'undefined') document.removeEventListener('visibilitychange', wake)
  })
  return now
}
