// What waits for its second half, kept in the store under the hash of a secret that the other side holds: taken once,
// then gone. It survives a restart of the server between the two halves.

import type { PersonId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import type { IdentityStore } from './identity-store.ts'
import type { PendingFlow } from './identity.ts'
import { hashOfToken, newToken } from './tokens.ts'

type Store = Pick<IdentityStore, 'write'>

interface Under {
  readonly secret?: string
  /** Whose it is: gone with everything else that this person began (begun-ways.ts). */
  readonly personId?: PersonId
}

/** First halves of one kind. */
export interface Pending<Value> {
  /** Keeps `value` until `expiresAt`, under a new secret or the one that is given; resolves to it. */
  keep(store: Store, value: Value, expiresAt: Instant, under?: Under): Promise<string>
  /** What was kept under `secret`, which is gone by it; null when it is not there (any more), or of another kind. */
  take(store: Store, secret: string, now: Instant): Promise<Value | null>
}

/** Called once for each kind: nobody else writes there, so that what is read back is what was written. */
export const pendingOf = <Value extends object>(kind: PendingFlow['kind']): Pending<Value> => ({
  async keep(store, value, expiresAt, { secret = newToken(), personId = null } = {}) {
    const json = JSON.stringify(value)
    await store.write((tx) =>
      tx.savePending({ idHash: hashOfToken(secret), kind, personId, json, expiresAt }),
    )
    return secret
  },
  async take(store, secret, now) {
    const flow = await store.write((tx) => tx.takePending(hashOfToken(secret), kind, now))
    return flow === null ? null : (JSON.parse(flow.json) as Value)
  },
})
