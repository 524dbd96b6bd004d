// Sign-in at a real OpenID provider (oidc-provider), from the page that begins it to the session: who is let in, and every
// way in which somebody else might be.

import { createHash, randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../../../domain/people.ts'
import { MINUTE, SECOND } from '../../../../domain/time.ts'
import { nusantara, tagus } from '../../../support/accounts.ts'
import { type OpenidProvider, startOpenidProvider } from '../../../support/openid-provider.ts'
import { admin, agent, contact, signatory, stranger, supervisor } from '../../../support/people.ts'
import { type ScriptedBrowser, scriptedBrowser } from '../../../support/scripted-browser.ts'
import { type IdentityRig, identityRig } from './identity-rig.ts'

let rig: IdentityRig
let provider: OpenidProvider
let browser: ScriptedBrowser

beforeAll(async () => {
  rig = await identityRig({ provider: 'Halyard' })
  provider = await startOpenidProvider([
    `${rig.url}/auth/oidc/callback`,
    `${rig.url}/auth/oidc/callback/${nusantara.id}`,
  ])
  rig.set({
    staffIssuer: provider.issuer,
    staffClientId: provider.clientId,
    staffSecret: provider.clientSecret,
    staffDomains: ['halyard.example'],
  })
})
afterAll(async () => {
  await provider.close()
  await rig.close()
})
beforeEach(() => {
  browser = scriptedBrowser()
})
afterEach(() => {
  provider.instead = null
})

interface Begun {
  readonly verifier: string
  readonly start: string
}

function begin(more: Readonly<Record<string, string>> = {}): Begun {
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const query = new URLSearchParams({ provider: 'staff', challenge, ...more })
  return { verifier, start: `${rig.url}/auth/oidc/start?${query}` }
}

/** The address of our own callback that the provider sends the browser to. */
async function callbackOf(start: string, through = browser): Promise<URL> {
  const { url, answer } = await through.follow(start, ({ pathname }) =>
    pathname.startsWith('/auth/oidc/callback'),
  )
  expect(answer).toBeNull()
  return url
}

/** The handover in the address that the browser is sent to at the end, or the last page's status. */
async function arrive(start: string, through = browser): Promise<string | number> {
  const { url, answer } = await through.follow(start)
  const handover = /^#\/sign-in\/done\/([A-Za-z0-9_-]{43})$/.exec(url.hash)?.[1]
  return handover ?? answer?.status ?? 0
}

const finish = (handover: unknown, verifier: string, token?: string): Promise<Response> =>
  rig.post('/auth/oidc/finish', { handover, verifier, keep: 'BODY', deviceName: 'test' }, token)

async function linked(person: Person, subject: string): Promise<void> {
  provider.signsIn(subject)
  const { start, verifier } = begin({ invitation: await rig.invite(person) })
  expect((await finish(await arrive(start), verifier)).status).toBe(200)
}

interface SessionBody {
  readonly session: {
    readonly accessToken: string
    readonly method: string
    readonly authenticatedAt: string
  }
  readonly person: Person
}

const REFUSED = { errors: [{ message: expect.any(String), extensions: { code: 'SIGN_IN_FAILED' } }] }

describe('who is let in', () => {
  it('somebody invited is linked by issuer and subject, and comes in without an invitation from then on', async () => {
    provider.signsIn('maeve-at-halyard')
    const first = begin({ invitation: await rig.invite(agent) })
    const opened = (await (await finish(await arrive(first.start), first.verifier)).json()) as SessionBody
    expect([opened.person.id, opened.session.method]).toEqual([agent.id, 'OIDC'])
    const again = begin()
    const answer = await finish(await arrive(again.start, scriptedBrowser()), again.verifier)
    expect(((await answer.json()) as SessionBody).person.id).toBe(agent.id)
    const audit = await rig.store.auditEntries(null, 10)
    expect(audit.map(({ action, facts }) => [action, facts['subject']])).toContainEqual([
      'IDENTITY_LINKED',
      'maeve-at-halyard',
    ])
  })

  it('nobody by an e-mail address, though the provider says that it has verified it', async () => {
    // The provider claims `<subject>@halyard.example` as verified; that is this person's address here.
    provider.signsIn(supervisor.id)
    expect(supervisor.email).toBe(`${supervisor.id}@halyard.example`)
    expect(await arrive(begin().start)).toBe(401)
  })

  it('nobody twice by one invitation, nor by one that ran out, nor by one of another person', async () => {
    const invitation = await rig.invite(admin)
    provider.signsIn('femi')
    const { start, verifier } = begin({ invitation })
    expect((await finish(await arrive(start), verifier)).status).toBe(200)
    provider.signsIn('somebody-else')
    expect(await arrive(begin({ invitation }).start, scriptedBrowser())).toBe(401)
    provider.signsIn('femi')
    expect(await arrive(begin({ invitation: await rig.invite(supervisor) }).start, scriptedBrowser())).toBe(
      401,
    )
    const late = await rig.invite(supervisor)
    rig.advance(61 * MINUTE)
    provider.signsIn('late')
    expect(await arrive(begin({ invitation: late }).start, scriptedBrowser())).toBe(401)
    expect(await rig.store.outsideIdentity(provider.issuer, 'late')).toBeNull()
  })

  it('no customer by the staff’s provider, whatever invitation is shown', async () => {
    provider.signsIn('rani')
    expect(await arrive(begin({ invitation: await rig.invite(signatory) }).start)).toBe(401)
    expect(await rig.store.outsideIdentity(provider.issuer, 'rani')).toBeNull()
  })

  it('nobody who was deactivated, with the same page as for a stranger', async () => {
    await linked(supervisor, 'niamh')
    const stranger401 = await pageFor('nobody-knows')
    await rig.store.write((tx) => tx.setDeactivated(supervisor.id, rig.now()))
    expect(await pageFor('niamh')).toBe(stranger401)
    await rig.store.write((tx) => tx.setDeactivated(supervisor.id, null))
  })

  it('nobody who was deactivated between provider and session', async () => {
    await linked(supervisor, 'niamh')
    const { start, verifier } = begin()
    const handover = await arrive(start)
    await rig.store.write((tx) => tx.setDeactivated(supervisor.id, rig.now()))
    const answer = await finish(handover, verifier)
    expect([answer.status, await answer.json()]).toEqual([401, REFUSED])
    await rig.store.write((tx) => tx.setDeactivated(supervisor.id, null))
  })

  it('nobody who says no at the provider', async () => {
    provider.signsIn(null)
    expect(await arrive(begin().start)).toBe(401)
  })
})

async function pageFor(subject: string): Promise<string> {
  provider.signsIn(subject)
  const { answer } = await scriptedBrowser().follow(begin().start)
  expect(answer?.status).toBe(401)
  return (await answer?.text()) ?? ''
}

describe('what binds a sign-in to who began it', () => {
  it('the browser: a callback that is opened in another one ends nothing there', async () => {
    await linked(agent, 'maeve')
    const { start } = begin()
    const callback = await callbackOf(start)
    const { answer } = await scriptedBrowser().follow(callback.href)
    expect(answer?.status).toBe(400)
  })

  it('one time: a callback that comes again, or ten minutes later, is stale', async () => {
    await linked(agent, 'maeve')
    const callback = await callbackOf(begin().start)
    expect(await arrive(callback.href)).toMatch(/^[\w-]{43}$/)
    expect(await arrive(callback.href)).toBe(400)
    const late = await callbackOf(begin().start)
    rig.advance(10 * MINUTE + 1)
    expect(await arrive(late.href)).toBe(400)
  })

  it('the state: one that we did not make, or somebody else’s, leads nowhere', async () => {
    await linked(agent, 'maeve')
    const foreign = await callbackOf(begin().start, scriptedBrowser())
    const own = await callbackOf(begin().start)
    for (const state of [
      randomBytes(32).toString('base64url'),
      foreign.searchParams.get('state') ?? '',
      '',
      'x',
    ]) {
      const forged = new URL(own)
      forged.searchParams.set('state', state)
      expect(await arrive(forged.href)).toBe(400)
    }
  })

  it('the code: another one, or one of another flow, is refused by its verifier', async () => {
    await linked(agent, 'maeve')
    const other = await callbackOf(begin().start)
    const own = await callbackOf(begin().start)
    own.searchParams.set('code', other.searchParams.get('code') ?? '')
    expect(await arrive(own.href)).toBe(401)
  })

  it('the issuer: an answer in another’s name is refused (RFC 9207)', async () => {
    await linked(agent, 'maeve')
    const callback = await callbackOf(begin().start)
    expect(callback.searchParams.get('iss')).toBe(provider.issuer)
    callback.searchParams.set('iss', 'https://evil.example')
    expect(await arrive(callback.href)).toBe(401)
    const without = await callbackOf(begin().start)
    without.searchParams.delete('iss')
    expect(await arrive(without.href)).toBe(401)
  })

  it('the nonce: an ID token of another sign-in is refused', async () => {
    await linked(agent, 'maeve')
    const { start } = begin()
    const toProvider = (await browser.ask(start)).headers.get('location') ?? ''
    const changed = new URL(toProvider)
    changed.searchParams.set('nonce', 'another-nonce')
    expect(await arrive(changed.href)).toBe(401)
  })

  it('the verifier: a handover is good once, for two minutes, and for whoever began alone', async () => {
    await linked(agent, 'maeve')
    const thief = begin()
    const one = begin()
    const stolen = await arrive(one.start)
    expect((await finish(stolen, thief.verifier)).status).toBe(401)
    expect((await finish(stolen, one.verifier)).status).toBe(401)
    const two = begin()
    const good = await arrive(two.start)
    expect((await finish(good, two.verifier)).status).toBe(200)
    const again = await finish(good, two.verifier)
    expect([again.status, await again.json()]).toEqual([401, REFUSED])
    const three = begin()
    const slow = await arrive(three.start)
    rig.advance(2 * MINUTE + 1)
    expect((await finish(slow, three.verifier)).status).toBe(401)
  })

  it('[I22] the finish: whoever leads a browser here with an invitation of their own links nobody to themselves', async () => {
    provider.signsIn('a-victim')
    const invitation = await rig.invite(supervisor)
    const thief = begin({ invitation })
    const landed = await arrive(thief.start)
    expect(await rig.store.outsideIdentity(provider.issuer, 'a-victim')).toBeNull()
    // The victim's own page has no verifier that fits.
    expect((await finish(landed, begin().verifier)).status).toBe(401)
    expect(await rig.store.outsideIdentity(provider.issuer, 'a-victim')).toBeNull()
    expect(await arrive(begin().start)).toBe(401)
  })

  it('[I22] the link: one that ended between provider and session opens nothing', async () => {
    await linked(agent, 'maeve')
    const { start, verifier } = begin()
    const handover = await arrive(start)
    await rig.store.write((tx) => tx.removeOutsideIdentitiesOf(agent.id))
    expect((await finish(handover, verifier)).status).toBe(401)
  })

  it('the person: a step-up by somebody else is refused', async () => {
    await linked(agent, 'maeve')
    const foreign = await rig.signedIn(supervisor)
    const { start, verifier } = begin()
    const answer = await finish(await arrive(start), verifier, foreign)
    expect([answer.status, await answer.json()]).toEqual([401, REFUSED])
  })
})

describe('a fresh sign-in', () => {
  it('asks the person anew at the provider, and makes their own session fresh', async () => {
    rig.setClock(-10 * MINUTE)
    await linked(agent, 'maeve')
    const own = await rig.signedIn(agent)
    rig.setClock(0)
    const { start, verifier } = begin({ fresh: '1' })
    const address = new URL((await browser.ask(start)).headers.get('location') ?? '')
    expect([address.searchParams.get('prompt'), address.searchParams.get('max_age')]).toEqual(['login', '0'])
    const { session } = (await (
      await finish(await arrive(address.href), verifier, own)
    ).json()) as SessionBody
    expect(Date.parse(rig.now()) - Date.parse(session.authenticatedAt)).toBeLessThan(5 * SECOND)
  })

  it('is refused when the provider names an older one: nobody was asked', async () => {
    rig.setClock(0)
    await linked(agent, 'maeve')
    rig.setClock(5 * MINUTE)
    const address = new URL((await browser.ask(begin({ fresh: '1' }).start)).headers.get('location') ?? '')
    address.searchParams.delete('prompt')
    address.searchParams.set('max_age', '36000')
    expect(await arrive(address.href)).toBe(401)
    rig.setClock(0)
  })
})

describe('a provider that fails', () => {
  it.each([
    ['hangs', () => true],
    [
      'answers rubbish',
      (_: unknown, response: { end(text: string): void }) => (response.end('<html>'), true),
    ],
    [
      'is down',
      (_: unknown, response: { writeHead(status: number): { end(): void } }) => (
        response.writeHead(503).end(), true
      ),
    ],
    [
      'has a document in another’s name',
      (_: unknown, response: { setHeader(name: string, value: string): void; end(text: string): void }) => {
        response.setHeader('content-type', 'application/json')
        response.end(
          JSON.stringify({ issuer: 'https://evil.example', authorization_endpoint: 'https://evil.example' }),
        )
        return true
      },
    ],
  ] as const)('%s: a page says so in a sentence, and to try later', async (_, instead) => {
    provider.instead = instead as OpenidProvider['instead']
    const { answer } = await browser.follow(begin().start)
    expect(answer?.status).toBe(503)
    expect(await answer?.text()).toContain(
      'The identity provider does not answer. Try again in a few minutes.',
    )
  })

  it('hangs when the code comes back: the same sentence, and nothing of the code in the log', async () => {
    await linked(agent, 'maeve')
    const callback = await callbackOf(begin().start)
    provider.instead = ({ url }) => url === '/token'
    expect(await arrive(callback.href)).toBe(503)
    expect(rig.logged()).toContain('the provider gave no usable answer')
    expect(rig.logged()).not.toContain(callback.searchParams.get('code'))
  })

  it('rotates its keys: nobody notices', async () => {
    await linked(agent, 'maeve')
    provider.rotateKeys()
    expect(await arrive(begin().start, scriptedBrowser())).toMatch(/^[\w-]{43}$/)
  })
})

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
    const own = begin({ provider: accountId, invitation: await rig.invite(contact) })
    const opened = (await (await finish(await arrive(own.start), own.verifier)).json()) as SessionBody
    expect(opened.person.id).toBe(contact.id)
    for (const person of [stranger, agent]) {
      provider.signsIn(`as-${person.id}`)
      const invitation = await rig.invite(person)
      expect(await arrive(begin({ provider: accountId, invitation }).start, scriptedBrowser())).toBe(401)
      expect(await rig.store.outsideIdentity(provider.issuer, `as-${person.id}`)).toBeNull()
    }
  })

  it('is sent nothing that came back from another: each has its own address (RFC 9700, 4.4)', async () => {
    provider.signsIn('dimas')
    const callback = await callbackOf(begin({ provider: accountId }).start)
    expect(callback.pathname).toBe(`/auth/oidc/callback/${accountId}`)
    const redeemed = provider.asked.filter((path) => path === '/token').length
    callback.pathname = '/auth/oidc/callback'
    // As a provider would answer that does not name itself.
    callback.searchParams.delete('iss')
    expect(await arrive(callback.href)).toBe(401)
    const foreign = await callbackOf(begin().start)
    foreign.pathname = `/auth/oidc/callback/${accountId}`
    expect(await arrive(foreign.href)).toBe(401)
    expect(provider.asked.filter((path) => path === '/token')).toHaveLength(redeemed)
  })

  it('whose person was moved to another account lets that person in no more', async () => {
    provider.signsIn('dimas')
    await rig.store.write((tx) => tx.savePerson({ ...contact, accountId: stranger.accountId }))
    expect(await arrive(begin({ provider: accountId }).start)).toBe(401)
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
    expect(await arrive(begin({ provider: tagus.id }).start)).toBe(503)
  })

  it.each(['../../etc/passwd', 'missing', ''])(
    'with a secret named %j cannot be asked',
    async (clientSecretRef) => {
      const { issuer, clientId } = provider
      const other = { accountId: tagus.id, issuer, clientId, clientSecretRef, domains: [] }
      await rig.store.write((tx) => tx.saveAccountSso(other))
      expect(await arrive(begin({ provider: tagus.id }).start)).toBe(503)
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
    const own = begin({ provider: accountId, invitation: await rig.invite(contact) })
    const handover = await arrive(own.start)
    const sso = await rig.store.accountSso(accountId)
    if (sso === null) throw new Error('the account has a provider')
    await rig.store.write((tx) => tx.removeAccountSso(accountId))
    expect((await finish(handover, own.verifier)).status).toBe(401)
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
    expect(await arrive(begin({ provider: tagus.id }).start)).toBe(503)
    expect(provider.asked.filter((path) => path === '/token')).toHaveLength(redeemed)
  })
})

