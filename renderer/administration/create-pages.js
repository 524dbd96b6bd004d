// A list that comes in pages from the server: asked anew when what is searched for changes, and added to at its end.
// An answer that was overtaken by a later question is dropped.
import { createEffect, createSignal, on } from 'solid-js'
export function createPages(question, ask) {
  const [state, setState] = createSignal('LOADING')
  const [rows, setRows] = createSignal([])
  const [next, setNext] = createSignal(null)
  let asked = 0
  async function load(from) {
    asked += 1
    const own = asked
    const page = await ask(question(), from)
    if (own !== asked) return
    if (page === null) {
      setState('UNREACHABLE')
      return
    }
    setRows((before) => (from === null ? page.rows : [...before, ...page.rows]))
    setNext(() => page.next)
    setState('READY')
  }
  const begin = () => {
    setState((before) => (before === 'READY' ? 'READY' : 'LOADING'))
    void load(null)
  }
  createEffect(on(question, begin))
  return {
    state,
    rows,
    hasMore: () => next() !== null,
    more: () => void load(next()),
    again: begin,
  }
}
/** Every row of a question, page by page; null where the server cannot be asked. */
export async function allRows(ask) {
  const rows = []
  for (let after = ''; after !== null; ) {
    const page = await ask(after)
    if (page === null) return null
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}
