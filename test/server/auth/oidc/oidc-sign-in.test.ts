// Sign-in at a real OpenID provider (oidc-provider), from the page that begins it to the session: who is let in, and every
// way in which somebody else might be.

import { createHash, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { MINUTE, SECOND } from '../../../../domain/time.ts'
import type { OpenidProvider } from '../../../support/openid-provider.ts'
import { admin, agent, contact, signatory, supervisor } from '../../../support/people.ts'
import { scriptedBrowser } from '../../../support/scripted-browser.ts'
import type { IdentityRig } from './identity-rig.ts'
import { type OidcRig, oidcRig, REFUSED, type SessionBody } from './oidc-rig.ts'

let rig: IdentityRig
let provider: OpenidProvider
let oidc: OidcRig

beforeAll(async () => {
  oidc = await oidcRig()
  ;({ rig, provider } = oidc)
})
afterAll(() => oidc.close())
beforeEach(() => oidc.anew())

describe('who is let in', () => {
  it('somebody invited is linked by issuer and subject, and comes in without an invitation from then on', async () => {
    provider.signsIn('maeve-at-halyard')
    const first = oidc.begin({ invitation: await rig.invite(agent) })
    const opened = (await (
      await oidc.finish(await oidc.arrive(first.start), first.verifier)
    ).json()) as SessionBody
    expect([opened.person.id, opened.session.method]).toEqual([agent.id, 'OIDC'])
    const again = oidc.begin()
    const answer = await oidc.finish(await oidc.arrive(again.start, scriptedBrowser()), again.verifier)
    expect(((await answer.json()) as SessionBody).person.id).toBe(agent.id)
    const audit = await rig.store.auditEntries(null, 10)
    expect(audit.map(({ action, facts }) => [action, facts['subject']])).toContainEqual([
      'IDENTITY_LINKED',
      'maeve-at-halyard',
    ])
  })

  it('somebody whose provider is set with a slash at its end, which is the same address', async () => {
    rig.set({ staffIssuer: `${provider.issuer}/` })
    await oidc.linked(agent, 'maeve-at-halyard')
    rig.set({ staffIssuer: provider.issuer })
  })

  it('nobody by an e-mail address, though the provider says that it has verified it', async () => {
    // The provider claims `<subject>@halyard.example` as verified; that is this person's address here.
    provider.signsIn(supervisor.id)
    expect(supervisor.email).toBe(`${supervisor.id}@halyard.example`)
    expect(await oidc.arrive(oidc.begin().start)).toBe(401)
  })

  it('nobody twice by one invitation, nor by one that ran out, nor by one of another person', async () => {
    const invitation = await rig.invite(admin)
    provider.signsIn('femi')
    const { start, verifier } = oidc.begin({ invitation })
    expect((await oidc.finish(await oidc.arrive(start), verifier)).status).toBe(200)
    provider.signsIn('somebody-else')
    expect(await oidc.arrive(oidc.begin({ invitation }).start, scriptedBrowser())).toBe(401)
    provider.signsIn('femi')
    expect(
      await oidc.arrive(oidc.begin({ invitation: await rig.invite(supervisor) }).start, scriptedBrowser()),
    ).toBe(401)
    const late = await rig.invite(supervisor)
    rig.advance(61 * MINUTE)
    provider.signsIn('late')
    expect(await oidc.arrive(oidc.begin({ invitation: late }).start, scriptedBrowser())).toBe(401)
    expect(await rig.store.outsideIdentity(provider.issuer, 'late')).toBeNull()
  })

  it('no customer by the staff’s provider, whatever invitation is shown', async () => {
    provider.signsIn('rani')
    expect(await oidc.arrive(oidc.begin({ invitation: await rig.invite(signatory) }).start)).toBe(401)
    expect(await rig.store.outsideIdentity(provider.issuer, 'rani')).toBeNull()
  })

  it('nobody who was deactivated, with the same page as for a stranger', async () => {
    await oidc.linked(supervisor, 'niamh')
    const stranger401 = await pageFor('nobody-knows')
    await rig.store.write((tx) => tx.setDeactivated(supervisor.id, rig.now()))
    expect(await pageFor('niamh')).toBe(stranger401)
    await rig.store.write((tx) => tx.setDeactivated(supervisor.id, null))
  })

  it('nobody who was deactivated between provider and session', async () => {
    await oidc.linked(supervisor, 'niamh')
    const { start, verifier } = oidc.begin()
    const handover = await oidc.arrive(start)
    await rig.store.write((tx) => tx.setDeactivated(supervisor.id, rig.now()))
    const answer = await oidc.finish(handover, verifier)
    expect([answer.status, await answer.json()]).toEqual([401, REFUSED])
    await rig.store.write((tx) => tx.setDeactivated(supervisor.id, null))
  })

  it('nobody who says no at the provider', async () => {
    provider.signsIn(null)
    expect(await oidc.arrive(oidc.begin().start)).toBe(401)
  })
})

async function pageFor(subject: string): Promise<string> {
  provider.signsIn(subject)
  const { answer } = await scriptedBrowser().follow(oidc.begin().start)
  expect(answer?.status).toBe(401)
  return (await answer?.text()) ?? ''
}

describe('what binds a sign-in to who began it', () => {
  it('the browser: a callback that is opened in another one ends nothing there', async () => {
    await oidc.linked(agent, 'maeve')
    const { start } = oidc.begin()
    const callback = await oidc.callbackOf(start)
    const { answer } = await scriptedBrowser().follow(callback.href)
    expect(answer?.status).toBe(400)
  })

  it('one time: a callback that comes again, or ten minutes later, is stale', async () => {
    await oidc.linked(agent, 'maeve')
    const callback = await oidc.callbackOf(oidc.begin().start)
    expect(await oidc.arrive(callback.href)).toMatch(/^[\w-]{43}$/)
    expect(await oidc.arrive(callback.href)).toBe(400)
    const late = await oidc.callbackOf(oidc.begin().start)
    rig.advance(10 * MINUTE + 1)
    expect(await oidc.arrive(late.href)).toBe(400)
  })

  it('the state: one that we did not make, or somebody else’s, leads nowhere', async () => {
    await oidc.linked(agent, 'maeve')
    const foreign = await oidc.callbackOf(oidc.begin().start, scriptedBrowser())
    const own = await oidc.callbackOf(oidc.begin().start)
    for (const state of [
      randomBytes(32).toString('base64url'),
      foreign.searchParams.get('state') ?? '',
      '',
      'x',
    ]) {
      const forged = new URL(own)
      forged.searchParams.set('state', state)
      expect(await oidc.arrive(forged.href)).toBe(400)
    }
  })

  it('the code: another one, or one of another flow, is refused by its verifier', async () => {
    await oidc.linked(agent, 'maeve')
    const other = await oidc.callbackOf(oidc.begin().start)
    const own = await oidc.callbackOf(oidc.begin().start)
    own.searchParams.set('code', other.searchParams.get('code') ?? '')
    expect(await oidc.arrive(own.href)).toBe(401)
  })

  it('the issuer: an answer in another’s name is refused (RFC 9207)', async () => {
    await oidc.linked(agent, 'maeve')
    const callback = await oidc.callbackOf(oidc.begin().start)
    expect(callback.searchParams.get('iss')).toBe(provider.issuer)
    callback.searchParams.set('iss', 'https://evil.example')
    expect(await oidc.arrive(callback.href)).toBe(401)
    const without = await oidc.callbackOf(oidc.begin().start)
    without.searchParams.delete('iss')
    expect(await oidc.arrive(without.href)).toBe(401)
  })

  it('the nonce: an ID token of another sign-in is refused', async () => {
    await oidc.linked(agent, 'maeve')
    const { start } = oidc.begin()
    const toProvider = (await oidc.browser().ask(start)).headers.get('location') ?? ''
    const changed = new URL(toProvider)
    changed.searchParams.set('nonce', 'another-nonce')
    expect(await oidc.arrive(changed.href)).toBe(401)
  })

  it('the verifier: a handover is good once, for two minutes, and for whoever began alone', async () => {
    await oidc.linked(agent, 'maeve')
    const thief = oidc.begin()
    const one = oidc.begin()
    const stolen = await oidc.arrive(one.start)
    expect((await oidc.finish(stolen, thief.verifier)).status).toBe(401)
    expect((await oidc.finish(stolen, one.verifier)).status).toBe(401)
    const two = oidc.begin()
    const good = await oidc.arrive(two.start)
    expect((await oidc.finish(good, two.verifier)).status).toBe(200)
    const again = await oidc.finish(good, two.verifier)
    expect([again.status, await again.json()]).toEqual([401, REFUSED])
    const three = oidc.begin()
    const slow = await oidc.arrive(three.start)
    rig.advance(2 * MINUTE + 1)
    expect((await oidc.finish(slow, three.verifier)).status).toBe(401)
  })

  it('[I22] the finish: whoever leads a browser here with an invitation of their own links nobody to themselves', async () => {
    provider.signsIn('a-victim')
    const invitation = await rig.invite(supervisor)
    const thief = oidc.begin({ invitation })
    const landed = await oidc.arrive(thief.start)
    expect(await rig.store.outsideIdentity(provider.issuer, 'a-victim')).toBeNull()
    // The victim's own page has no verifier that fits.
    expect((await oidc.finish(landed, oidc.begin().verifier)).status).toBe(401)
    expect(await rig.store.outsideIdentity(provider.issuer, 'a-victim')).toBeNull()
    expect(await oidc.arrive(oidc.begin().start)).toBe(401)
  })

  it('[I22] the link: one that ended between provider and session opens nothing', async () => {
    await oidc.linked(agent, 'maeve')
    const { start, verifier } = oidc.begin()
    const handover = await oidc.arrive(start)
    await rig.store.write((tx) => tx.removeOutsideIdentitiesOf(agent.id))
    expect((await oidc.finish(handover, verifier)).status).toBe(401)
  })

  it('the person: a step-up by somebody else is refused', async () => {
    await oidc.linked(agent, 'maeve')
    const foreign = await rig.signedIn(supervisor)
    const { start, verifier } = oidc.begin()
    const answer = await oidc.finish(await oidc.arrive(start), verifier, foreign)
    expect([answer.status, await answer.json()]).toEqual([401, REFUSED])
  })
})

describe('a fresh sign-in', () => {
  it('asks the person anew at the provider, and makes their own session fresh', async () => {
    rig.setClock(-10 * MINUTE)
    await oidc.linked(agent, 'maeve')
    const own = await rig.signedIn(agent)
    rig.setClock(0)
    const { start, verifier } = oidc.begin({ fresh: '1' })
    const address = new URL((await oidc.browser().ask(start)).headers.get('location') ?? '')
    expect([address.searchParams.get('prompt'), address.searchParams.get('max_age')]).toEqual(['login', '0'])
    const { session } = (await (
      await oidc.finish(await oidc.arrive(address.href), verifier, own)
    ).json()) as SessionBody
    expect(Date.parse(rig.now()) - Date.parse(session.authenticatedAt)).toBeLessThan(5 * SECOND)
  })

  it('is refused when the provider names an older one: nobody was asked', async () => {
    rig.setClock(0)
    await oidc.linked(agent, 'maeve')
    rig.setClock(5 * MINUTE)
    const address = new URL(
      (await oidc.browser().ask(oidc.begin({ fresh: '1' }).start)).headers.get('location') ?? '',
    )
    address.searchParams.delete('prompt')
    address.searchParams.set('max_age', '36000')
    expect(await oidc.arrive(address.href)).toBe(401)
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
    const { answer } = await oidc.browser().follow(oidc.begin().start)
    expect(answer?.status).toBe(503)
    expect(await answer?.text()).toContain(
      'The identity provider does not answer. Try again in a few minutes.',
    )
  })

  it('hangs when the code comes back: the same sentence, and nothing of the code in the log', async () => {
    await oidc.linked(agent, 'maeve')
    const callback = await oidc.callbackOf(oidc.begin().start)
    provider.instead = ({ url }) => url === '/token'
    expect(await oidc.arrive(callback.href)).toBe(503)
    expect(rig.logged()).toContain('the provider gave no usable answer')
    expect(rig.logged()).not.toContain(callback.searchParams.get('code'))
  })

  it('rotates its keys: nobody notices', async () => {
    await oidc.linked(agent, 'maeve')
    provider.rotateKeys()
    expect(await oidc.arrive(oidc.begin().start, scriptedBrowser())).toMatch(/^[\w-]{43}$/)
  })
})

describe('the desktop', () => {
  it('is opened by a page of its own, which loads the theme and the looks of this server and nothing else', async () => {
    await oidc.linked(agent, 'maeve')
    const { start, verifier } = oidc.begin({ return: 'desktop' })
    const { answer } = await oidc.browser().follow(start)
    const page = (await answer?.text()) ?? ''
    const handover = /href="accord:\/\/sign-in\/([\w-]{43})"/.exec(page)?.[1]
    const loaded = [...page.matchAll(/(?:src|<link[^>]* href)="([^"]*)"/g)].map((found) => found[1])
    expect(new Set(loaded)).toEqual(new Set(['/icon.svg', '/outcome.css', '/theme-first.js']))
    expect(page).not.toMatch(/https?:|<script>/)
    expect((await oidc.finish(handover, verifier)).status).toBe(200)
  })

  it('is handed a browser’s sign-in for its own verifier, no fresher than that one', async () => {
    const token = await rig.signedIn(contact)
    const signedInAt = rig.now()
    rig.advance(10 * MINUTE)
    const { verifier } = oidc.begin()
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const { handover } = (await (await rig.post('/auth/handover', { challenge }, token)).json()) as {
      handover: string
    }
    const { session, person } = (await (await oidc.finish(handover, verifier)).json()) as SessionBody
    expect([person.id, session.method, session.authenticatedAt]).toEqual([contact.id, 'EMAIL', signedInAt])
  })

  it('[I22] gets no session from a handover whose own session has ended since', async () => {
    const token = await rig.signedIn(contact)
    const { verifier } = oidc.begin()
    const challenge = createHash('sha256').update(verifier).digest('base64url')
    const handed = await rig.post('/auth/handover', { challenge }, token)
    const { handover } = (await handed.json()) as { handover: string }
    await rig.sessions.endAllOf(contact.id, 'REVOKED')
    expect((await oidc.finish(handover, verifier)).status).toBe(401)
  })

  it('is handed nothing by a session that is not fresh, or gone', async () => {
    const token = await rig.signedIn(contact)
    const { verifier } = oidc.begin()
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
  const first = oidc.begin({ invitation: await rig.invite(agent) })
  expect((await oidc.finish(await oidc.arrive(first.start, own), first.verifier)).status).toBe(200)
  rig.setClock(20 * MINUTE)
  // From here nobody can answer a question there: the provider's own session is all that there is.
  provider.signsIn(null)
  const { verifier, start } = oidc.begin()
  const answer = await oidc.finish(await oidc.arrive(start, own), verifier)
  const { session } = (await answer.json()) as { session: { accessToken: string } }
  const challenge = createHash('sha256').update('x').digest('base64url')
  expect((await rig.post('/auth/handover', { challenge }, session.accessToken)).status).toBe(403)
  expect(await oidc.arrive(oidc.begin({ fresh: '1' }).start, own)).toBe(401)
  rig.setClock(0)
})
