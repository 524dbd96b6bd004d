// What an administrator does over the API of a real server: each change is stored with its audit entry, is felt at once
// on sockets that are open, and is nobody else's to make.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toPersonId } from '../../../domain/ids.ts'
import { MINUTE } from '../../../domain/time.ts'
import { ADMINISTRATION_DOCUMENTS } from '../../../protocol/administration-operations.ts'
import { DEVICE, type SignInRig, startSignInRig } from '../auth/sign-in-rig.ts'
import { follow } from '../support/feed-reader.ts'
import type { TestSocket } from '../support/test-socket.ts'

const INGRID = 'ingrid-solberg'
const DIMAS = toPersonId('dimas-prakoso')
const SARI = toPersonId('sari-hartono')

let rig: SignInRig
let ingrid: string

beforeAll(async () => {
  rig = await startSignInRig()
})
afterAll(() => rig.stop())
beforeEach(async () => {
  rig.advance(MINUTE)
  ingrid = await rig.server.signIn(INGRID)
})

const MARKED = `subscription Feed($after: Cursor!, $epoch: String!) {
  feed(after: $after, epoch: $epoch) { directory }
}`

type Operation = keyof typeof ADMINISTRATION_DOCUMENTS
interface Answer {
  readonly id: string | null
  readonly refusal: { readonly field: string; readonly problem: string } | null
}

async function asked(operation: Operation, variables: Record<string, unknown> = {}, token = ingrid) {
  const { data, errors } = await rig.server.ask(token, ADMINISTRATION_DOCUMENTS[operation], variables)
  expect(errors).toBeUndefined()
  return data as Record<string, unknown>
}
const change = async (operation: Operation, variables: Record<string, unknown>): Promise<Answer> => {
  const { link, ...answer } = (await asked(operation, variables))['answer'] as Answer & { link?: unknown }
  // Mails carry it: nobody is shown a link.
  expect(link ?? null).toBeNull()
  return answer
}
const lastEntry = async () => (await rig.desk.identity.auditEntries(null, 1))[0]
const refusedFor = (field: string, problem: string): Answer => ({
  id: null,
  refusal: { field, problem, limit: null } as Answer['refusal'],
})

/** Somebody signed in on a device with a feed open. */
async function follower(id: string): Promise<{ readonly token: string; readonly socket: TestSocket }> {
  const token = await rig.server.signIn(id)
  const socket = await rig.server.socket({ token })
  await follow(socket, 'f').toHead()
  return { token, socket }
}
async function draftOf(id: string): Promise<Record<string, unknown>> {
  const { name, title, role, accountId, timeZone, phone, email } = await rig.person(toPersonId(id))
  return { name, title, role, accountId, timeZone, phone, email }
}
const newcomer = {
  name: 'Bima Santoso',
  title: 'SRE',
  role: 'CONTACT',
  accountId: 'nusantara-pay',
  timeZone: 'Asia/Jakarta',
  phone: null,
}

