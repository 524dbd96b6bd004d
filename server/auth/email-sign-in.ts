// Sign-in by e-mail: a link and a six-digit code, good for ten minutes, once, and only together with the attempt, a
// secret of the device that began. An address that nobody signs in with is treated alike in every respect that shows:
// the same answer, the same reads and writes, and a mail that is made and thrown away.

import type { Person } from '../../domain/people.ts'
import { DAY, HOUR, type Instant, MINUTE, plus } from '../../domain/time.ts'
import { handIn } from '../mail/hand-in.ts'
import type { IdentityTransaction } from './identity-store.ts'
import type { SignInAttempt } from './identity.ts'
import { hashOfCode, hashOfToken, isSameHash, newCode, newToken } from './tokens.ts'

export const ATTEMPT_LENGTH = 10 * MINUTE
export const ATTEMPTS_PER_HOUR = 5
export const TRIES_MAX = 5
/** For one address, over all its attempts: then a day's codes are worth no more guesses, and links go on working. */
export const WRONG_TRIES_A_DAY = 20
const CODE_DIGITS = 6

/** What a device shows to finish: the code that was typed, or the link's secret. */
export interface EmailProof {
  readonly attempt: string
  readonly secret: { readonly code: string } | { readonly link: string }
}

/** Begins an attempt and returns its secret; null when too many were begun for this address within the hour. */
export async function beginEmailSignIn(
  tx: IdentityTransaction,
  email: string,
  mayComeIn: (person: Person) => boolean,
  now: Instant,
): Promise<string | null> {
  const addressHash = hashOfToken(`address ${email.toLowerCase()}`)
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

/** Whom an attempt and its secret stand for; the attempt is used up by the right one, and by the fifth wrong one. */
export async function identifyByEmail(
  tx: IdentityTransaction,
  { attempt: shown, secret }: EmailProof,
  now: Instant,
): Promise<Person | null> {
  const attempt = await tx.attempt(hashOfToken(shown))
  if (attempt === null || !isOpen(attempt, now)) return null
  const wrongTries = await tx.wrongTriesSince(attempt.addressHash, plus(now, -DAY))
  const isRight =
    'code' in secret
      ? wrongTries < WRONG_TRIES_A_DAY &&
        isSameHash(attempt.codeHash, hashOfCode(attempt.idHash, secret.code))
      : isSameHash(attempt.linkHash, hashOfToken(secret.link))
  await tx.saveAttempt({ ...attempt, tries: attempt.tries + 1, usedAt: isRight ? now : null })
  return isRight && attempt.personId !== null ? tx.person(attempt.personId) : null
}

const isOpen = ({ usedAt, tries, expiresAt }: SignInAttempt, now: Instant): boolean =>
  usedAt === null && tries < TRIES_MAX && expiresAt > now
