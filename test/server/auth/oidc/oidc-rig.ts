// Sign-in at a provider as a test drives it: a rig, a real provider beside it, and the steps of one sign-in.

import { createHash, randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import type { Person } from '../../../../domain/people.ts'
import { nusantara } from '../../../support/accounts.ts'
import { type OpenidProvider, startOpenidProvider } from '../../../support/openid-provider.ts'
import { type ScriptedBrowser, scriptedBrowser } from '../../../support/scripted-browser.ts'
import { type IdentityRig, identityRig } from './identity-rig.ts'

export interface Begun {
  readonly verifier: string
  readonly start: string
}

export interface SessionBody {
  readonly session: {
    readonly accessToken: string
    readonly method: string
    readonly authenticatedAt: string
  }
  readonly person: Person
}

export const REFUSED = {
  errors: [{ message: expect.any(String), extensions: { code: 'SIGN_IN_FAILED' } }],
}

export interface OidcRig {
  readonly rig: IdentityRig
  readonly provider: OpenidProvider
  /** At the staff's provider, unless told otherwise. */
  begin(more?: Readonly<Record<string, string>>): Begun
  /** The address of our own callback that the provider sends the browser to. */
  callbackOf(start: string, through?: ScriptedBrowser): Promise<URL>
  /** The handover in the address that the browser is sent to at the end, or the last page's status. */
  arrive(start: string, through?: ScriptedBrowser): Promise<string | number>
  finish(handover: unknown, verifier: string, token?: string): Promise<Response>
  linked(person: Person, subject: string): Promise<void>
  /** The browser that goes where none is named. */
  browser(): ScriptedBrowser
  /** Another browser from now on, and a provider that works. */
  anew(): void
  close(): Promise<void>
}

export async function oidcRig(): Promise<OidcRig> {
  const rig = await identityRig({ provider: 'Halyard' })
  const callback = `${rig.url}/auth/oidc/callback`
  const provider = await startOpenidProvider([callback, `${callback}/${nusantara.id}`])
  rig.set({
    staffIssuer: provider.issuer,
    staffClientId: provider.clientId,
    staffSecret: provider.clientSecret,
    staffDomains: ['halyard.example'],
  })
  let browser = scriptedBrowser()

  const begin: OidcRig['begin'] = (more = {}) => {
    const verifier = randomBytes(32).toString('base64url')
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const query = new URLSearchParams({ provider: 'staff', challenge, ...more })
    return { verifier, start: `${rig.url}/auth/oidc/start?${query}` }
  }
  const arrive: OidcRig['arrive'] = async (start, through = browser) => {
    const { url, answer } = await through.follow(start)
    const handover = /^#\/sign-in\/done\/([A-Za-z0-9_-]{43})$/.exec(url.hash)?.[1]
    return handover ?? answer?.status ?? 0
  }
  const finish: OidcRig['finish'] = (handover, verifier, token) =>
    rig.post('/auth/oidc/finish', { handover, verifier, keep: 'BODY', deviceName: 'test' }, token)
  return {
    rig,
    provider,
    begin,
    arrive,
    finish,
    async callbackOf(start, through = browser) {
      const { url, answer } = await through.follow(start, ({ pathname }) =>
        pathname.startsWith('/auth/oidc/callback'),
      )
      expect(answer).toBeNull()
      return url
    },
    async linked(person, subject) {
      provider.signsIn(subject)
      const { start, verifier } = begin({ invitation: await rig.invite(person) })
      expect((await finish(await arrive(start), verifier)).status).toBe(200)
    },
    browser: () => browser,
    anew() {
      browser = scriptedBrowser()
      provider.instead = null
    },
    async close() {
      await provider.close()
      await rig.close()
    },
  }
}