describe('[I22] a change is felt on the open sockets of whom it is about', () => {
  it('a person who is deactivated is closed out as revoked and stays out until active again', async () => {
    const [one, two] = [await follower(DIMAS), await follower(DIMAS)]
    expect(await change('deactivatePerson', { id: DIMAS })).toEqual({ id: DIMAS, refusal: null })
    for (const { socket } of [one, two])
      expect(await socket.closed).toEqual({ code: 4403, reason: 'revoked' })
    expect((await rig.server.ask(one.token, '{ me { id } }')).status).toBe(401)
    expect((await rig.post('/demo/sign-in', { personId: DIMAS })).status).toBe(422)
    expect(await lastEntry()).toMatchObject({
      actor: { id: INGRID },
      action: 'PERSON_DEACTIVATED',
      subject: { id: DIMAS },
    })
    expect(await change('reactivatePerson', { id: DIMAS })).toEqual({ id: DIMAS, refusal: null })
    expect(await lastEntry()).toMatchObject({ action: 'PERSON_REACTIVATED', subject: { id: DIMAS } })
    expect((await rig.server.ask(one.token, '{ me { id } }')).status).toBe(401)
    expect((await rig.post('/demo/sign-in', { personId: DIMAS })).status).toBe(200)
  })

  it('a person who gets another role comes back and is served anew', async () => {
    const { socket, token } = await follower(SARI)
    const draft = await draftOf(SARI)
    await change('changePerson', { id: SARI, person: { ...draft, role: 'CONTACT' } })
    expect(await socket.closed).toEqual({ code: 4403, reason: 'changed' })
    expect((await rig.server.ask(token, '{ me { id } }')).status).toBe(200)
    await change('changePerson', { id: SARI, person: draft })
  })

  it('a person who is moved to another company is closed out, and signs in anew as who they are there', async () => {
    const { socket, token } = await follower(SARI)
    const draft = await draftOf(SARI)
    const moved = { ...draft, role: 'CONTACT', accountId: 'nusantara-pay' }
    expect(await change('changePerson', { id: SARI, person: moved })).toEqual({ id: SARI, refusal: null })
    expect(await socket.closed).toEqual({ code: 4403, reason: 'revoked' })
    expect((await rig.server.ask(token, '{ me { id } }')).status).toBe(401)
    const entry = await lastEntry()
    expect(entry).toMatchObject({
      action: 'PERSON_CHANGED',
      facts: { role: 'SIGNATORY → CONTACT', accountId: 'kirana-air → nusantara-pay' },
    })
    const anew = await rig.server.signIn(SARI)
    const again = await follow(await rig.server.socket({ token: anew }), 'f').toHead()
    const accounts = again.flatMap(({ events }) => events.map(({ accountId }) => accountId))
    expect(new Set(accounts)).toEqual(new Set(['nusantara-pay']))
    await change('changePerson', { id: SARI, person: draft })
    // Nothing changes: nothing is written, and nobody is sent away.
    const before = (await lastEntry())?.number
    await change('changePerson', { id: SARI, person: draft })
    expect((await lastEntry())?.number).toBe(before)
  })

  it('one device of a person, or all of them, but never the one that asks', async () => {
    const [one, two, three] = [await follower(DIMAS), await follower(DIMAS), await follower(DIMAS)]
    const detail = (await asked('person', { id: DIMAS }))['administeredPerson'] as {
      readonly devices: readonly { readonly id: string; readonly lastSeenAt: string }[]
    }
    expect(detail.devices.length).toBeGreaterThanOrEqual(3)
    const deviceId = (await rig.desk.sessions.authenticate(`Bearer ${one.token}`))?.sessionId
    expect(await change('endDeviceOf', { personId: SARI, deviceId })).toEqual(
      refusedFor('deviceId', 'NOT_FOUND'),
    )
    expect(await change('endDeviceOf', { personId: DIMAS, deviceId })).toMatchObject({ refusal: null })
    expect(await one.socket.closed).toEqual({ code: 4403, reason: 'revoked' })
    expect(await lastEntry()).toMatchObject({ action: 'DEVICE_ENDED', facts: { personId: DIMAS } })
    expect(await change('endAllDevicesOf', { personId: DIMAS })).toMatchObject({ refusal: null })
    for (const { socket } of [two, three])
      expect(await socket.closed).toEqual({ code: 4403, reason: 'revoked' })
    expect(await change('endAllDevicesOf', { personId: INGRID })).toMatchObject({ refusal: null })
    expect((await rig.server.ask(ingrid, '{ me { id } }')).status).toBe(200)
  })
})

describe('whoever may know of a person or an account', () => {
  it('[I20] learns by the open feed that the directory changed, and nobody else does', async () => {
    const [rani, sari] = ['rani-wulandari', 'sari-hartono'].map(async (who) => {
      const socket = await rig.server.socket({ token: await rig.server.signIn(who) })
      socket.subscribe('f', MARKED, { after: '', epoch: '' })
      const next = async () => ((await socket.data('f'))['feed'] as { directory: string }).directory
      let mark = await next()
      for (let page = 0; page < 3; page++) mark = await next()
      return { next, mark }
    })
    const [ours, theirs] = [await rani, await sari]
    if (ours === undefined || theirs === undefined) throw new Error('two people follow')
    const person = { ...newcomer, email: 'citra@nusantarapay.example' }
    expect(await change('invitePerson', { person })).toMatchObject({ refusal: null })
    await expect.poll(ours.next).not.toBe(ours.mark)
    for (let page = 0; page < 3; page++) expect(await theirs.next()).toBe(theirs.mark)
  })
})

