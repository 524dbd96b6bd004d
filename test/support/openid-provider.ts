// A real OpenID provider on the loopback (oidc-provider), whose login is scripted: whoever the test names is signed in
// without a page. Its keys can be rotated, it can be made to hang, to answer rubbish, or to answer in another's name.

import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type RequestContext } from 'oidc-provider'

export interface OpenidProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Who signs in from now on; null: the person says no. */
  signsIn(subject: string | null): void
  /** New keys; nothing is signed with the old ones any more. */
  rotateKeys(): void
  /** Answers instead of the provider while it is set: true when it did. */
  instead: ((request: IncomingMessage, response: ServerResponse) => boolean) | null
  /** How often each path was asked for. */
  readonly asked: readonly string[]
  close(): Promise<void>
}

const CLIENT_ID = 'accord'

/** `redirectUris`: where browsers may be sent back to. */
export async function startOpenidProvider(redirectUris: readonly string[]): Promise<OpenidProvider> {
  const clientSecret = randomBytes(24).toString('base64url')
  const asked: string[] = []
  let subject: string | null = 'nobody-yet'
  let provider: Provider
  const server = createServer((request, response) => {
    asked.push(request.url?.split('?')[0] ?? '')
    if (started.instead?.(request, response) === true) return
    if (request.url?.startsWith('/interaction/') === true) void answer(request, response)
    else provider.callback()(request, response)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  function make(): void {
    provider = new Provider(issuer, {
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: clientSecret,
          redirect_uris: redirectUris,
          grant_types: ['authorization_code'],
          response_types: ['code'],
        },
      ],
      cookies: { keys: [randomBytes(16).toString('hex')] },
      features: { devInteractions: { enabled: false } },
      findAccount: (_context: unknown, accountId: string) => ({
        accountId,
        claims: () => claimsOf(accountId),
      }),
      interactions: {
        url: (_context: unknown, { uid }: { readonly uid: string }) => `/interaction/${uid}`,
      },
      jwks: { keys: [newKey()] },
      // Everybody has agreed already that this client may know who they are.
      loadExistingGrant: async ({ oidc: { client, session, provider: own } }: RequestContext) => {
        const grant = new own.Grant({ clientId: client.clientId, accountId: session.accountId })
        grant.addOIDCScope('openid')
        await grant.save()
        return grant
      },
      pkce: { required: () => true },
    })
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const result = subject === null ? { error: 'access_denied' } : { login: { accountId: subject } }
    await provider.interactionFinished(request, response, result)
  }

  const started: OpenidProvider = {
    issuer,
    clientId: CLIENT_ID,
    clientSecret,
    signsIn(next) {
      subject = next
    },
    rotateKeys: make,
    instead: null,
    asked,
    async close() {
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
  make()
  return started
}

/** A provider may claim any address, and that it has verified it. */
const claimsOf = (sub: string) => ({ sub, email: `${sub}@halyard.example`, email_verified: true })

function newKey(): object {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
  return {
    ...privateKey.export({ format: 'jwk' }),
    use: 'sig',
    alg: 'RS256',
    kid: randomBytes(8).toString('hex'),
  }
}
