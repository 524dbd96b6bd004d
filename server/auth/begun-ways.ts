// What somebody began and has not finished: a mail's link and code, a code by phone, a handover, a new passkey. All of
// it ends when the person's address, side or company is another or their access is ended, so that nothing of before
// opens anything after.

import type { PersonId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import type { IdentityTransaction } from './identity-store.ts'

export async function endBegunWays(tx: IdentityTransaction, personId: PersonId, now: Instant): Promise<void> {
  await tx.endAttemptsOf(personId, now)
  await tx.endPendingOf(personId)
  const code = await tx.phoneCode(personId)
  if (code !== null && code.usedAt === null) await tx.savePhoneCode({ ...code, usedAt: now })
}
