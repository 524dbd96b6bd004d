// One thing at a time: whether what a button started is still under way, so that a second press does nothing and a
// failure leaves the button usable.

import { type Accessor, createSignal } from 'solid-js'

export interface Busy {
  readonly busy: Accessor<boolean>
  /** Runs it unless something is under way; its failure is passed on. */
  readonly during: (run: () => Promise<void>) => Promise<void>
}

export function createBusy(): Busy {
  const [busy, setBusy] = createSignal(false)
  return {
    busy,
    async during(run) {
      if (busy()) return
      setBusy(true)
      try {
        await run()
      } finally {
        setBusy(false)
      }
    },
  }
}
