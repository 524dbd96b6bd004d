// From the replica to Solid: watches a question and keeps its answer in a store, so that only what really changed in a
// commit is drawn again. The only place that writes answers into stores (see change-answer.ts).

import { type Accessor, createEffect, on, onCleanup } from 'solid-js'
import { createStore, produce } from 'solid-js/store'
import type { Question, Replica, Views } from '../../replica/api.ts'
import { changeAnswer, copied } from './change-answer.ts'

const isRenewing = (answer: object): boolean => 'renewing' in answer && answer.renewing === true

/**
 * The present answer; undefined until there is one, also right after the question has changed.
 * A question of null asks nothing. Needs an owner; stops watching with it.
 */
export function createLive<V extends keyof Views>(
  replica: Replica,
  question: Accessor<Extract<Question, { view: V }> | null>,
): Accessor<Views[V] | undefined> {
  const [state, setState] = createStore<{ answer: Views[V] | undefined }>({ answer: undefined })
  // A question is compared by what it asks, not by the object it comes in.
  const asked = () => JSON.stringify(question())

  createEffect(
    on(asked, () => {
      const current = question()
      if (current === null) return
      let before: Views[V] | undefined
      const stop = replica.watch<V>(current, (answer) => {
        const last = before
        // A copy that is made anew goes from nothing to all of it: what was shown stays until then.
        if (last !== undefined && isRenewing(answer) && !isRenewing(last)) return
        before = answer
        if (last === undefined) setState('answer', copied(answer))
        else
          setState(
            produce(({ answer: shown }) => {
              if (shown !== undefined) changeAnswer(shown, last, answer)
            }),
          )
      })
      onCleanup(() => {
        stop()
        setState('answer', undefined)
      })
    }),
  )
  return () => state.answer
}
