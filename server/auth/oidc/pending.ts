// What waits for its second half, kept in the store under the hash of a secret that the other side holds: taken once,
// then gone. It survives a restart of the server between the two halves.

import type { Instant } from '../../../domain/time.ts'
import type { PendingFlow } from '../identity.ts'
import type { IdentityStore } from '../identity-store.ts'
import { hashOfToken, newToken } from '../tokens.ts'

export type PendingKind = PendingFlow['kind']

/** Keeps `value` under `secret` until `expiresAt`. */
export async function keepPending(
  store: Pick<IdentityStore, 'write'>,
  kind: PendingKind,
  value: object,
  expiresAt: Instant,
  secret = newToken(),
): Promise<string> {
  const json = JSON.stringify(value)
  await store.write((tx) => tx.savePending({ idHash: hashOfToken(secret), kind, json, expiresAt }))
  return secret
}

/**
 * What was kept under `secret`, which is gone by it; null when it is not there (any more), or of another kind. The type
 * is that of `keepPending` for the same kind: nobody else writes there.
 */
export async function takePending<Value extends object>(
  store: Pick<IdentityStore, 'write'>,
  kind: PendingKind,
  secret: string,
  now: Instant,
): Promise<Value | null> {
  const flow = await store.write((tx) => tx.takePending(hashOfToken(secret), kind, now))
  return flow === null ? null : (JSON.parse(flow.json) as Value)
}
