// Enrolling a signing key: a person who has just shown who they are proves to hold a key that was made on their device,
// and gets a certificate that says whose it is. The server never has the private half.

import { createHmac } from 'node:crypto'
import type { Person } from '../../domain/people.ts'
import { epochOf, type Instant, MINUTE, parseInstant } from '../../domain/time.ts'
import { enrolmentInput } from '../../protocol/enrolment.ts'
import { holdsOver } from '../../protocol/jws.ts'
import { auditActor, writeAudit } from '../auth/audit.ts'
import { CLOCKS_DIFFER, isFresh } from '../auth/freshness.ts'
import type { IdentityStore, IdentityTransaction } from '../auth/identity-store.ts'
import type { Viewer } from '../auth/session-desk.ts'
import { isSameHash } from '../auth/tokens.ts'
import type { CoreLog } from '../core-log.ts'
import type { EventStore, SigningKey } from '../store/event-store.ts'
import type { Certified, Certifier } from './certifier.ts'

/** Why a key was not enrolled, or that it was. */
export type EnrolOutcome =
  | 'ENROLLED'
  /** Sign in again first. */
  | 'SIGN_IN_AGAIN'
  /** The challenge is another's, or older than ten minutes. */
  | 'STALE_CHALLENGE'
  /** The proof does not show that the key is held. */
  | 'WRONG_PROOF'
  | 'KEY_OF_ANOTHER'
  | 'KEY_CLOSED'
  | 'TOO_MANY_KEYS'
  /** The provider's issuing key has run out: its operator knows. */
  | 'UNAVAILABLE'

export interface Enrolled {
  readonly outcome: EnrolOutcome
  readonly certificate: string | null
}

type Asker = Pick<Viewer, 'person' | 'sessionId' | 'method' | 'authenticatedAt'>

export interface Enrolment {
  /** What is signed with the key to show that it is held; for this session, for ten minutes. */
  challenge(asker: Asker): string
  enrol(asker: Asker, publicKey: string, challenge: string, proof: string): Promise<Enrolled>
  keysOf(person: Person): Promise<readonly SigningKey[]>
  /** Closes a key of this person's own; false where there is none of that name. */
  close(person: Person, kid: string): Promise<boolean>
  rootFingerprint(): string | null
}

export interface EnrolmentOptions {
  readonly store: Pick<EventStore, 'secret'> & { readonly identity: IdentityStore }
  readonly certifier: Certifier
  readonly now: () => Instant
  readonly log: CoreLog
}

const CHALLENGE_LIFE = 10 * MINUTE
/** Those of a person that may still sign; more is a client that makes a key each time. */
export const KEYS_MAX = 20

/** Challenges are not kept: a MAC with the store's secret says that one is ours, for whom and since when. */
export function openEnrolment({ store, certifier, now, log }: EnrolmentOptions): Enrolment {
  const { identity } = store
  const macOf = ({ person, sessionId }: Asker, at: string): string =>
    createHmac('sha256', store.secret)
      .update(`accord enrolment ${person.id} ${sessionId} ${at}`)
      .digest('base64url')

  const isOurs = (asker: Asker, challenge: string): boolean => {
    const [at = '', mac = '', ...more] = challenge.split('~')
    const since = parseInstant(at)
    if (more.length > 0 || since === null) return false
    if (!isSameHash(macOf(asker, at), mac)) return false
    const age = epochOf(now()) - epochOf(since)
    return age >= -CLOCKS_DIFFER && age <= CHALLENGE_LIFE
  }

  return {
    challenge: (asker) => `${now()}~${macOf(asker, now())}`,
    async enrol(asker, publicKey, challenge, proof) {
      const { person } = asker
      if (!isFresh(asker, now())) return refused('SIGN_IN_AGAIN')
      if (!isOurs(asker, challenge)) return refused('STALE_CHALLENGE')
      if (!holdsOver(enrolmentInput(publicKey, challenge), publicKey, proof)) return refused('WRONG_PROOF')
      const account = person.accountId === null ? null : await identity.account(person.accountId)
      let certified: Certified
      try {
        certified = await certifier.certify(aboutOf(asker, publicKey, account?.name ?? null), now())
      } catch (error) {
        log.error({ error }, 'no certificate can be issued')
        return refused('UNAVAILABLE')
      }
      return identity.write((tx) => register(tx, person, certified, now()))
    },
    keysOf: (person) => identity.signingKeys(person.id),
    close: (person, kid) =>
      identity.write(async (tx) => {
        const key = await tx.signingKey(kid)
        if (key?.personId !== person.id) return false
        if (key.revokedAt !== null) return true
        const at = now()
        await tx.saveSigningKey({ ...key, revokedAt: at })
        await noteKey(tx, person, 'SIGNING_KEY_REVOKED', kid, at)
        return true
      }),
    rootFingerprint: () => certifier.rootFingerprint(),
  }
}

async function register(
  tx: IdentityTransaction,
  person: Person,
  certified: Certified,
  now: Instant,
): Promise<Enrolled> {
  const { facts, certificate } = certified
  const { kid, publicKey, issuedAt, notAfter } = facts
  const earlier = await tx.signingKey(kid)
  if (earlier !== null && earlier.personId !== person.id) return refused('KEY_OF_ANOTHER')
  if (earlier !== null && earlier.revokedAt !== null) return refused('KEY_CLOSED')
  const others = (await tx.signingKeys(person.id)).filter((key) => key.kid !== kid)
  const open = others.filter((key) => key.revokedAt === null && key.notAfter > issuedAt)
  if (open.length >= KEYS_MAX) return refused('TOO_MANY_KEYS')
  const enrolledAt = earlier?.enrolledAt ?? issuedAt
  await tx.saveSigningKey({
    kid,
    personId: person.id,
    publicKey,
    certificate,
    enrolledAt,
    notAfter,
    revokedAt: null,
  })
  await noteKey(tx, person, 'SIGNING_KEY_ENROLLED', kid, now)
  return { outcome: 'ENROLLED', certificate }
}

/** As an administrator's entry of the same kind is: of the key, with whose it is. */
const noteKey = (
  tx: IdentityTransaction,
  person: Person,
  action: 'SIGNING_KEY_ENROLLED' | 'SIGNING_KEY_REVOKED',
  kid: string,
  now: Instant,
): Promise<void> =>
  writeAudit(tx, auditActor(person), action, { kind: 'KEY', id: kid }, { personId: person.id }, now)

const aboutOf = (
  { person, method, authenticatedAt }: Asker,
  publicKey: string,
  accountName: string | null,
) => ({
  publicKey,
  personId: person.id,
  name: person.name,
  email: person.email,
  party: person.party,
  role: person.role,
  accountId: person.accountId,
  accountName,
  amr: [method.toLowerCase()],
  authTime: authenticatedAt,
})

const refused = (outcome: Exclude<EnrolOutcome, 'ENROLLED'>): Enrolled => ({ outcome, certificate: null })