describe('somebody who is invited', () => {
  it('gets a mail with a link that works once, is shown as invited until then, and is in the audit log', async () => {
    await rig.mailsAreOut()
    const mails = rig.mails.received.length
    const email = 'bima@nusantarapay.example'
    const { id } = await change('invitePerson', { person: { ...newcomer, email } })
    expect(await lastEntry()).toMatchObject({ action: 'PERSON_INVITED', subject: { id }, facts: { email } })
    const stateOf = async () =>
      (
        (await asked('person', { id }))['administeredPerson'] as {
          readonly about: { readonly state: string }
        }
      ).about.state
    expect(await stateOf()).toBe('INVITED')
    const first = rig.mails.secretIn(await rig.mails.mail(mails + 1))
    expect(await change('inviteAgain', { id })).toMatchObject({ refusal: null })
    const second = rig.mails.secretIn(await rig.mails.mail(mails + 2))
    const accept = (invitation: string) => rig.post('/auth/invitation/accept', { ...DEVICE, invitation })
    expect((await accept(first)).status).toBe(401)
    expect((await accept(second)).opened.person).toMatchObject({ id, role: 'CONTACT', party: 'CUSTOMER' })
    expect(await stateOf()).toBe('ACTIVE')
    const entries = JSON.stringify(await rig.desk.identity.auditEntries(null, 10))
    for (const secret of [first, second]) expect(entries).not.toContain(secret)
  })

  it('[ADM-5] is refused with an address that somebody has, and nothing is stored', async () => {
    const before = (await lastEntry())?.number
    const person = { ...newcomer, email: 'DIMAS@nusantarapay.example' }
    expect(await change('invitePerson', { person })).toEqual(refusedFor('email', 'TAKEN'))
    expect((await lastEntry())?.number).toBe(before)
  })
})

describe('an administrator', () => {
  it('[ADM-2] [ADM-3] neither ends nor changes the own power, nor that of the last administrator', async () => {
    const own = await draftOf(INGRID)
    expect(await change('deactivatePerson', { id: INGRID })).toEqual(refusedFor('id', 'ONESELF'))
    expect(await change('changePerson', { id: INGRID, person: { ...own, role: 'AGENT' } })).toEqual(
      refusedFor('role', 'ONESELF'),
    )
    expect(await change('changePerson', { id: INGRID, person: { ...own, title: 'Operations' } })).toEqual({
      id: INGRID,
      refusal: null,
    })
  })

  it('[ADM-4] moves nobody to the other side who has given a command', async () => {
    const agent = await draftOf('maeve-brennan')
    const person = { ...agent, role: 'CONTACT', accountId: 'nusantara-pay' }
    expect(await change('changePerson', { id: 'maeve-brennan', person })).toEqual(
      refusedFor('role', 'PARTY_STAYS'),
    )
  })

  it('saves accounts, each with what changed, and their own sign-in at public addresses alone', async () => {
    const account = {
      name: 'Lintas Data',
      number: 'LD-3001',
      domains: ['LintasData.example'],
      phones: ['021 5550 0199'],
      callingCode: '62',
      timeZone: 'Asia/Jakarta',
      tamId: 'tiago-lemos',
      tamHours: [],
      hotline: true,
    }
    const { id } = await change('saveAccount', { id: null, account })
    expect(await rig.desk.identity.account(id as never)).toMatchObject({
      domains: ['lintasdata.example'],
      phones: ['+622155500199'],
    })
    expect(await lastEntry()).toMatchObject({ action: 'ACCOUNT_SAVED', subject: { id } })
    expect(await change('saveAccount', { id, account: { ...account, number: 'NP-2207' } })).toEqual(
      refusedFor('number', 'TAKEN'),
    )
    const sso = {
      issuer: 'https://10.0.0.7',
      clientId: 'accord',
      secretName: 'lintas',
      domains: ['lintasdata.example'],
    }
    const set = (given: object) => change('setAccountSso', { accountId: id, sso: { ...sso, ...given } })
    expect(await set({})).toEqual(refusedFor('issuer', 'NOT_ALLOWED'))
    expect(await set({ issuer: 'http://login.example' })).toEqual(refusedFor('issuer', 'NOT_ALLOWED'))
    expect(await set({ domains: ['gmail.example'], issuer: 'https://1.1.1.1' })).toEqual(
      refusedFor('domains', 'NOT_FOUND'),
    )
    expect(await set({ secretName: '../etc/passwd' })).toEqual(refusedFor('secretName', 'NOT_FOUND'))
    expect(await set({ issuer: 'https://1.1.1.1' })).toMatchObject({ refusal: null })
    expect(await lastEntry()).toMatchObject({ action: 'ACCOUNT_SSO_SET', subject: { id } })
    expect(await change('removeAccountSso', { accountId: id })).toMatchObject({ refusal: null })
    expect(await lastEntry()).toMatchObject({ action: 'ACCOUNT_SSO_REMOVED' })
  })

  it('closes a signing key of a person, which signs nothing more', async () => {
    const key = {
      kid: 'a-key',
      personId: DIMAS,
      publicKey: 'AA',
      certificate: 'c',
      enrolledAt: rig.now(),
      notAfter: rig.now(),
      revokedAt: null,
    }
    await rig.desk.identity.write((tx) => tx.saveSigningKey(key))
    expect(await change('closeKeyOf', { personId: SARI, kid: 'a-key' })).toEqual(
      refusedFor('kid', 'NOT_FOUND'),
    )
    expect(await change('closeKeyOf', { personId: DIMAS, kid: 'a-key' })).toMatchObject({ refusal: null })
    expect((await rig.desk.identity.signingKeys(DIMAS))[0]?.revokedAt).toBe(rig.now())
    expect(await lastEntry()).toMatchObject({ action: 'SIGNING_KEY_REVOKED', subject: { id: 'a-key' } })
  })

  it('finds people by words of name, company and role, and reads the audit log in pages', async () => {
    const named = async (search: string) => {
      const found = await asked('people', { search, after: '' })
      const { people } = (found as { administration: { people: { people: { person: { name: string } }[] } } })
        .administration.people
      return people.map(({ person }) => person.name)
    }
    expect(await named('kirana signatory')).toEqual(['Sari Hartono'])
    expect(await named('nobody of this name')).toEqual([])
    const page = (await asked('audit', { before: 3 }))['audit'] as {
      entries: readonly { number: number }[]
      next: number | null
    }
    expect(page.entries.map(({ number }) => number)).toEqual([2, 1])
    expect(page.next).toBeNull()
  })
})

