// Who may be here changes: what ends, changes or must be shown anew is felt on open sockets at once, and in the very
// transaction of a command (I22).

import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { connect } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { toAccountId, toPersonId } from '../../../domain/ids.ts'
import { MINUTE } from '../../../domain/time.ts'
import { SESSIONS_MAX } from '../../../protocol/session-end.ts'
import type { SessionGrant } from '../../../server/auth/session-tokens.ts'
import { follow } from '../support/feed-reader.ts'
import { demoRoom } from '../support/running-server.ts'
import { DEVICE, RANI, type SignInRig, startSignInRig } from './sign-in-rig.ts'

let rig: SignInRig
const SARI = toPersonId('sari-hartono')
const DIMAS = toPersonId('dimas-prakoso')

beforeAll(async () => {
  rig = await startSignInRig()
})
afterAll(() => rig.stop())
beforeEach(() => rig.advance(MINUTE))

const open = async (id = RANI.id): Promise<SessionGrant> =>
  (await rig.desk.sessions.open(await rig.person(id), { method: 'EMAIL', deviceName: 'Laptop' })).session
const statusOf = async (accessToken: string) => (await rig.server.ask(accessToken, '{ me { id } }')).status
const reasonOf = async ({ id, refreshToken }: SessionGrant): Promise<unknown> => {
  const { text } = await rig.post('/auth/refresh', { sessionId: id, refreshToken })
  return (JSON.parse(text) as { errors: readonly { extensions: unknown }[] }).errors[0]?.extensions
}

describe('[I22] somebody who is deactivated while a feed is open', () => {
  it('is closed out as revoked, told to wipe, and comes in by no way until active again', async () => {
    const [one, two] = [await open(DIMAS), await open(DIMAS)]
    const sockets = await Promise.all(
      [one, two].map(({ accessToken }) => rig.server.socket({ token: accessToken })),
    )
    for (const socket of sockets) await follow(socket, 'f').toHead()
    await rig.desk.identity.write(async (tx) => {
      await tx.setDeactivated(DIMAS, rig.now())
      await tx.endSessionsOf(DIMAS, 'DEACTIVATED', rig.now())
    })
    rig.desk.sessions.closeSocketsOf(DIMAS, 'revoked')
    for (const socket of sockets) expect(await socket.closed).toEqual({ code: 4403, reason: 'revoked' })
    expect(await statusOf(one.accessToken)).toBe(401)
    expect(await reasonOf(two)).toEqual({ code: 'SESSION_ENDED', reason: 'revoked' })
    expect((await rig.post('/demo/sign-in', { personId: DIMAS })).status).toBe(422)
    expect(await (await fetch(`${rig.server.url}/demo/people`)).text()).not.toContain(DIMAS)
    await rig.desk.identity.write((tx) => tx.setDeactivated(DIMAS, null))
    expect(await reasonOf(two)).toEqual({ code: 'SESSION_ENDED', reason: 'revoked' })
    expect((await rig.post('/demo/sign-in', { personId: DIMAS })).status).toBe(200)
  })

  it('is noticed by the stream itself where nobody told it', async () => {
    const { accessToken } = await open(DIMAS)
    const socket = await rig.server.socket({ token: accessToken })
    await follow(socket, 'f').toHead()
    await rig.desk.identity.write((tx) => tx.setDeactivated(DIMAS, rig.now()))
    expect(await socket.closed).toEqual({ code: 4403, reason: 'revoked' })
    await rig.desk.identity.write((tx) => tx.setDeactivated(DIMAS, null))
  })

  it('does not get a command in that was let through before', async () => {
    const roomId = await demoRoom(rig.server, (await open()).accessToken)
    const person = await rig.person(DIMAS)
    await rig.desk.identity.write((tx) => tx.setDeactivated(DIMAS, rig.now()))
    const command = { type: 'postMessage', text: 'after', replyTo: null } as const
    const envelope = { id: randomUUID() as never, roomId: roomId as never, command }
    expect(await rig.desk.core.submit(person, [envelope])).toMatchObject([{ outcome: 'REJECTED' }])
    await rig.desk.identity.write((tx) => tx.setDeactivated(DIMAS, null))
  })
})

