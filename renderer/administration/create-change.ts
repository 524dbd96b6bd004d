// One change at a time: what is being sent, what the server said of a field, and whether it answered at all.

import { type Accessor, createSignal } from 'solid-js'
import type { FieldRefusal } from '../platform/session-administration-answers.ts'
import type { Changed } from '../platform/session-administration.ts'
import { administrationText } from '../text/administration.ts'

export interface Change {
  readonly busy: Accessor<boolean>
  /** Of the last change, where it was refused. */
  readonly refusal: Accessor<FieldRefusal | null>
  readonly said: Accessor<'MADE' | 'REFUSED' | 'UNREACHABLE' | null>
  /** What is wrong with a field, as its error; undefined where nothing is. */
  errorOf(field: string): string | undefined
  /** Of the last change, where it was an invitation that the server cannot mail; until it is taken away. */
  readonly link: Accessor<string | null>
  takeLinkAway(): void
  /** Resolves to the id of what was changed, or null. */
  run(change: () => Promise<Changed>): Promise<string | null>
}

export function createChange(): Change {
  const [busy, setBusy] = createSignal(false)
  const [answer, setAnswer] = createSignal<Changed | null>(null)
  const [link, setLink] = createSignal<string | null>(null)
  const refusal = () => {
    const last = answer()
    return last?.outcome === 'REFUSED' ? last.refusal : null
  }
  return {
    busy,
    refusal,
    link,
    takeLinkAway: () => void setLink(null),
    said: () => answer()?.outcome ?? null,
    errorOf(field) {
      const wrong = refusal()
      return wrong?.field === field ? administrationText.problem(wrong.problem, wrong.limit) : undefined
    },
    async run(change) {
      if (busy()) return null
      setBusy(true)
      const done = await change()
      setBusy(false)
      setAnswer(done)
      if (done.outcome === 'MADE') setLink(done.link)
      return done.outcome === 'MADE' ? done.id : null
    },
  }
}
