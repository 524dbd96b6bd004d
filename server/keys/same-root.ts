// All nodes of a server certify under one root, the one that customers compare: the first that is seen on a database is
// noted there, and a node with another one, or with none, says so in its log. It starts all the same: what was certified
// goes on to count, and signing by session is possible without any of it.

import type { CoreLog } from '../core-log.ts'
import type { EventStore } from '../store/event-store.ts'

/** `fingerprint` null: this node has no root yet. */
export async function noteRoot(
  store: Pick<EventStore, 'write'>,
  fingerprint: string | null,
  log: CoreLog,
): Promise<void> {
  const known = await store.write(async (tx) => {
    const noted = await tx.kept('root')
    if (noted === null && fingerprint !== null) await tx.keep('root', fingerprint)
    return noted
  })
  if (known === null || known === fingerprint) return
  log.error(
    { root: fingerprint, rootOfOthers: known },
    'the keys of this node are under another root than those of the other nodes: give all of them the same ACCORD_KEYS',
  )
}