describe('[I22] a request whose body comes when its session has ended', () => {
  /** Sends all but the body's last byte, does something, sends that byte; the status of the answer and its text. */
  async function late(token: string, query: string, act: () => Promise<unknown>) {
    const body = JSON.stringify({ query })
    const { hostname, port } = new URL(rig.server.url)
    const line = connect(Number(port), hostname)
    const head = ['POST /graphql HTTP/1.1', `Host: ${hostname}:${port}`, `Authorization: Bearer ${token}`]
    const length = [`Content-Length: ${body.length}`, 'Content-Type: application/json', 'Connection: close']
    line.write([...head, ...length, 'Expect: 100-continue', '', body.slice(0, -1)].join('\r\n'))
    await once(line, 'data')
    await act()
    line.write(body.slice(-1))
    return textOf(line)
  }

  it('is answered like one without a session', async () => {
    const { id, accessToken } = await open()
    await statusOf(accessToken)
    const answer = await late(accessToken, '{ rooms { id } }', () => rig.desk.sessions.end(id, 'REVOKED'))
    expect(answer).toContain('HTTP/1.1 401')
    expect(answer).toContain('UNAUTHENTICATED')
  })

  it('is answered as whoever its person is by then', async () => {
    const { accessToken } = await open(SARI)
    await statusOf(accessToken)
    const sari = await rig.person(SARI)
    const moved = { ...sari, accountId: toAccountId('nusantara-pay') }
    const answer = await late(accessToken, '{ me { accountId } }', () =>
      rig.desk.identity.write((tx) => tx.savePerson(moved)),
    )
    await rig.desk.identity.write((tx) => tx.savePerson(sari))
    expect(answer).toContain('"accountId":"nusantara-pay"')
  })
})

describe('[I22] somebody who moves to another account while a feed is open', () => {
  it('is closed as changed, keeps the session, and is served the new account from its start', async () => {
    const { accessToken } = await open(SARI)
    const socket = await rig.server.socket({ token: accessToken })
    const before = await follow(socket, 'f').toHead()
    const last = before.at(-1)
    const sari = await rig.person(SARI)
    const rani = await rig.person(RANI.id)
    await rig.desk.core.savePerson({ ...sari, accountId: rani.accountId ?? toAccountId('none') })
    rig.desk.sessions.changed(SARI)
    expect(await socket.closed).toEqual({ code: 4403, reason: 'changed' })
    const again = await rig.server.socket({ token: accessToken })
    const pages = await follow(again, 'f', { after: last?.cursor ?? '', epoch: last?.epoch ?? '' }).toHead()
    // Not what was asked for: the device sees by it that its copy is another account's, and begins anew.
    expect(pages[0]?.after).toBe('')
    const accounts = pages.flatMap(({ events }) => events.map(({ accountId }) => accountId))
    expect(new Set(accounts)).toEqual(new Set([rani.accountId]))
    await rig.desk.core.savePerson(sari)
  })
})

describe('[I22] on more than twenty devices', () => {
  it('nobody is signed in: the one that was seen least ends, with its sockets, and is told to sign in again', async () => {
    const SARIS = 'sari@kirana-air.example'
    const first = await open(SARI)
    const socket = await rig.server.socket({ token: first.accessToken })
    for (let count = 1; count < SESSIONS_MAX; count++) {
      rig.advance(MINUTE / 10)
      await open(SARI)
    }
    expect(await rig.desk.identity.sessionsOf(SARI, rig.now())).toHaveLength(SESSIONS_MAX)
    await rig.mailsAreOut()
    const mailsSoFar = rig.mails.received.length
    const attempt = await rig.begin(SARIS)
    const code = rig.mails.codeIn(await rig.mails.mail(mailsSoFar + 1))
    expect((await rig.post('/auth/email/finish', { ...DEVICE, attempt, code })).status).toBe(200)
    expect(await socket.closed).toEqual({ code: 4403, reason: 'revoked' })
    expect(await reasonOf(first)).toEqual({ code: 'SESSION_ENDED', reason: 'expired' })
    expect(await rig.desk.identity.sessionsOf(SARI, rig.now())).toHaveLength(SESSIONS_MAX)
    expect((await rig.desk.identity.auditEntries(null, 1))[0]).toMatchObject({
      action: 'DEVICE_ENDED',
      actor: { id: null },
      subject: { id: first.id },
      facts: { personId: SARI, limit: SESSIONS_MAX },
    })
  })
})

