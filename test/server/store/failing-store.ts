// A store whose transactions fail where the test says: for showing that whatever step fails, nothing of it is stored.

import type { EventStore, StoreTransaction } from '../../../server/store/event-store.ts'

/** The error with which a call of a transaction fails; null lets it through. */
export interface Failure {
  errorAt: (call: string, given: readonly unknown[]) => Error | null
}

export const noFailure = (): Failure => ({ errorAt: () => null })

/** Fails the n-th call from now on, counted from 1, and no other; `failedAt` is the call that did. */
export function failAtCall(
  failure: Failure,
  count: number,
  makeError: () => Error,
): { failedAt: string | null } {
  const seen: { failedAt: string | null } = { failedAt: null }
  let left = count
  failure.errorAt = (call) => {
    left -= 1
    if (left !== 0) return null
    seen.failedAt = call
    return makeError()
  }
  return seen
}

export function failingStore(store: EventStore, failure: Failure): EventStore {
  return { ...store, write: (work) => store.write((tx) => work(failingTransaction(tx, failure))) }
}

function failingTransaction(tx: StoreTransaction, failure: Failure): StoreTransaction {
  return new Proxy(tx, {
    get: (target, property, receiver) => {
      const call = Reflect.get(target, property, receiver) as (...given: readonly unknown[]) => unknown
      return (...given: readonly unknown[]) => {
        const error = failure.errorAt(String(property), given)
        return error === null ? call(...given) : Promise.reject(error)
      }
    },
  })
}
