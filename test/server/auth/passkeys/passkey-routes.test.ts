// Passkeys with a device in software: who may make one, who comes in by one, and everything that a device, a page or
// somebody with a copy of the key might say otherwise.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../../../domain/people.ts'
import { MINUTE } from '../../../../domain/time.ts'
import { removePasskey } from '../../../../server/auth/passkeys/passkeys.ts'
import { agent, contact, signatory } from '../../../support/people.ts'
import { type IdentityRig, identityRig } from '../oidc/identity-rig.ts'
import { type Lies, softwareAuthenticator, type SoftwareAuthenticator } from './software-authenticator.ts'

const ORIGIN = 'https://accord.example'

let rig: IdentityRig
let device: SoftwareAuthenticator
beforeAll(async () => {
  rig = await identityRig({ publicUrl: ORIGIN })
})
afterAll(() => rig.close())
beforeEach(async () => {
  rig.setClock(0)
  device = softwareAuthenticator(ORIGIN)
  await rig.store.write(async (tx) => {
    for (const person of [contact, signatory, agent])
      for (const { credentialId } of await tx.passkeysOf(person.id)) await tx.removePasskey(credentialId)
  })
})

// What a test asked for is what it looks at.
type Json = Record<string, never>
const post = async (path: string, body: unknown, token?: string): Promise<{ status: number; body: Json }> => {
  const answer = await rig.post(path, body, token)
  return { status: answer.status, body: (await answer.json()) as Json }
}
const codeOf = ({ body }: { body: Json }): unknown => body['errors']?.[0]?.['extensions']?.['code']

async function register(person: Person, lies: Lies = {}, token?: string) {
  const session = token ?? (await rig.signedIn(person))
  const { body: options } = await post('/auth/passkey/register/start', {}, session)
  const response = device.attest(options['challenge'] ?? '', options['user']?.['id'] ?? '', lies)
  return post('/auth/passkey/register/finish', { response, name: ' Laptop ' }, session)
}

async function signIn(lies: Lies = {}, token?: string) {
  const { body } = await post('/auth/passkey/start', {})
  const response = device.assert(body['options']?.['challenge'] ?? '', lies)
  const finish = { attempt: body['attempt'], response, keep: 'BODY', deviceName: 'test' }
  return { finish, answer: await post('/auth/passkey/finish', finish, token) }
}

describe('making a passkey', () => {
  it('asks for a discoverable one that knows its person, for this server alone', async () => {
    const { body } = await post('/auth/passkey/register/start', {}, await rig.signedIn(contact))
    expect(body).toMatchObject({
      rp: { id: 'accord.example', name: 'Accord, Support' },
      user: { name: contact.email, displayName: contact.name },
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      attestation: 'none',
    })
  })

  it('is done in a fresh session alone', async () => {
    rig.setClock(-14 * MINUTE)
    const token = await rig.signedIn(contact)
    const { body: options } = await post('/auth/passkey/register/start', {}, token)
    // The token lives on because it was renewed; the sign-in behind it is as old as before.
    rig.setClock(2 * MINUTE)
    const renewed = await rig.renewed(token)
    const response = device.attest(options['challenge'] ?? '', options['user']?.['id'] ?? '')
    for (const refused of [
      await post('/auth/passkey/register/start', {}, renewed),
      await post('/auth/passkey/register/finish', { response, name: 'Laptop' }, renewed),
    ])
      expect([refused.status, codeOf(refused)]).toEqual([403, 'STEP_UP'])
  })

  it('is stored with its name, in the audit log, and not twice', async () => {
    const made = await register(contact)
    expect(made.body).toMatchObject({ id: device.id, name: 'Laptop', lastUsedAt: null })
    const [entry] = await rig.store.auditEntries(null, 1)
    expect(entry).toMatchObject({
      action: 'PASSKEY_ADDED',
      subject: { id: contact.id },
      facts: { name: 'Laptop' },
    })
    expect((await register(contact)).status).toBe(422)
    const { body } = await post('/auth/passkey/register/start', {}, await rig.signedIn(contact))
    expect(body['excludeCredentials']).toContainEqual(expect.objectContaining({ id: device.id }))
  })

  it.each<[string, Lies]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['another server', { rpId: 'evil.example' }],
    ['nobody verified', { userVerified: false }],
    ['an answer to another question', { type: 'webauthn.get' }],
  ])('is refused with %s', async (_, lies) => {
    expect((await register(contact, lies)).status).toBe(422)
    expect(await rig.store.passkey(device.id)).toBeNull()
  })

  it('is refused with a challenge of another session, and with one that was used', async () => {
    const [mine, theirs] = [await rig.signedIn(contact), await rig.signedIn(signatory)]
    const { body: options } = await post('/auth/passkey/register/start', {}, theirs)
    const response = device.attest(options['challenge'] ?? '', options['user']?.['id'] ?? '')
    expect((await post('/auth/passkey/register/finish', { response, name: 'x' }, mine)).status).toBe(422)
    expect((await post('/auth/passkey/register/finish', { response, name: 'x' }, theirs)).status).toBe(422)
  })

  it('ends at ten: whoever has so many removes one first', async () => {
    for (let count = 0; count < 10; count++) {
      device = softwareAuthenticator(ORIGIN)
      expect((await register(contact)).status).toBe(200)
    }
    expect((await post('/auth/passkey/register/start', {}, await rig.signedIn(contact))).status).toBe(422)
  })

  it('is not for staff who have a provider of their own', async () => {
    await register(agent)
    expect((await signIn()).answer.status).toBe(200)
    rig.set({ staffIssuer: 'https://login.example' })
    device = softwareAuthenticator(ORIGIN)
    expect((await post('/auth/passkey/register/start', {}, await rig.signedIn(agent))).status).toBe(409)
    rig.set({ staffIssuer: null })
  })
})