describe('a device', () => {
  const DEVICES = '{ devices { id name method current } }'

  it('is listed for its person alone, and ended by the person from another one', async () => {
    const [here, there, foreign] = [await open(), await open(), await open(DIMAS)]
    const socket = await rig.server.socket({ token: there.accessToken })
    const { data } = await rig.server.ask(here.accessToken, DEVICES)
    const devices = data['devices'] as unknown as readonly { id: string; current: boolean }[]
    expect(devices.find(({ id }) => id === here.id)).toMatchObject({
      name: 'Laptop',
      method: 'EMAIL',
      current: true,
    })
    expect(devices.some(({ id }) => id === there.id)).toBe(true)
    expect(devices.some(({ id }) => id === foreign.id)).toBe(false)
    const end = async (id: string) =>
      (await rig.server.ask(here.accessToken, 'mutation E($id: ID!) { endDevice(id: $id) }', { id })).data
    expect(await end(foreign.id)).toEqual(await end(randomUUID()))
    expect(await end(there.id)).toEqual({ endDevice: true })
    expect(await socket.closed).toEqual({ code: 4403, reason: 'revoked' })
    expect(await reasonOf(there)).toEqual({ code: 'SESSION_ENDED', reason: 'revoked' })
    expect([await statusOf(here.accessToken), await statusOf(foreign.accessToken)]).toEqual([200, 200])
    const [entry] = await rig.desk.identity.auditEntries(null, 1)
    expect(entry).toMatchObject({ action: 'DEVICE_ENDED', actor: { id: RANI.id }, subject: { id: there.id } })
  })
})

describe('signing', () => {
  const SUBMIT = `mutation S($commands: [SubmitInput!]!) { submit(commands: $commands) { answers { outcome } } }`

  it('with a sign-in over 15 minutes old is held, nothing is stored, and other commands go on', async () => {
    await rig.mailsAreOut()
    const mailsSoFar = rig.mails.received.length
    const first = await open()
    const roomId = await demoRoom(rig.server, first.accessToken)
    rig.advance(14 * MINUTE)
    const { session } = (
      await rig.post('/auth/refresh', { sessionId: first.id, refreshToken: first.refreshToken })
    ).opened
    const signing = {
      id: randomUUID(),
      roomId,
      command: {
        signResolution: {
          proposalId: randomUUID(),
          digest: 'd'.repeat(64),
          publicKey: 'AA',
          signature: 'AA',
        },
      },
    }
    const message = { id: randomUUID(), roomId, command: { postMessage: { text: 'Good', replyTo: null } } }
    const outcomes = async (token: string) => {
      const { data, text } = await rig.server.ask(token, SUBMIT, { commands: [signing, message] })
      const result = data?.['submit'] as { answers: readonly { outcome: string }[] } | undefined
      return result?.answers.map(({ outcome }) => outcome) ?? text
    }
    rig.advance(2 * MINUTE)
    expect(await outcomes(session.accessToken)).toEqual(['HELD', 'ACCEPTED'])

    const attempt = await rig.begin(RANI.email)
    const code = rig.mails.codeIn(await rig.mails.mail(mailsSoFar + 1))
    const authorization = `Bearer ${session.accessToken}`
    const stepped = await rig.post('/auth/email/finish', { ...DEVICE, attempt, code }, { authorization })
    expect(stepped.opened.session).toMatchObject({
      id: first.id,
      refreshToken: null,
      authenticatedAt: rig.now(),
    })
    // Decided now, and by the rules: there is no proposal to sign.
    expect(await outcomes(stepped.opened.session.accessToken)).toEqual(['REJECTED', 'ACCEPTED'])
    // What is answered stays answered. A token from before, which somebody may have stolen, did not become fresh.
    expect(await outcomes(session.accessToken)).toEqual(['REJECTED', 'ACCEPTED'])
    signing.id = randomUUID()
    expect(await outcomes(session.accessToken)).toEqual(['HELD', 'ACCEPTED'])
  })
})

