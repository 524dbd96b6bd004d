// Mails wait in the store until they are out, so that one survives a restart. A try is noted, with a lease, before it is
// made: when its end is unknown the mail goes out again, rather twice than never. Secrets are made at each try and only
// their hashes are kept, so that none lies in the outbox; the last mail is the one that counts. Every node looks; what is
// due is taken inside the work that leases it, so that one mail is one node's.
//
//   due ─▶ one work: take, write secrets, note the try, lease ─▶ send ─▶ sent, refused: removed · else: later, until of no use

import { type Instant, type Millis, MINUTE, plus, SECOND } from '../../domain/time.ts'
import type { IdentityStore, IdentityTransaction } from '../auth/identity-store.ts'
import type { Mail } from '../auth/identity.ts'
import type { CoreLog } from '../core-log.ts'
import { type Signals, SILENT_SIGNALS } from '../store/signals.ts'
import type { LetterText } from './letters.ts'
import type { Sender } from './smtp.ts'

export interface MailOutbox {
  /** Something may be due: look now, and do not wait for it. */
  wake(): void
  /** Resolves when nothing more is being sent. */
  stop(): Promise<void>
}

export interface MailOutboxOptions {
  readonly identity: IdentityStore
  /** Null where no mail server is set. */
  readonly sender: Sender | null
  readonly now: () => Instant
  readonly log: CoreLog
  /** What a mail says, with fresh secrets whose hashes are stored by this very call; null when it is of no use any more. */
  readonly write: (tx: IdentityTransaction, mail: Mail, now: Instant) => Promise<LetterText | null>
  /** To and from the other nodes; none unless given. */
  readonly signals?: Signals | undefined
}

const LOOK_EVERY_MS = 5_000
const AT_ONCE_MAX = 5
/** Longer than a try can take. */
const LEASE: Millis = MINUTE
const FIRST_WAIT: Millis = 5 * SECOND
const WAIT_MAX: Millis = 5 * MINUTE

/** Looks at once and every five seconds from then on, until it is stopped. */
export function openMailOutbox(options: MailOutboxOptions): MailOutbox {
  const { sender, log, signals = SILENT_SIGNALS } = options
  /** Each takes mails until none is due; one that hangs holds up no others. */
  const workers = new Set<Promise<void>>()
  const inHand: InHand = new Set()
  let isWoken = false
  let isStopped = false

  const work = async (): Promise<void> => {
    let isDue = true
    while (isDue && !isStopped) isDue = await deliverNext(options, inHand, look)
  }
  function look(): void {
    if (isStopped) return
    isWoken = workers.size >= AT_ONCE_MAX
    if (isWoken) return
    const worker = work()
      .catch((error: unknown) => log.error({ error }, 'mails could not be looked through'))
      .finally(() => {
        workers.delete(worker)
        // Something was handed in while all were busy.
        if (isWoken) look()
      })
    workers.add(worker)
  }
  const stopListening = signals.listen({
    told: ({ kind }) => {
      if (kind === 'mail') look()
    },
    missed: look,
  })
  const looking = setInterval(look, LOOK_EVERY_MS)
  look()
  return {
    wake() {
      // Whoever waits for a mail need not wait for those before it.
      if (workers.size > 0) signals.tell({ kind: 'mail' })
      look()
    },
    async stop() {
      isStopped = true
      clearInterval(looking)
      stopListening()
      await Promise.all(workers)
      sender?.close()
    },
  }
}

/** A mail whose try is noted. */
interface Taken {
  readonly mail: Mail
  /** Null for a mail that was removed instead. */
  readonly letter: LetterText | null
  /** By which it is known again: whoever finds another one here has lost the mail to a later try. */
  readonly leasedUntil: Instant
}

/** `onTaken` before it is sent, since more may be due. Resolves to whether there was a mail. */
async function deliverNext(
  options: MailOutboxOptions,
  inHand: InHand,
  onTaken: () => void,
): Promise<boolean> {
  const { identity, now } = options
  const due = await nextOf(identity, inHand, now())
  // Another worker, or another node, may take it first.
  const taken = due === undefined ? null : await identity.write((tx) => takeNext(options, inHand, tx, now()))
  if (taken === null) return false
  onTaken()
  try {
    await deliver(options, taken)
  } finally {
    inHand.delete(taken.mail.id)
  }
  return true
}

/** Ids of mails that this process is about to send: a clock that is set ahead ends their leases, and not their tries. */
type InHand = Set<string>

/** The mail that waits longest and is in nobody's hand here. */
const nextOf = async (
  { dueMails }: Pick<IdentityStore, 'dueMails'>,
  inHand: InHand,
  now: Instant,
): Promise<Mail | undefined> => (await dueMails(now, AT_ONCE_MAX)).find(({ id }) => !inHand.has(id))

async function deliver({ identity, sender, now, log }: MailOutboxOptions, taken: Taken): Promise<void> {
  const { mail, letter } = taken
  const facts = { mailId: mail.id, kind: mail.kind, tries: mail.tries }
  if (mail.recipient === null) return
  if (sender === null) return log.warn(facts, 'a mail was not sent: ACCORD_SMTP_URL is not set')
  if (letter === null) return log.warn(facts, 'a mail was given up: it is of no use any more')
  const result = await sender.send({ ...letter, id: mail.id, to: mail.recipient })
  if (result === 'LATER') log.warn(facts, 'a mail could not be sent now')
  if (result === 'REFUSED') log.warn(facts, 'a mail was refused for good')
  await identity.write(async (tx) => {
    if (result !== 'LATER') return tx.removeMail(mail.id)
    // Sent or tried again meanwhile: this process stood still for longer than its lease.
    if ((await tx.mail(mail.id))?.nextTryAt !== taken.leasedUntil) return undefined
    const wait = Math.min(FIRST_WAIT * 2 ** mail.tries, WAIT_MAX)
    return tx.saveMail({ ...mail, tries: mail.tries + 1, nextTryAt: plus(now(), wait) })
  })
}

/** Takes the mail that waits longest; null when none is due any more. */
async function takeNext(
  { sender, write }: MailOutboxOptions,
  inHand: InHand,
  tx: IdentityTransaction,
  now: Instant,
): Promise<Taken | null> {
  const mail = await nextOf(tx, inHand, now)
  if (mail === undefined) return null
  const leasedUntil = plus(now, LEASE)
  const isOfUse = mail.recipient !== null && sender !== null && mail.expiresAt > now
  const letter = isOfUse ? await write(tx, mail, now) : null
  if (letter === null) await tx.removeMail(mail.id)
  else await tx.saveMail({ ...mail, tries: mail.tries + 1, nextTryAt: leasedUntil })
  inHand.add(mail.id)
  return { mail, letter, leasedUntil }
}
