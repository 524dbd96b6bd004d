// A customer's own OpenID provider: whom it may vouch for, which addresses are sent there, what it is sent and what not.

import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { nusantara, tagus } from '../../../support/accounts.ts'
import type { OpenidProvider } from '../../../support/openid-provider.ts'
import { agent, contact, stranger } from '../../../support/people.ts'
import { scriptedBrowser } from '../../../support/scripted-browser.ts'
import type { IdentityRig } from './identity-rig.ts'
import { type OidcRig, oidcRig, type SessionBody } from './oidc-rig.ts'

let rig: IdentityRig
let provider: OpenidProvider
let oidc: OidcRig

beforeAll(async () => {
  oidc = await oidcRig()
  ;({ rig, provider } = oidc)
})
afterAll(() => oidc.close())
beforeEach(() => oidc.anew())

describe('an account’s own provider', () => {
  const accountId = nusantara.id

  beforeAll(async () => {
    await mkdir(join(rig.folder, 'secrets'))
    await writeFile(
      join(rig.folder, 'secrets', 'nusantara'),
      `${provider.issuer}\n${provider.clientSecret}\n`,
    )
    const { issuer, clientId } = provider
    const { domains } = nusantara
    await rig.store.write((tx) =>
      tx.saveAccountSso({ accountId, issuer, clientId, clientSecretRef: 'nusantara', domains }),
    )
  })

  it('vouches for its own people alone, and for no staff', async () => {
    provider.signsIn('dimas')
    const own = oidc.begin({ provider: accountId, invitation: await rig.invite(contact) })
    const opened = (await (
      await oidc.finish(await oidc.arrive(own.start), own.verifier)
    ).json()) as SessionBody
    expect(opened.person.id).toBe(contact.id)
    for (const person of [stranger, agent]) {
      provider.signsIn(`as-${person.id}`)
      const invitation = await rig.invite(person)
      expect(
        await oidc.arrive(oidc.begin({ provider: accountId, invitation }).start, scriptedBrowser()),
      ).toBe(401)
      expect(await rig.store.outsideIdentity(provider.issuer, `as-${person.id}`)).toBeNull()
    }
  })

  it('is sent nothing that came back from another: each has its own address (RFC 9700, 4.4)', async () => {
    provider.signsIn('dimas')
    const callback = await oidc.callbackOf(oidc.begin({ provider: accountId }).start)
    expect(callback.pathname).toBe(`/auth/oidc/callback/${accountId}`)
    const redeemed = provider.asked.filter((path) => path === '/token').length
    callback.pathname = '/auth/oidc/callback'
    // As a provider would answer that does not name itself.
    callback.searchParams.delete('iss')
    expect(await oidc.arrive(callback.href)).toBe(401)
    const foreign = await oidc.callbackOf(oidc.begin().start)
    foreign.pathname = `/auth/oidc/callback/${accountId}`
    expect(await oidc.arrive(foreign.href)).toBe(401)
    expect(provider.asked.filter((path) => path === '/token')).toHaveLength(redeemed)
  })

  it('whose person was moved to another account lets that person in no more', async () => {
    provider.signsIn('dimas')
    await rig.store.write((tx) => tx.savePerson({ ...contact, accountId: stranger.accountId }))
    expect(await oidc.arrive(oidc.begin({ provider: accountId }).start)).toBe(401)
    await rig.store.write((tx) => tx.savePerson(contact))
  })

  it.each([
    'https://10.0.0.1',
    'https://169.254.169.254/latest',
    'https://[::ffff:7f00:1]',
    'http://login.example',
  ])('at %s is never asked', async (issuer) => {
    const other = { accountId: tagus.id, issuer, clientId: 'x', clientSecretRef: null, domains: [] }
    await rig.store.write((tx) => tx.saveAccountSso(other))
    expect(await oidc.arrive(oidc.begin({ provider: tagus.id }).start)).toBe(503)
  })

  it.each(['../../etc/passwd', 'missing', ''])(
    'with a secret named %j cannot be asked',
    async (clientSecretRef) => {
      const { issuer, clientId } = provider
      const other = { accountId: tagus.id, issuer, clientId, clientSecretRef, domains: [] }
      await rig.store.write((tx) => tx.saveAccountSso(other))
      expect(await oidc.arrive(oidc.begin({ provider: tagus.id }).start)).toBe(503)
    },
  )

  it('is offered by the domain alone, whether there is such a person or not', async () => {
    const ways = async (email: string) => (await fetch(`${rig.url}/auth/ways?email=${email}`)).json()
    const sent = await ways('nobody@nusantarapay.example')
    expect(sent).toEqual({
      ways: [{ kind: 'SSO', id: accountId, name: expect.any(String) }, { kind: 'EMAIL' }],
    })
    expect(await ways('someone@NusantaraPay.Example')).toEqual(sent)
    expect(await ways('nobody@elsewhere.example')).toEqual({ ways: [{ kind: 'EMAIL' }] })
    expect(await ways(agent.email ?? '')).toEqual({ ways: [{ kind: 'STAFF', id: 'staff', name: 'Halyard' }] })
    expect(await ways('nobody@halyard.example')).toEqual(await ways(agent.email ?? ''))
    expect((await fetch(`${rig.url}/auth/ways?email=x`)).status).toBe(422)
  })

  it('is offered no more for a domain that is another account’s now', async () => {
    const ways = async () => (await fetch(`${rig.url}/auth/ways?email=x@nusantarapay.example`)).json()
    await rig.store.write((tx) => tx.saveAccount({ ...nusantara, domains: ['elsewhere.example'] }))
    expect(await ways()).toEqual({ ways: [{ kind: 'EMAIL' }] })
    await rig.store.write((tx) => tx.saveAccount(nusantara))
  })

  it('[I22] is asked again when the session is fetched: one that was changed or removed meanwhile opens nothing', async () => {
    provider.signsIn('dimas')
    const own = oidc.begin({ provider: accountId, invitation: await rig.invite(contact) })
    const handover = await oidc.arrive(own.start)
    const sso = await rig.store.accountSso(accountId)
    if (sso === null) throw new Error('the account has a provider')
    await rig.store.write((tx) => tx.removeAccountSso(accountId))
    expect((await oidc.finish(handover, own.verifier)).status).toBe(401)
    await rig.store.write((tx) => tx.saveAccountSso(sso))
  })

  it('is never sent a secret that the operator’s file has for another issuer', async () => {
    const { clientId } = provider
    await writeFile(join(rig.folder, 'secrets', 'tagus'), 'https://login.tagus.example\nof-tagus-alone\n')
    const { issuer } = provider
    const named = { accountId: tagus.id, issuer, clientId, clientSecretRef: 'tagus', domains: tagus.domains }
    await rig.store.write((tx) => tx.saveAccountSso(named))
    provider.signsIn('somebody')
    const redeemed = provider.asked.filter((path) => path === '/token').length
    expect(await oidc.arrive(oidc.begin({ provider: tagus.id }).start)).toBe(503)
    expect(provider.asked.filter((path) => path === '/token')).toHaveLength(redeemed)
    expect(rig.logged()).toContain(`secrets/tagus has not ${issuer} in its first line`)
    expect(rig.logged()).not.toContain('of-tagus-alone')
  })
})