describe('a code from a phone call', () => {
  const ISSUE =
    'mutation I($who: ID!, $how: String!) { issuePhoneCode(personId: $who, checkedBy: $how) { code } }'
  const issue = async (
    asker = 'priya-nair',
    who: string = RANI.id,
    how = 'called back on the number on file',
  ) => rig.server.ask(await rig.server.signIn(asker), ISSUE, { who, how })
  const codeFor = async (): Promise<string> =>
    ((await issue()).data['issuePhoneCode'] as unknown as { code: string }).code
  const finish = (code: string, email: string = RANI.email) =>
    rig.post('/auth/phone/finish', { ...DEVICE, email, code })

  it('lets a customer in once, while mail is down, and is told by mail afterwards', async () => {
    await rig.mailsAreOut()
    const mailsSoFar = rig.mails.received.length
    const code = await codeFor()
    expect(code).toMatch(/^\d{8}$/)
    const { status, opened } = await finish(`${code.slice(0, 4)} ${code.slice(4)}`)
    expect([status, opened.session.method]).toEqual([200, 'PHONE_CODE'])
    expect((await finish(code)).status).toBe(401)
    expect((await rig.mails.mail(mailsSoFar + 1)).text).toContain('read out on the phone')
    const entries = await rig.desk.identity.auditEntries(null, 2)
    expect(entries.map(({ action }) => action)).toEqual(['PHONE_CODE_USED', 'PHONE_CODE_ISSUED'])
    expect(entries[1]).toMatchObject({
      actor: { id: 'priya-nair' },
      subject: { id: RANI.id },
      facts: { checkedBy: 'called back on the number on file' },
    })
    expect(JSON.stringify(entries)).not.toContain(code)
  })

  it('is dead after ten minutes, after five wrong ones, and when a newer one is issued', async () => {
    const old = await codeFor()
    rig.advance(10 * MINUTE)
    const guessed = await codeFor()
    for (let tries = 0; tries < 5; tries++)
      expect((await finish(guessed === '00000000' ? '00000001' : '00000000')).status).toBe(401)
    expect((await finish(guessed)).status).toBe(401)
    const replaced = await codeFor()
    const good = await codeFor()
    for (const code of [old, replaced]) expect((await finish(code)).status).toBe(code === good ? 200 : 401)
    expect((await finish(good, 'nobody@nusantarapay.example')).text).toBe((await finish('12345678')).text)
    expect((await finish(good)).status).toBe(200)
  })

  it('tried by an outsider is still good for its owner, until a hundred were wrong', async () => {
    const wrong = (code: string) => (code === '00000000' ? '00000001' : '00000000')
    const from = (sender: string) => ({ 'x-forwarded-for': sender })
    const tryFrom = (sender: string, code: string) =>
      rig.post('/auth/phone/finish', { ...DEVICE, email: RANI.email, code }, from(sender))
    const kept = await codeFor()
    for (let tries = 0; tries < 6; tries++)
      expect((await tryFrom('203.0.113.7', wrong(kept))).status).toBe(401)
    expect((await tryFrom('203.0.113.7', kept)).status).toBe(401)
    expect((await finish(kept)).status).toBe(200)
    const lost = await codeFor()
    for (let sender = 0; sender < 20; sender++)
      // Addresses of one line of IPv6 are one sender.
      for (let tries = 0; tries < 6; tries++) await tryFrom(`2001:db8:0:${sender}::${tries}`, wrong(lost))
    expect((await finish(lost)).status).toBe(401)
    expect((await rig.desk.identity.auditEntries(null, 1))[0]?.action).toBe('PHONE_CODE_EXHAUSTED')
  })

  it('issued to somebody whose address is changed, or who is deactivated, opens nothing', async () => {
    const moved = 'rani.w@nusantarapay.example'
    for (const meanwhile of [() => rig.changeAddress(RANI.id, moved), () => rig.deactivateAndBack(RANI.id)]) {
      const code = await codeFor()
      await meanwhile()
      expect((await finish(code, moved)).status).toBe(401)
    }
    await rig.changeAddress(RANI.id, RANI.email)
  })

  it('is issued by those who take calls, for customers, with how they were checked', async () => {
    for (const asker of ['rani-wulandari', 'tiago-lemos'])
      expect((await issue(asker)).errors?.[0]?.extensions.code).toBe('NOT_PERMITTED')
    expect((await issue('priya-nair', 'maeve-brennan')).errors?.[0]?.message).toContain('personId')
    expect((await issue('priya-nair', RANI.id, ' ok ')).errors?.[0]?.message).toContain('checkedBy')
  })
})