describe('coming in', () => {
  it('names nobody before, and opens a session of whoever the passkey was made for', async () => {
    await register(signatory)
    const { body } = await post('/auth/passkey/start', {})
    expect(body['options']).toMatchObject({ rpId: 'accord.example', userVerification: 'required' })
    expect(body['options']?.['allowCredentials'] ?? []).toEqual([])
    const { answer } = await signIn()
    expect(answer.body).toMatchObject({ person: { id: signatory.id }, session: { method: 'PASSKEY' } })
    expect(await rig.store.passkey(device.id)).toMatchObject({ counter: 1, lastUsedAt: rig.now() })
  })

  it.each<[string, Lies]>([
    ['another origin', { origin: 'https://evil.example' }],
    ['a neighbour’s origin', { origin: 'https://accord.example.evil.example' }],
    ['plain http', { origin: 'http://accord.example' }],
    ['another server', { rpId: 'evil.example' }],
    ['nobody verified', { userVerified: false }],
    ['another key', { otherKey: true }],
    ['another person’s name', { userHandle: Buffer.from(contact.id).toString('base64url') }],
    ['an answer to another question', { type: 'webauthn.create' }],
    ['a counter that stands still', { counter: 0 }],
  ])('%s is refused like a passkey that nobody has', async (_, lies) => {
    await register(signatory)
    await signIn()
    const { answer } = await signIn(lies)
    device = softwareAuthenticator(ORIGIN)
    device.attest('', Buffer.from(signatory.id).toString('base64url'))
    expect([answer.status, answer.body]).toEqual([401, (await signIn()).answer.body])
  })

  it('a counter that goes back is refused, and the next one that goes on is not', async () => {
    await register(signatory)
    expect((await signIn({ counter: 9 })).answer.status).toBe(200)
    expect((await signIn({ counter: 9 })).answer.status).toBe(401)
    expect((await signIn({ counter: 8 })).answer.status).toBe(401)
    expect((await signIn({ counter: 10 })).answer.status).toBe(200)
  })

  it('an answer is good once, within five minutes, and for its own question', async () => {
    await register(signatory)
    const { finish } = await signIn()
    expect((await post('/auth/passkey/finish', finish)).status).toBe(401)
    const { body: other } = await post('/auth/passkey/start', {})
    expect((await post('/auth/passkey/finish', { ...finish, attempt: other['attempt'] })).status).toBe(401)
    const { body } = await post('/auth/passkey/start', {})
    const response = device.assert(body['options']?.['challenge'] ?? '')
    rig.advance(5 * MINUTE + 1)
    expect(
      (await post('/auth/passkey/finish', { ...finish, attempt: body['attempt'], response })).status,
    ).toBe(401)
  })

  it('a removed passkey, and one of somebody deactivated, opens nothing', async () => {
    await register(signatory)
    await rig.store.write((tx) => tx.setDeactivated(signatory.id, rig.now()))
    expect((await signIn()).answer.status).toBe(401)
    await rig.store.write((tx) => tx.setDeactivated(signatory.id, null))
    const desk = { store: rig.store, now: () => rig.now() }
    expect(await removePasskey(desk, contact, device.id)).toBe(false)
    expect(await removePasskey(desk, signatory, 'no-such-passkey')).toBe(false)
    expect((await signIn()).answer.status).toBe(200)
    expect(await removePasskey(desk, signatory, device.id)).toBe(true)
    expect((await signIn()).answer.status).toBe(401)
    const [entry] = await rig.store.auditEntries(null, 1)
    expect(entry).toMatchObject({ action: 'PASSKEY_REMOVED', actor: { id: signatory.id } })
  })

  it('makes the own session fresh, and nobody else’s', async () => {
    await register(signatory)
    const [own, foreign] = [await rig.signedIn(signatory), await rig.signedIn(contact)]
    expect((await signIn({}, foreign)).answer.status).toBe(401)
    rig.advance(10 * MINUTE)
    const { answer } = await signIn({}, own)
    expect(answer.body['session']).toMatchObject({ authenticatedAt: rig.now(), refreshToken: null })
  })
})

it.each([
  ['finish', { attempt: 'x' }, 'attempt'],
  ['finish', { response: null }, 'response'],
  ['finish', { response: { id: 'a', rawId: 'b', type: 'public-key' } }, 'response'],
  ['finish', { keep: 'HERE' }, 'keep'],
  ['finish', { deviceName: 'x'.repeat(101) }, 'deviceName'],
  ['register/finish', { name: '' }, 'name'],
  ['register/finish', { response: { id: '../x', rawId: '../x', type: 'public-key' } }, 'response'],
])('%s with %j is told what is wrong with its %s', async (path, wrong, field) => {
  const token = path === 'finish' ? undefined : await rig.signedIn(contact)
  const part = 'AAAA'
  const response = { clientDataJSON: part, authenticatorData: part, signature: part, userHandle: part }
  const good = {
    attempt: 'A'.repeat(43),
    keep: 'BODY',
    deviceName: 'test',
    name: 'x',
    response: { id: part, rawId: part, type: 'public-key', response },
  }
  const { status, body } = await post(`/auth/passkey/${path}`, { ...good, ...wrong }, token)
  expect([status, body['errors']?.[0]?.['extensions']]).toEqual([422, { code: 'BAD_USER_INPUT', field }])
})

it('without a host name there are no passkeys', async () => {
  rig.set({ publicUrl: 'https://93.184.216.34' })
  expect((await post('/auth/passkey/start', {})).status).toBe(409)
  rig.set({ publicUrl: ORIGIN })
})
