// What the mails of sign-in say, written when they go out: only then are their secrets made, and their hashes stored in
// the same work that notes the try.

import { toPersonId } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import type { Config } from '../config.ts'
import { invitationLetter, type LetterText, phoneCodeUsedLetter, signInLetter } from '../mail/letters.ts'
import { makeSecrets } from './email-sign-in.ts'
import type { IdentityTransaction } from './identity-store.ts'
import type { Mail } from './identity.ts'
import { isOpen } from './invitations.ts'
import { hashOfToken, newToken } from './tokens.ts'

type Settings = Pick<Config, 'publicUrl' | 'provider'>

/** For the outbox: null for a mail that is of no use any more. */
export function writerOfLetters({ publicUrl, provider }: Settings) {
  const linkTo = (path: string): string | null =>
    publicUrl === null ? null : `${publicUrl}/#/sign-in/${path}`

  async function signIn(tx: IdentityTransaction, mail: Mail, now: Instant): Promise<LetterText | null> {
    const secrets = await makeSecrets(tx, mail.about, now)
    return secrets === null ? null : signInLetter(secrets.code, linkTo(`link/${secrets.link}`))
  }

  /** With a secret of its own: the first one was shown to whoever invited, and is kept as a hash alone. */
  async function invitation(tx: IdentityTransaction, mail: Mail, now: Instant): Promise<LetterText | null> {
    const first = await tx.invitation(mail.about)
    const person = first === null ? null : await tx.actor(first.personId)
    const token = newToken()
    const link = linkTo(`invitation/${token}`)
    if (first === null || !isOpen(first, now) || person === null || link === null) return null
    await tx.saveInvitation({ ...first, tokenHash: hashOfToken(token), madeAt: now })
    return invitationLetter(person.name, provider, link)
  }

  return async (tx: IdentityTransaction, mail: Mail, now: Instant): Promise<LetterText | null> => {
    if (mail.kind === 'SIGN_IN') return signIn(tx, mail, now)
    if (mail.kind === 'INVITATION') return invitation(tx, mail, now)
    return (await tx.actor(toPersonId(mail.about))) === null ? null : phoneCodeUsedLetter(provider)
  }
}