describe('the desktop', () => {
  it('is opened by a page of its own, which loads the theme and the looks of this server and nothing else', async () => {
    await linked(agent, 'maeve')
    const { start, verifier } = begin({ return: 'desktop' })
    const { answer } = await browser.follow(start)
    const page = (await answer?.text()) ?? ''
    const handover = /href="accord:\/\/sign-in\/([\w-]{43})"/.exec(page)?.[1]
    const loaded = [...page.matchAll(/(?:src|<link[^>]* href)="([^"]*)"/g)].map((found) => found[1])
    expect(new Set(loaded)).toEqual(new Set(['/icon.svg', '/outcome.css', '/theme-first.js']))
    expect(page).not.toMatch(/https?:|<script>/)
    expect((await finish(handover, verifier)).status).toBe(200)
  })

  it('is handed a browser’s sign-in for its own verifier, no fresher than that one', async () => {
    const token = await rig.signedIn(contact)
    const signedInAt = rig.now()
    rig.advance(10 * MINUTE)
    const { verifier } = begin()
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const { handover } = (await (await rig.post('/auth/handover', { challenge }, token)).json()) as {
      handover: string
    }
    const { session, person } = (await (await finish(handover, verifier)).json()) as SessionBody
    expect([person.id, session.method, session.authenticatedAt]).toEqual([contact.id, 'EMAIL', signedInAt])
  })

  it('[I22] gets no session from a handover whose own session has ended since', async () => {
    const token = await rig.signedIn(contact)
    const { verifier } = begin()
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const handed = await rig.post('/auth/handover', { challenge }, token)
    const { handover } = (await handed.json()) as { handover: string }
    await rig.sessions.endAllOf(contact.id, 'REVOKED')
    expect((await finish(handover, verifier)).status).toBe(401)
  })

  it('is handed nothing by a session that is not fresh, or gone', async () => {
    const token = await rig.signedIn(contact)
    const { verifier } = begin()
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    expect((await rig.post('/auth/handover', { challenge })).status).toBe(401)
    rig.advance(14 * MINUTE + 59 * SECOND)
    expect((await rig.post('/auth/handover', { challenge: 'x' }, token)).status).toBe(422)
  })
})