describe('[I21] everybody else', () => {
  const VARIABLES: Partial<Record<Operation, (id: string) => Record<string, unknown>>> = {
    accounts: () => ({ search: '', after: '' }),
    people: () => ({ search: '', after: '' }),
    audit: () => ({}),
    saveAccount: (id) => ({
      id,
      account: {
        name: 'x',
        number: 'x',
        domains: [],
        phones: [],
        callingCode: '62',
        timeZone: 'UTC',
        tamHours: [],
        hotline: true,
      },
    }),
    invitePerson: () => ({ person: { ...newcomer, email: 'x@x.example' } }),
    changePerson: (id) => ({ id, person: { ...newcomer, email: 'x@x.example' } }),
    endDeviceOf: (id) => ({ personId: id, deviceId: 'x' }),
    endAllDevicesOf: (id) => ({ personId: id }),
    closeKeyOf: (id) => ({ personId: id, kid: 'a-key' }),
    setAccountSso: (id) => ({
      accountId: id,
      sso: { issuer: 'https://1.1.1.1', clientId: 'x', domains: ['x.example'] },
    }),
    removeAccountSso: (id) => ({ accountId: id }),
  }

  it.each(['rani-wulandari', 'maeve-brennan', 'joon-park'])(
    'such as %s is told the same of what is there and of what is not, and leaves no trace',
    async (asker) => {
      const token = await rig.server.signIn(asker)
      const before = (await lastEntry())?.number
      for (const operation of Object.keys(ADMINISTRATION_DOCUMENTS) as Operation[]) {
        const variables = VARIABLES[operation] ?? ((id: string) => ({ id }))
        const ask = async (id: string) =>
          (await rig.server.ask(token, ADMINISTRATION_DOCUMENTS[operation], variables(id))).text
        const plain = (text: string) => text.replace(/"ref":"[0-9a-f]{12}"/g, '"ref":"…"')
        const there = plain(await ask(DIMAS))
        expect(there).toContain('NOT_PERMITTED')
        expect(there).toBe(plain(await ask('nobody')))
      }
      expect((await lastEntry())?.number).toBe(before)
    },
  )
})
