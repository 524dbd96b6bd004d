// Passkeys: made by somebody whose sign-in is fresh, and then a way in that needs neither mail nor an address. The
// device must know its person each time (user verification), the person is found by the passkey alone (discoverable
// credential), and a counter that goes back ends nothing but that try: somebody may have a copy of the key.

import { randomBytes } from 'node:crypto'
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Person } from '../../../domain/people.ts'
import { type Instant, type Millis, MINUTE, plus } from '../../../domain/time.ts'
import { auditActor, writeAudit } from '../audit.ts'
import type { Passkey, SessionId } from '../identity.ts'
import type { IdentityStore, IdentityTransaction } from '../identity-store.ts'
import { pendingOf } from '../pending.ts'

/** For whom passkeys are made: the host of the public address, asked from its pages alone. */
export interface RelyingParty {
  readonly id: string
  readonly origin: string
  /** As the system's own window names it. */
  readonly name: string
}

export interface PasskeyDesk {
  readonly store: IdentityStore
  readonly now: () => Instant
}

/** How long a person may look for the device. */
export const CHALLENGE_LENGTH: Millis = 5 * MINUTE
/** Nobody has more devices that can be told apart by their names. */
export const PASSKEYS_MAX = 10
const CHALLENGE_BYTES = 32

const signIns = pendingOf<{ readonly challenge: string }>('PASSKEY')
const registrations = pendingOf<{ readonly sessionId: SessionId }>('PASSKEY_REGISTRATION')

/** What a browser needs to ask for any passkey of this server, and the secret that goes with the answer. */
export async function beginPasskeySignIn(
  { store, now }: PasskeyDesk,
  party: RelyingParty,
): Promise<{ readonly attempt: string; readonly options: PublicKeyCredentialRequestOptionsJSON }> {
  const options = await generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    timeout: CHALLENGE_LENGTH,
  })
  const { challenge } = options
  const attempt = await signIns.keep(store, { challenge }, plus(now(), CHALLENGE_LENGTH))
  return { attempt, options }
}

/** Whose passkey answered, with its new counter, not stored yet; null for every answer that signs nobody in. */
export async function judgePasskey(
  { store, now }: PasskeyDesk,
  party: RelyingParty,
  attempt: string,
  response: AuthenticationResponseJSON,
): Promise<Passkey | null> {
  const pending = await signIns.take(store, attempt, now())
  const passkey = await store.passkey(response.id)
  if (pending === null || passkey === null || !isOfPerson(response, passkey)) return null
  const judged = await verifyAuthenticationResponse({
    response,
    expectedChallenge: pending.challenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
    credential: {
      id: passkey.credentialId,
      publicKey: new Uint8Array(Buffer.from(passkey.publicKey, 'base64url')),
      counter: passkey.counter,
    },
  }).catch(() => null)
  if (judged === null || !judged.verified) return null
  return { ...passkey, counter: judged.authenticationInfo.newCounter, lastUsedAt: now() }
}

/** Stores that a passkey was used, unless it was removed or used again meanwhile; its person, or null. */
export async function usePasskey(tx: IdentityTransaction, used: Passkey): Promise<Person | null> {
  const stored = await tx.passkey(used.credentialId)
  if (stored === null) return null
  // Many devices count nothing and always say 0.
  const countsNothing = used.counter === 0 && stored.counter === 0
  if (!countsNothing && used.counter <= stored.counter) return null
  await tx.savePasskey({ ...stored, counter: used.counter, lastUsedAt: used.lastUsedAt })
  return tx.person(stored.personId)
}

/** What a browser needs to make a passkey; null when this person has as many as there may be. */
export async function beginRegistration(
  { store, now }: PasskeyDesk,
  party: RelyingParty,
  person: Person,
  sessionId: SessionId,
): Promise<PublicKeyCredentialCreationOptionsJSON | null> {
  const existing = await store.passkeysOf(person.id)
  if (existing.length >= PASSKEYS_MAX) return null
  const challenge = randomBytes(CHALLENGE_BYTES)
  const options = await generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userName: person.email ?? person.name,
    userDisplayName: person.name,
    userID: new Uint8Array(handleOf(person)),
    challenge: new Uint8Array(challenge),
    timeout: CHALLENGE_LENGTH,
    attestationType: 'none',
    excludeCredentials: existing.map(({ credentialId, transports }) => ({
      id: credentialId,
      transports: [...transports],
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
  const expiresAt = plus(now(), CHALLENGE_LENGTH)
  // The browser hands the challenge back within what it signs: it is the secret that finds its own pending half.
  await registrations.keep(store, { sessionId }, expiresAt, {
    secret: challenge.toString('base64url'),
    personId: person.id,
  })
  return options
}

/** Stores the passkey that was made in this session; null for an answer that makes none. */
export async function finishRegistration(
  { store, now }: PasskeyDesk,
  party: RelyingParty,
  person: Person,
  sessionId: SessionId,
  { response, name }: { readonly response: RegistrationResponseJSON; readonly name: string },
): Promise<Passkey | null> {
  const isOwnChallenge = async (challenge: string): Promise<boolean> => {
    const pending = await registrations.take(store, challenge, now())
    return pending?.sessionId === sessionId
  }
  const judged = await verifyRegistrationResponse({
    response,
    expectedChallenge: isOwnChallenge,
    expectedOrigin: party.origin,
    expectedRPID: party.id,
    requireUserVerification: true,
  }).catch(() => null)
  if (judged === null || !judged.verified) return null
  const { id, publicKey, counter, transports = [] } = judged.registrationInfo.credential
  const passkey: Passkey = {
    credentialId: id,
    personId: person.id,
    publicKey: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports,
    name,
    createdAt: now(),
    lastUsedAt: null,
  }
  return store.write(async (tx) => {
    const isTaken = (await tx.passkey(id)) !== null
    if (isTaken || (await tx.passkeysOf(person.id)).length >= PASSKEYS_MAX) return null
    await tx.savePasskey(passkey)
    await noteAudit(tx, person, 'PASSKEY_ADDED', passkey, now())
    return passkey
  })
}

/** Removes one of the person's own; false when it is not there, or somebody else's. */
export const removePasskey = (
  { store, now }: PasskeyDesk,
  person: Person,
  credentialId: string,
): Promise<boolean> =>
  store.write(async (tx) => {
    const passkey = await tx.passkey(credentialId)
    if (passkey === null || passkey.personId !== person.id) return false
    await tx.removePasskey(credentialId)
    await noteAudit(tx, person, 'PASSKEY_REMOVED', passkey, now())
    return true
  })

const noteAudit = (
  tx: IdentityTransaction,
  person: Person,
  action: 'PASSKEY_ADDED' | 'PASSKEY_REMOVED',
  { name, credentialId }: Passkey,
  at: Instant,
): Promise<void> =>
  writeAudit(tx, auditActor(person), action, { kind: 'PERSON', id: person.id }, { name, credentialId }, at)

/** What a device keeps beside the key to say whose it is. */
const handleOf = ({ id }: Pick<Person, 'id'>): Buffer => Buffer.from(id, 'utf8')

/** A discoverable credential names its person: the one whom the passkey was made for. */
function isOfPerson({ response }: AuthenticationResponseJSON, { personId }: Passkey): boolean {
  return response.userHandle === handleOf({ id: personId }).toString('base64url')
}
