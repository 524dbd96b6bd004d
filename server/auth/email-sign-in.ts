// Sign-in by e-mail: a link and a six-digit code, good for ten minutes, once, and only together with the attempt, a
// secret of the device that began. An address that nobody signs in with is treated alike in every respect that shows:
// the same answer, the same reads and writes, and a mail that is made and thrown away.

import type { Person } from '../../domain/people.ts'
import { DAY, HOUR, type Instant, MINUTE, plus } from '../../domain/time.ts'
import { handIn } from '../mail/hand-in.ts'
import type { IdentityTransaction } from './identity-store.ts'
import type { SignInAttempt } from './identity.ts'
import type { TakeTry } from './sender-tries.ts'
import { hashOfCode, hashOfToken, isSameHash, newCode, newToken } from './tokens.ts'

export const ATTEMPT_LENGTH = 10 * MINUTE
/** For one address, by all senders together; one sender has five of them. */
export const ATTEMPTS_PER_HOUR = 20
export const TRIES_MAX = 5
/**
 * For one address, over all its attempts and senders: whoever guesses for a day is right in 40 cases of a million. Then
 * links alone work until the day is over. One sender has ten of them.
 */
export const WRONG_TRIES_A_DAY = 40
const CODE_DIGITS = 6

/** What a device shows to finish: the code that was typed, or the link's secret. */
export interface EmailProof {
  readonly attempt: string
  readonly secret: { readonly code: string } | { readonly link: string }
  readonly sender: string
}

/** Who may come in by mail, and how often a sender may ask for one or show a code. */
export interface EmailRules {
  readonly mayComeIn: (person: Person) => boolean
  readonly takeMail: TakeTry
  readonly takeCode: TakeTry
}

/** Begins an attempt and returns its secret; null when too many were begun for this address within the hour. */
export async function beginEmailSignIn(
  tx: IdentityTransaction,
  { email, sender }: { readonly email: string; readonly sender: string },
  { mayComeIn, takeMail }: Omit<EmailRules, 'takeCode'>,
  now: Instant,
): Promise<string | null> {
  const addressHash = hashOfAddress(email)
  if (!takeMail(sender, addressHash)) return null
  if ((await tx.attemptsSince(addressHash, plus(now, -HOUR))) >= ATTEMPTS_PER_HOUR) return null
  const found = await tx.personByEmail(email)
  const person = found !== null && mayComeIn(found) ? found : null
  const attempt = newToken()
  const idHash = hashOfToken(attempt)
  const expiresAt = plus(now, ATTEMPT_LENGTH)
  await tx.saveAttempt({
    idHash,
    personId: person?.id ?? null,
    addressHash,
    linkHash: null,
    codeHash: null,
    tries: 0,
    startedAt: now,
    expiresAt,
    usedAt: null,
  })
  // To the address as it is on file, and not as it was typed.
  const recipient = person?.email ?? null
  await handIn(tx, { kind: 'SIGN_IN', recipient, about: idHash, expiresAt }, now)
  return attempt
}

const hashOfAddress = (email: string): string => hashOfToken(`address ${email.toLowerCase()}`)

/** The secrets that a mail carries. */
export interface MailedSecrets {
  readonly code: string
  readonly link: string
}

/** Makes link and code of an attempt anew, when its mail goes out; null when nobody waits for them any more. */
export async function makeSecrets(
  tx: IdentityTransaction,
  idHash: string,
  now: Instant,
): Promise<MailedSecrets | null> {
  const attempt = await tx.attempt(idHash)
  if (attempt === null || !isOpen(attempt, now)) return null
  const secrets: MailedSecrets = { code: newCode(CODE_DIGITS), link: newToken() }
  const codeHash = hashOfCode(idHash, secrets.code)
  await tx.saveAttempt({ ...attempt, codeHash, linkHash: hashOfToken(secrets.link) })
  return secrets
}

/**
 * Whom an attempt and its secret stand for; the attempt is used up by the right one, and by the fifth wrong code. It
 * stands for nobody once the person's address is another than the one that the mail went to, or comes in another way.
 */
export async function identifyByEmail(
  tx: IdentityTransaction,
  { attempt: shown, secret, sender }: EmailProof,
  { mayComeIn, takeCode }: Omit<EmailRules, 'takeMail'>,
  now: Instant,
): Promise<Person | null> {
  const attempt = await tx.attempt(hashOfToken(shown))
  if (attempt === null || !isOpen(attempt, now)) return null
  // Not compared, and so no try of anybody else's.
  if ('code' in secret && !takeCode(sender, attempt.addressHash)) return null
  const wrongTries = await tx.wrongTriesSince(attempt.addressHash, plus(now, -DAY))
  const isRight =
    'code' in secret
      ? wrongTries < WRONG_TRIES_A_DAY &&
        isSameHash(attempt.codeHash, hashOfCode(attempt.idHash, secret.code))
      : isSameHash(attempt.linkHash, hashOfToken(secret.link))
  // No try: nobody guesses a link, and who could spend tries on it would use up those of the address.
  if ('link' in secret && !isRight) return null
  await tx.saveAttempt({ ...attempt, tries: attempt.tries + 1, usedAt: isRight ? now : null })
  const person = isRight && attempt.personId !== null ? await tx.person(attempt.personId) : null
  if (person === null || person.email === null || !mayComeIn(person)) return null
  return hashOfAddress(person.email) === attempt.addressHash ? person : null
}

const isOpen = ({ usedAt, tries, expiresAt }: SignInAttempt, now: Instant): boolean =>
  usedAt === null && tries < TRIES_MAX && expiresAt > now
