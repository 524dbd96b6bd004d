// The second way in, for when mail is the thing that is down: an agent checks who is calling, issues an eight-digit code
// and reads it out. It is good for ten minutes and one sign-in, and all of it is in the audit log.

import { type PersonId, toPersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { DAY, type Instant, MINUTE, plus } from '../../domain/time.ts'
import { auditActor, SERVER_ACTOR, writeAudit } from './audit.ts'
import { handIn } from '../mail/hand-in.ts'
import type { IdentityTransaction } from './identity-store.ts'
import type { PhoneCode } from './identity.ts'
import type { TakeTry } from './sender-tries.ts'
import { hashOfCode, isSameHash, newCode, newToken } from './tokens.ts'

export const PHONE_CODE_LENGTH = 10 * MINUTE
const CODE_DIGITS = 8
/** By all senders together: whoever guesses is right in one case of a million. One sender has five of them. */
const TRIES_MAX = 100
/** Mail may be down for long: that is what the code was for. */
const NOTICE_WAITS = 3 * DAY
const NOBODY = toPersonId('nobody')

export interface IssuedPhoneCode {
  /** Shown once. */
  readonly code: string
  readonly expiresAt: Instant
}

/** A code for a customer's person; null for anybody else. `checkedBy` says how the agent knew who was calling. */
export async function issuePhoneCode(
  tx: IdentityTransaction,
  agent: Person,
  personId: PersonId,
  checkedBy: string,
  now: Instant,
): Promise<IssuedPhoneCode | null> {
  const person = await tx.actor(personId)
  if (person === null || person.party !== 'CUSTOMER') return null
  const code = newCode(CODE_DIGITS)
  const salt = newToken()
  const expiresAt = plus(now, PHONE_CODE_LENGTH)
  await tx.savePhoneCode({
    personId,
    salt,
    codeHash: hashOfCode(salt, code),
    issuedBy: agent.id,
    issuedAt: now,
    expiresAt,
    tries: 0,
    usedAt: null,
  })
  const subject = { kind: 'PERSON', id: personId } as const
  await writeAudit(tx, auditActor(agent), 'PHONE_CODE_ISSUED', subject, { checkedBy }, now)
  return { code, expiresAt }
}

/** What somebody without a session shows, and where it came from. */
interface PhoneProof {
  readonly email: string
  readonly code: string
  readonly sender: string
}

/**
 * Whom a code stands for. It is used up by the right one and by a hundred wrong ones; five wrong ones of one sender end
 * it for that sender alone, so that an outsider does not take it from its owner.
 */
export async function identifyByPhoneCode(
  tx: IdentityTransaction,
  { email, code: shown, sender }: PhoneProof,
  takeTry: TakeTry,
  now: Instant,
): Promise<Person | null> {
  const person = await tx.personByEmail(email)
  // Read and written for nobody too, so that how long it takes does not tell whether there is a code to guess.
  const code = await tx.phoneCode(person?.id ?? NOBODY)
  if (person?.party !== 'CUSTOMER' || !isOpen(code, now) || !takeTry(sender, code.salt)) {
    await tx.savePhoneCode(codeOfNobody(now))
    return null
  }
  const isRight = isSameHash(code.codeHash, hashOfCode(code.salt, shown))
  const tries = code.tries + 1
  await tx.savePhoneCode({ ...code, tries, usedAt: isRight ? now : null })
  if (!isRight && tries < TRIES_MAX) return null
  await writeAudit(
    tx,
    isRight ? auditActor(person) : SERVER_ACTOR,
    isRight ? 'PHONE_CODE_USED' : 'PHONE_CODE_EXHAUSTED',
    { kind: 'PERSON', id: person.id },
    { issuedBy: code.issuedBy },
    now,
  )
  if (!isRight) return null
  const { email: recipient, id: about } = person
  await handIn(tx, { kind: 'PHONE_CODE_USED', recipient, about, expiresAt: plus(now, NOTICE_WAITS) }, now)
  return person
}

const isOpen = (code: PhoneCode | null, now: Instant): code is PhoneCode =>
  code !== null && code.usedAt === null && code.tries < TRIES_MAX && code.expiresAt > now

/** A row that opens nothing. */
const codeOfNobody = (now: Instant): PhoneCode => ({
  personId: NOBODY,
  salt: '',
  codeHash: '',
  issuedBy: NOBODY,
  issuedAt: now,
  expiresAt: now,
  tries: 0,
  usedAt: now,
})
