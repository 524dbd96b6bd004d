// What a server does with keys, by whoever signs for it: itself, from a folder, or the signer beside it.

import type { Config } from '../config.ts'
import type { CoreLog } from '../core-log.ts'
import type { Instant } from '../../domain/time.ts'
import type { EventStore } from '../store/event-store.ts'
import type { IdentityStore } from '../auth/identity-store.ts'
import { openCertifier } from './certifier.ts'
import { type GiveCheckpoint, openCheckpoints } from './checkpoints.ts'
import { type Enrolment, openEnrolment } from './enrolment.ts'
import { noteRoot } from './same-root.ts'
import { openSignerClient } from './signer-client.ts'

export interface Keys {
  readonly enrolment: Enrolment
  readonly checkpoint: GiveCheckpoint
}

export interface KeysOptions {
  readonly config: Pick<Config, 'signer' | 'keysFolder' | 'dataFolder' | 'databaseUrl'>
  readonly store: EventStore & { readonly identity: IdentityStore }
  readonly now: () => Instant
  readonly log: CoreLog
}

export async function openKeys({ config, store, now, log }: KeysOptions): Promise<Keys> {
  const { signer, keysFolder, dataFolder, databaseUrl } = config
  const note = async (): Promise<void> => {
    if (databaseUrl === null) return
    await noteRoot(store, certifier.rootFingerprint(), log).catch((error: unknown) =>
      log.warn({ error }, 'the root of the keys could not be compared with that of other nodes'),
    )
  }
  let onRoot = (): void => {}
  const certifier =
    signer === null
      ? openCertifier(keysFolder ?? `${dataFolder}-keys`, () => onRoot())
      : await openSignerClient(signer, log, () => onRoot())
  await note()
  onRoot = () => void note()
  return {
    enrolment: openEnrolment({ store, certifier, now, log }),
    checkpoint: openCheckpoints({ store, certifier, now, log }),
  }
}