it.each([
  '',
  'provider=staff',
  'provider=nobody&challenge=' + 'A'.repeat(43),
  'provider=staff&challenge=short',
  `provider=staff&challenge=${'A'.repeat(43)}&return=evil`,
  `provider=staff&challenge=${'A'.repeat(43)}&invitation=x`,
  `provider=staff&challenge=${'A'.repeat(43)}&challenge=${'B'.repeat(43)}`,
])('a link with %j begins nothing', async (query) => {
  const answer = await fetch(`${rig.url}/auth/oidc/start?${query}`, { redirect: 'manual' })
  expect([answer.status, answer.headers.get('set-cookie')]).toEqual([404, null])
})

it('[I22] somebody whom the provider lets through without a question has not just shown who they are', async () => {
  provider.signsIn('silent')
  const own = scriptedBrowser()
  const first = begin({ invitation: await rig.invite(agent) })
  expect((await finish(await arrive(first.start, own), first.verifier)).status).toBe(200)
  rig.setClock(20 * MINUTE)
  // From here nobody can answer a question there: the provider's own session is all that there is.
  provider.signsIn(null)
  const { verifier, start } = begin()
  const answer = await finish(await arrive(start, own), verifier)
  const { session } = (await answer.json()) as { session: { accessToken: string } }
  const challenge = createHash('sha256').update('x').digest('base64url')
  expect((await rig.post('/auth/handover', { challenge }, session.accessToken)).status).toBe(403)
  expect(await arrive(begin({ fresh: '1' }).start, own)).toBe(401)
  rig.setClock(0)
})
