// One sign-in at an OpenID provider, from the page that begins it to the handover that ends it:
//
//   begin ─▶ [provider] ─▶ come back, found by issuer and subject or invited ─▶ handover ─▶ finish, with the verifier
//
// Three secrets bind it: the state to the browser's cookie, a PKCE verifier of ours to the provider's code, and a PKCE
// verifier of whoever began (page or desktop) to the session. Each half is taken once. An invitation links at the finish
// alone, where whoever began has shown themselves: a browser that was led here links nothing. Nobody is found by an
// e-mail address, whatever the provider says of it.

import { calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier } from 'openid-client'
import type { PersonId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import { epochOf, type Instant, instantAt, type Millis, MINUTE, plus, SECOND } from '../../../domain/time.ts'
import { auditActor, writeAudit } from '../audit.ts'
import { CLOCKS_DIFFER, FRESH_FOR } from '../freshness.ts'
import type { SessionId, SignInMethod } from '../identity.ts'
import type { IdentityStore, IdentityTransaction } from '../identity-store.ts'
import { personInvited } from '../invitations.ts'
import { pendingOf } from '../pending.ts'
import { hashOfToken, isSameHash, newToken } from '../tokens.ts'
import type { OidcClient, Subject } from './oidc-client.ts'
import { type Provider, type Providers, vouchesFor } from './providers.ts'

/** How long a person may take at the provider. */
export const FLOW_LENGTH: Millis = 10 * MINUTE
/** How long the page or the desktop may take to fetch what was handed over. */
export const HANDOVER_LENGTH: Millis = 2 * MINUTE

/** What a page or the desktop asks for at the beginning. */
export interface FlowWish {
  /** S256 of the verifier that the one who begins keeps. */
  readonly challenge: string
  readonly back: 'web' | 'desktop'
  readonly invitation: string | null
  readonly fresh: boolean
}

interface Flow extends FlowWish {
  readonly providerId: string
  readonly nonce: string
  readonly verifier: string
  readonly browserHash: string
  readonly startedAt: Instant
}

/** Who signed in, waiting for the one who began. */
export interface Handover {
  readonly personId: PersonId
  readonly challenge: string
  readonly method: SignInMethod
  /** Of whoever handed an open session over: it counts for nothing once that has ended. */
  readonly sessionId: SessionId | null
  /** When the person last showed who they are, which may be before this sign-in. */
  readonly authenticatedAt: Instant
  /** What a provider said; null where an open session was handed over. */
  readonly outside: Vouched | null
}

/** A subject that a provider vouched for a moment ago, and the invitation that is to link it. */
export interface Vouched {
  readonly providerId: string
  /** The provider's address as it was set, which may differ by a slash from what it calls itself. */
  readonly setAs: string
  readonly issuer: string
  readonly subject: string
  readonly invitation: string | null
}

const flows = pendingOf<Flow>('OIDC')
const handovers = pendingOf<Handover>('HANDOVER')

export type CameBack =
  | { readonly outcome: 'HANDED_OVER'; readonly handover: string; readonly back: FlowWish['back'] }
  | { readonly outcome: 'STALE' | 'REFUSED' | 'NO_PROVIDER' }

export interface FlowDesk {
  readonly store: IdentityStore
  readonly providers: Providers
  readonly client: OidcClient
  readonly now: () => Instant
}

/** The provider's page for a flow that is kept from now on. @throws {ProviderFault} */
export async function beginFlow(
  { store, client, now }: FlowDesk,
  provider: Provider,
  wish: FlowWish,
  browser: string,
  redirectUri: string,
): Promise<URL> {
  const [state, nonce, verifier] = [newToken(), randomNonce(), randomPKCECodeVerifier()]
  const codeChallenge = await calculatePKCECodeChallenge(verifier)
  const { fresh } = wish
  const address = await client.signInAddress(provider, { redirectUri, state, nonce, codeChallenge, fresh })
  const startedAt = now()
  const browserHash = hashOfToken(browser)
  const flow: Flow = { ...wish, providerId: provider.id, nonce, verifier, browserHash, startedAt }
  await flows.keep(store, flow, plus(startedAt, FLOW_LENGTH), { secret: state })
  return address
}

/**
 * `answer`: the whole address that a browser came back to, with its cookie's value; `from`: the provider whose address
 * that is. @throws {ProviderFault | AnswerRefused}
 */
export async function comeBack(
  desk: FlowDesk,
  from: string,
  answer: URL,
  browser: string | null,
): Promise<CameBack> {
  const { store, providers, client, now } = desk
  const state = answer.searchParams.get('state') ?? ''
  const flow = await flows.take(store, state, now())
  if (flow === null || browser === null || !isSameHash(flow.browserHash, hashOfToken(browser)))
    return { outcome: 'STALE' }
  if (flow.providerId !== from) return { outcome: 'REFUSED' }
  const provider = await providers.find(flow.providerId)
  if (provider === null) return { outcome: 'NO_PROVIDER' }
  const said = await client.subjectOf(provider, answer, {
    pkceCodeVerifier: flow.verifier,
    expectedNonce: flow.nonce,
    expectedState: state,
  })
  const authenticatedAt = provenAt(said, flow, now())
  if (authenticatedAt === null) return { outcome: 'REFUSED' }
  const { challenge, back, invitation } = flow
  const { issuer, subject } = said
  const outside = { providerId: provider.id, setAs: provider.issuer, issuer, subject, invitation }
  const person = await store.write((tx) => personOf(tx, provider, outside, now()))
  if (person === null) return { outcome: 'REFUSED' }
  const handover = await handOver(desk, {
    personId: person.id,
    challenge,
    method: 'OIDC',
    sessionId: null,
    authenticatedAt,
    outside,
  })
  return { outcome: 'HANDED_OVER', handover, back }
}

/** Keeps a finished sign-in for the one who holds the challenge's verifier. */
export const handOver = (
  { store, now }: Pick<FlowDesk, 'store' | 'now'>,
  handover: Handover,
): Promise<string> => {
  const { personId } = handover
  return handovers.keep(store, handover, plus(now(), HANDOVER_LENGTH), { personId })
}

/** The handover, if `verifier` is of the one who began; it is gone either way. */
export async function takeHandover(
  { store, now }: Pick<FlowDesk, 'store' | 'now'>,
  secret: string,
  verifier: string,
): Promise<Handover | null> {
  const handover = await handovers.take(store, secret, now())
  if (handover === null) return null
  return isSameHash(handover.challenge, await calculatePKCECodeChallenge(verifier)) ? handover : null
}

/**
 * Whom a handover stands for; null once the session that handed it over has ended, or `provider`, the one that vouched,
 * may do so no longer. Links the subject where the person was invited.
 */
export async function identifyByHandover(
  tx: IdentityTransaction,
  { personId, sessionId, outside }: Handover,
  provider: Provider | null,
  now: Instant,
): Promise<Person | null> {
  if (outside === null) {
    const from = sessionId === null ? null : await tx.session(sessionId)
    return from === null || from.endedAt !== null ? null : tx.person(personId)
  }
  if (provider?.issuer !== outside.setAs) return null
  const person = await personOf(tx, provider, outside, now)
  if (person?.id !== personId) return null
  if (outside.invitation !== null) await link(tx, person, outside, now)
  return person
}

/**
 * When the person proved themselves at the provider: what it says, never later than now. Null when a fresh proof was
 * asked for and the provider names an older one, or none. A provider that names none may have let somebody through
 * without a question: that is no proof of a moment ago, and signing asks for one.
 */
function provenAt({ authTime }: Subject, { fresh, startedAt }: Flow, now: Instant): Instant | null {
  if (authTime === null) return fresh ? null : plus(startedAt, -2 * FRESH_FOR)
  const proven = Math.min(authTime * SECOND, epochOf(now))
  if (fresh && proven < epochOf(startedAt) - CLOCKS_DIFFER) return null
  return instantAt(proven)
}

/** The person that a subject is linked to, or that is invited to be; null for everybody else. */
async function personOf(
  tx: IdentityTransaction,
  provider: Provider,
  { issuer, subject, invitation }: Vouched,
  now: Instant,
): Promise<Person | null> {
  const known = await tx.outsideIdentity(issuer, subject)
  const invited = invitation === null ? null : ((await personInvited(tx, invitation, now))?.id ?? null)
  if (invitation !== null && invited === null) return null
  const personId = known?.personId ?? invited
  if (personId === undefined || personId === null || (invited !== null && invited !== personId)) return null
  const person = await tx.person(personId)
  if (person === null || !vouchesFor(provider, person)) return null
  return (await tx.deactivatedAt(person.id)) === null ? person : null
}

/** Takes the invitation up. Whoever is invited again has one identity outside: the newest. */
async function link(
  tx: IdentityTransaction,
  person: Person,
  { providerId, issuer, subject }: Vouched,
  now: Instant,
): Promise<void> {
  await tx.removeOutsideIdentitiesOf(person.id)
  await tx.saveOutsideIdentity({ issuer, subject, personId: person.id, linkedAt: now })
  await tx.useInvitationsOf(person.id, now)
  const facts = { issuer, subject, provider: providerId }
  await writeAudit(tx, auditActor(person), 'IDENTITY_LINKED', { kind: 'PERSON', id: person.id }, facts, now)
}
