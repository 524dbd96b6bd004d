// Hands a mail in: it goes out once the work that it belongs to is stored, and is not there when that is not.

import { randomUUID } from 'node:crypto'
import type { Instant } from '../../domain/time.ts'
import type { IdentityTransaction } from '../auth/identity-store.ts'
import type { Mail } from '../auth/identity.ts'

/** Wake the outbox afterwards, or it waits for the next look. */
export const handIn = (
  tx: IdentityTransaction,
  mail: Pick<Mail, 'kind' | 'recipient' | 'about' | 'expiresAt'>,
  now: Instant,
): Promise<void> => tx.saveMail({ ...mail, id: randomUUID(), tries: 0, nextTryAt: now })
