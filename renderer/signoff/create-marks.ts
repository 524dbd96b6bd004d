// Making this person's signature under a statement: the root that it pins is reckoned on this copy first, and the key is
// certified as far as that can be had now. Who is offline signs with the certificate of before, or with none.

import { type Accessor, createEffect, on } from 'solid-js'
import type { RoomId } from '../../domain/ids.ts'
import { statedIn } from '../../domain/incident/resolution-statement.ts'
import type { ResolutionProposal } from '../../domain/incident/state.ts'
import { useMe, useNow, useReplica } from '../live/use-replica.ts'
import { certifyKey, type Signature, signDigest, signStatement } from '../platform/signing.ts'

const CERTIFY_WITHIN_MS = 5_000

/**
 * Needs an owner under a ReplicaProvider. `mayCertify`: there is a statement that this person may sign. Returns what makes
 * the signature; it resolves to null where the statement pins another record than this copy's, and rejects with a
 * `SigningUnavailable` where there is no key.
 */
export function createMarks(
  roomId: RoomId,
  mayCertify: Accessor<boolean>,
): (read: ResolutionProposal) => Promise<Signature | null> {
  const replica = useReplica('SignOffPage')
  const me = useMe('SignOffPage')
  const now = useNow('SignOffPage')

  async function pinsThisRecord(sharedSeq: number, text: string): Promise<boolean> {
    const root = await replica.read<'root'>({ read: 'root', roomId, sharedSeq })
    return root !== null && statedIn(text)?.pin.root === root
  }

  async function certify(): Promise<void> {
    const late = Promise.withResolvers<void>()
    const timer = setTimeout(late.resolve, CERTIFY_WITHIN_MS)
    try {
      await Promise.race([certifyKey(me.id, (ask) => replica.enrol(ask), now()), late.promise])
    } finally {
      clearTimeout(timer)
    }
  }

  // Before anybody goes offline with the statement before them; what is missing then is seen when it is signed.
  createEffect(
    on(mayCertify, (may) => {
      if (may) certify().catch(() => undefined)
    }),
  )

  return async ({ text, digest, sharedSeq }) => {
    if (text === null) return signDigest(me.id, digest)
    if (!(await pinsThisRecord(sharedSeq, text))) return null
    await certify()
    return signStatement(me, text, now())
  }
}
