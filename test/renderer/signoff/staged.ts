// Gives primitives what ReplicaProvider shares, without a screen: a replica whose answers the test gives, a directory,
// and a clock that stands still.

import { createComponent, createRoot } from 'solid-js'
import type { Person } from '../../../domain/people.ts'
import type { Views } from '../../../replica/api.ts'
import { ReplicaContext } from '../../../renderer/live/use-replica.ts'
import { accounts } from '../../support/accounts.ts'
import { at } from '../../support/given.ts'
import { people } from '../../support/people.ts'
import { RecordedReplica } from '../live/recorded-replica.ts'

/** A recorded replica of somebody of the cast. */
export class StagedReplica extends RecordedReplica {
  readonly discarded: string[] = []
  override readonly me: Person

  constructor(me: Person) {
    super()
    this.me = me
  }

  /** Only those who watch now: a view that asks for more because of the answer is not told the same again. */
  override tell<V extends keyof Views>(view: V, answer: Views[V]): void {
    const watching = [...this.watched].filter(({ question }) => question.view === view)
    for (const watch of watching) watch.tell(answer)
  }

  override async discard(id?: string): Promise<boolean> {
    if (id !== undefined) this.discarded.push(id)
    return true
  }
}

export interface Staged<Value> {
  readonly value: Value
  readonly end: () => void
}

/** Runs `body` under an owner inside of the provider's context; its effects have run when this returns. */
export function staged<Value>(replica: StagedReplica, minute: number, body: () => Value): Staged<Value> {
  let value: Value | undefined
  const end = createRoot((dispose) => {
    createComponent(ReplicaContext.Provider, {
      value: {
        replica,
        status: () => ({
          link: 'LIVE',
          asOf: at(minute),
          offsetMs: 0,
          offsetErrorMs: 10,
          nextTryAt: null,
          waiting: 0,
          rejected: 0,
          volatile: false,
        }),
        directory: () => ({ accounts, people }),
        now: () => at(minute),
      },
      get children() {
        value = body()
        return null
      },
    })
    return dispose
  })
  return { value: value as Value, end }
}

/** Lets what was promised come in. */
export const settled = (): Promise<void> =>
  new Promise((resolve) => queueMicrotask(() => setTimeout(resolve)))
