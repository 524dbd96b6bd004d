// One change at a time: what is being sent, what the server said of a field, and whether it answered at all.
import { createSignal } from 'solid-js'
import { administrationText } from '../text/administration.ts'
export function createChange() {
  const [busy, setBusy] = createSignal(false)
  const [answer, setAnswer] = createSignal(null)
  const refusal = () => {
    const last = answer()
    return last?.outcome === 'REFUSED' ? last.refusal : null
  }
  return {
    busy,
    refusal,
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
      return done.outcome === 'MADE' ? done.id : null
    },
  }
}
