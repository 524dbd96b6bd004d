// A list that comes in pages from the server: asked anew when what is searched for changes, and added to at its end.
// An answer that was overtaken by a later question is dropped.

import { type Accessor, createEffect, createSignal, on } from 'solid-js'
import type { Page } from '../platform/session-administration.ts'

export interface Pages<Row> {
  readonly state: Accessor<'LOADING' | 'READY' | 'UNREACHABLE'>
  readonly rows: Accessor<readonly Row[]>
  readonly hasMore: Accessor<boolean>
  readonly more: () => void
  readonly again: () => void
}

export function createPages<Row, Next>(
  question: Accessor<string>,
  ask: (question: string, next: Next | null) => Promise<Page<Row, Next> | null>,
): Pages<Row> {
  const [state, setState] = createSignal<'LOADING' | 'READY' | 'UNREACHABLE'>('LOADING')
  const [rows, setRows] = createSignal<readonly Row[]>([])
  const [next, setNext] = createSignal<Next | null>(null)
  let asked = 0

  async function load(from: Next | null): Promise<void> {
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
export async function allRows<Row>(
  ask: (after: string) => Promise<Page<Row> | null>,
): Promise<readonly Row[] | null> {
  const rows: Row[] = []
  for (let after: string | null = ''; after !== null; ) {
    const page: Page<Row> | null = await ask(after)
    if (page === null) return null
    rows.push(...page.rows)
    after = page.next
  }
  return rows
}
