// What is asked of an OpenID provider, by openid-client: where to send a browser, and whom the code stands for that came
// back. PKCE, state, nonce, the issuer in the answer (RFC 9207) and the ID token's signature are all checked. The
// provider's document and keys are read anew for each of the two steps, so that a rotated key is no special case.

import {
  type AuthorizationCodeGrantChecks,
  allowInsecureRequests,
  authorizationCodeGrant,
  AuthorizationResponseError,
  buildAuthorizationUrl,
  type ClientAuth,
  ClientSecretBasic,
  ClientSecretPost,
  clockTolerance,
  type Configuration,
  customFetch,
  discovery,
  enableNonRepudiationChecks,
  None,
  ResponseBodyError,
} from 'openid-client'
import { isOwnMachine } from '../../http/own-machine.ts'
import { type AddressPolicy, judgeUrl, type Resolve } from './address-guard.ts'
import { guardedFetch } from './guarded-fetch.ts'
import type { Provider } from './providers.ts'

/**
 * The provider gave no usable answer: it is away, hangs, or says what no provider says. Trying again later may help.
 * `cause` is for the log.
 */
export class ProviderFault extends Error {
  readonly retry = 'LATER'
  constructor(cause: unknown) {
    super('the provider gave no usable answer', { cause })
    this.name = 'ProviderFault'
  }
}

/** The provider's answer does not sign anybody in; the same for every reason. `cause` is for the log. */
export class AnswerRefused extends Error {
  constructor(cause: unknown) {
    super('the answer signs nobody in', { cause })
    this.name = 'AnswerRefused'
  }
}

/** Where a flow is begun. All secrets are of this flow alone. */
export interface FlowStart {
  readonly redirectUri: string
  readonly state: string
  readonly nonce: string
  /** S256 of the verifier that the server keeps towards the provider. */
  readonly codeChallenge: string
  /** The person must prove themselves anew, however long they have been signed in at the provider. */
  readonly fresh: boolean
}

/** Whom a provider vouches for. */
export interface Subject {
  readonly issuer: string
  readonly subject: string
  /** When the person proved themselves at the provider, s since 1970; null where it does not say. */
  readonly authTime: number | null
}

export interface OidcClient {
  /** The provider's page to send the browser to. @throws {ProviderFault} */
  signInAddress(provider: Provider, start: FlowStart): Promise<URL>
  /** `answer`: the whole address that the browser came back to. @throws {ProviderFault | AnswerRefused} */
  subjectOf(provider: Provider, answer: URL, checks: AnswerChecks): Promise<Subject>
}

export type AnswerChecks = Required<
  Pick<AuthorizationCodeGrantChecks, 'pkceCodeVerifier' | 'expectedNonce' | 'expectedState'>
>

export interface OidcClientOptions {
  readonly resolve: Resolve
  /** Providers on this machine itself, also by plain http: for the demo and tests. */
  readonly allowLoopback: boolean
  readonly answerWithinMs?: number | undefined
}

/** Seconds: as long as a session of ours lives without use. */
const AGE_MAX = String(30 * 24 * 60 * 60)
const ANSWER_WITHIN_MS = 5_000
/** Clocks of two hosts differ. */
const TOLERANCE_S = 30
const SUBJECT_MAX = 255

export function openOidcClient(options: OidcClientOptions): OidcClient {
  const { resolve, allowLoopback, answerWithinMs = ANSWER_WITHIN_MS } = options
  const policyOf = ({ kind }: Provider): AddressPolicy => ({ allowPrivate: kind === 'STAFF', allowLoopback })

  async function configurationOf(provider: Provider): Promise<Configuration> {
    const policy = policyOf(provider)
    try {
      const issuer = judgeUrl(provider.issuer, policy)
      const isPlain = issuer.protocol === 'http:' && isOwnMachine(issuer.hostname)
      return await discovery(
        issuer,
        provider.clientId,
        { [clockTolerance]: TOLERANCE_S },
        clientAuth(await provider.secret()),
        {
          [customFetch]: guardedFetch(policy, resolve, answerWithinMs),
          timeout: answerWithinMs / 1_000,
          execute: [enableNonRepudiationChecks, ...(isPlain ? [allowInsecureRequests] : [])],
        },
      )
    } catch (cause) {
      throw new ProviderFault(cause)
    }
  }

  return {
    async signInAddress(provider, { redirectUri, state, nonce, codeChallenge, fresh }) {
      const configuration = await configurationOf(provider)
      try {
        const address = buildAuthorizationUrl(configuration, {
          redirect_uri: redirectUri,
          scope: 'openid',
          state,
          nonce,
          code_challenge: codeChallenge,
          code_challenge_method: 'S256',
          // Asked for an age, a provider says when the person last showed who they are (OpenID Connect Core 3.1.2.1).
          ...(fresh ? { prompt: 'login', max_age: '0' } : { max_age: AGE_MAX }),
        })
        return judgeUrl(address.href, policyOf(provider))
      } catch (cause) {
        throw new ProviderFault(cause)
      }
    },
    async subjectOf(provider, answer, checks) {
      const configuration = await configurationOf(provider)
      try {
        const tokens = await authorizationCodeGrant(configuration, answer, {
          ...checks,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (claims === undefined || claims.sub.length > SUBJECT_MAX) throw new TypeError('no subject')
        return { issuer: claims.iss, subject: claims.sub, authTime: claims.auth_time ?? null }
      } catch (cause) {
        throw isSilence(cause) ? new ProviderFault(cause) : new AnswerRefused(cause)
      }
    },
  }
}

/** As the provider's document wishes; without a secret the client is public and PKCE alone protects the code. */
function clientAuth(secret: string | null): ClientAuth {
  if (secret === null) return None()
  return (server, client, body, headers) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    const authenticate = methods.includes('client_secret_basic') ? ClientSecretBasic : ClientSecretPost
    authenticate(secret)(server, client, body, headers)
  }
}

/** Whether the provider was not heard at all, or failed by itself; what it did say is judged and refused. */
function isSilence(cause: unknown): boolean {
  if (cause instanceof AuthorizationResponseError) return TEMPORARY.includes(cause.error)
  if (cause instanceof ResponseBodyError) return cause.status >= 500
  for (let error = cause; error instanceof Error; error = error.cause) {
    if (error.name === 'TimeoutError' || error.name === 'AbortError') return true
    if ('syscall' in error || error.name === 'ForbiddenAddress') return true
    if ('code' in error && NETWORK.test(String(error.code))) return true
  }
  return false
}

/** RFC 6749, 4.1.2.1: the provider says of itself that it cannot answer now. */
const TEMPORARY = ['temporarily_unavailable', 'server_error']
const NETWORK =
  /^(ECONN|EHOST|ENET|EPIPE|ETIMEDOUT|EAI_|ENOTFOUND|ERR_TLS|ERR_SSL|CERT_|HPE_|OAUTH_RESPONSE_IS_NOT_CONFORM|OAUTH_RESPONSE_IS_NOT_JSON|OAUTH_PARSE_ERROR)/
