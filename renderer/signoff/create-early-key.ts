// Certifies the key of this device as soon as its person is there and the server is heard: right after a sign-in no
// further question is needed, and whoever goes offline later has the certificate to sign with.

import { createEffect, createMemo, on } from 'solid-js'
import { isPermitted } from '../../domain/incident/permissions.ts'
import { useMe, useNow, useReplica, useStatus } from '../live/use-replica.ts'
import { certifyKey } from '../platform/signing.ts'

/** Needs an owner under a ReplicaProvider. Nobody is asked for anything here, and who never signs gets no key. */
export function createEarlyKey(): void {
  const replica = useReplica('createEarlyKey')
  const me = useMe('createEarlyKey')
  const now = useNow('createEarlyKey')
  const status = useStatus('createEarlyKey')
  const isLive = createMemo(() => status().link === 'LIVE')
  createEffect(
    on(isLive, (live) => {
      if (!live || !isPermitted('signResolution', me.role, 'RESOLVED')) return
      // Without it signing goes as far as it can, and the sign-off says how far that is.
      certifyKey(me.id, (ask) => replica.enrol(ask), now()).catch(() => undefined)
    }),
  )
}
