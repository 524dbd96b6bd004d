// Sign-in by e-mail over a real server and a real mail receiver: what lets one in, and that nothing else does.

import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../../domain/time.ts'
import { hashOfToken, newToken } from '../../../server/auth/tokens.ts'
import { DEVICE, MAEVE, PUBLIC_URL, RANI, type SignInRig, startSignInRig } from './sign-in-rig.ts'

let rig: SignInRig
let mailsSoFar: number

beforeAll(async () => {
  rig = await startSignInRig()
})
afterAll(() => rig.stop())
beforeEach(async () => {
  await rig.mailsAreOut()
  // An address gets so many mails an hour.
  rig.advance(2 * HOUR)
  mailsSoFar = rig.mails.received.length
})

/** An attempt of hers, with the mail that it led to. */
async function begun(sender?: Record<string, string>) {
  const attempt = await rig.begin(RANI.email, sender)
  const mail = await rig.mails.mail(mailsSoFar + 1)
  return { attempt, mail, code: rig.mails.codeIn(mail), link: rig.mails.secretIn(mail) }
}

const finish = (body: object, headers?: Record<string, string>) =>
  rig.post('/auth/email/finish', { ...DEVICE, ...body }, headers)

/** As the server's own proxy says it. */
const from = (sender: string): Record<string, string> => ({ 'x-forwarded-for': sender })

const wrong = (code: string): string => (code === '000000' ? '000001' : '000000')

describe('whoever began on this device', () => {
  it('comes in with the code of the mail', async () => {
    const { attempt, code } = await begun()
    const { status, opened } = await finish({ attempt, code: `${code.slice(0, 3)} ${code.slice(3)}` })
    expect([status, opened.person.name, opened.session.method]).toEqual([200, 'Rani Wulandari', 'EMAIL'])
    const { data } = await rig.server.ask(opened.session.accessToken, '{ me { name } }')
    expect(data).toEqual({ me: { name: 'Rani Wulandari' } })
  })

  it('comes in with its link, whose secret is behind the # and so reaches no server by being followed', async () => {
    const { attempt, mail, link } = await begun()
    expect(mail.text).toContain(`${PUBLIC_URL}/#/sign-in/link/${link}`)
    // Mail scanners follow links, some with their fragment in the path.
    for (const path of ['/', `/sign-in/link/${link}`, '/auth/email/finish'])
      await fetch(rig.server.url + path, { headers: { accept: 'text/html' } })
    expect((await finish({ attempt, link })).status).toBe(200)
  })

  it('gets the address on file mailed and not the one that was typed', async () => {
    await rig.begin('RANI@NusantaraPay.example')
    const mail = await rig.mails.mail(mailsSoFar + 1)
    expect(mail.to).toBe(RANI.email)
    expect(mail.mail.headers.get('auto-submitted')).toBe('auto-generated')
  })
})

describe('SIGN_IN_FAILED, the same bytes whatever the reason, for', () => {
  let refused: string
  beforeAll(async () => {
    refused = (await finish({ attempt: newToken(), code: '123456' })).text
    expect(JSON.parse(refused)).toMatchObject({ errors: [{ extensions: { code: 'SIGN_IN_FAILED' } }] })
  })
  const expectRefused = async (body: object, headers?: Record<string, string>) => {
    const { status, text } = await finish(body, headers)
    expect([status, text]).toEqual([401, refused])
  }

  it('a link or code that was used', async () => {
    const { attempt, code, link } = await begun()
    expect((await finish({ attempt, link })).status).toBe(200)
    await expectRefused({ attempt, link })
    await expectRefused({ attempt, code })
  })

  it('all but one of those who use the same code at the same moment', async () => {
    const { attempt, code } = await begun()
    const answers = await Promise.all([1, 2, 3].map(() => finish({ attempt, code })))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  })

  it('a link that is opened on another device: it has no attempt, and using it there uses nothing up', async () => {
    const { attempt, link } = await begun()
    await expectRefused({ attempt: await rig.begin(MAEVE.email), link })
    await expectRefused({ attempt: newToken(), link })
    expect((await finish({ attempt, link })).status).toBe(200)
  })

  it('the right code after five wrong ones', async () => {
    const { attempt, code } = await begun()
    for (let tries = 0; tries < 5; tries++) await expectRefused({ attempt, code: wrong(code) })
    await expectRefused({ attempt, code })
  })

  it('the right code after four wrong ones is none: it lets her in', async () => {
    const { attempt, code } = await begun()
    for (let tries = 0; tries < 4; tries++) await expectRefused({ attempt, code: wrong(code) })
    expect((await finish({ attempt, code })).status).toBe(200)
  })

  it('the right code of one sender after ten wrong ones, which keeps nobody else out', async () => {
    rig.advance(DAY)
    for (let attempts = 0; attempts < 3; attempts++) {
      mailsSoFar = rig.mails.received.length
      const { attempt, code } = await begun()
      for (let tries = 0; tries < 5; tries++)
        await expectRefused({ attempt, code: wrong(code) }, from('203.0.113.7'))
    }
    mailsSoFar = rig.mails.received.length
    const { attempt, code } = await begun()
    await expectRefused({ attempt, code }, from('203.0.113.7'))
    expect((await finish({ attempt, code })).status).toBe(200)
  })

  it('the right code after forty wrong ones within a day, of all senders; its link lets her in', async () => {
    rig.advance(DAY)
    for (let attempts = 0; attempts < 8; attempts++) {
      mailsSoFar = rig.mails.received.length
      const sender = from(`203.0.113.${attempts}`)
      const { attempt, code } = await begun(sender)
      for (let tries = 0; tries < 5; tries++) await expectRefused({ attempt, code: wrong(code) }, sender)
    }
    mailsSoFar = rig.mails.received.length
    const { attempt, code, link } = await begun()
    await expectRefused({ attempt, code })
    expect((await finish({ attempt, link })).status).toBe(200)
    rig.advance(DAY)
    mailsSoFar = rig.mails.received.length
    const next = await begun()
    expect((await finish({ attempt: next.attempt, code: next.code })).status).toBe(200)
  })

  it('no code after wrong links, however many: nobody uses up the tries of an address with them', async () => {
    rig.advance(DAY)
    const { attempt, code } = await begun()
    const sender = from('203.0.113.9')
    for (let tries = 0; tries < 50; tries++) await expectRefused({ attempt, link: newToken() }, sender)
    expect((await finish({ attempt, code })).status).toBe(200)
  })

  it('a code after ten minutes', async () => {
    const { attempt, code } = await begun()
    rig.advance(10 * MINUTE)
    await expectRefused({ attempt, code })
  })

  it('the code of one attempt with another', async () => {
    const first = await begun()
    const other = await rig.begin(RANI.email)
    await rig.mails.mail(mailsSoFar + 2)
    await expectRefused({ attempt: other, link: first.link })
  })

  it.each([
    ['whose address is another now', () => rig.changeAddress(RANI.id, 'rani.w@nusantarapay.example')],
    ['who was deactivated and came back', () => rig.deactivateAndBack(RANI.id)],
  ])('somebody %s, by what was begun before', async (_how, meanwhile) => {
    const { attempt, code, link } = await begun()
    await meanwhile()
    await expectRefused({ attempt, code })
    await expectRefused({ attempt, link })
    await rig.changeAddress(RANI.id, RANI.email)
  })

  it('somebody who was deactivated meanwhile', async () => {
    const { attempt, code } = await begun()
    await rig.desk.identity.write((tx) => tx.setDeactivated(RANI.id, rig.now()))
    await expectRefused({ attempt, code })
    await rig.desk.identity.write((tx) => tx.setDeactivated(RANI.id, null))
  })

  it('a bearer of another person, or one that has ended', async () => {
    const other = await rig.server.signIn('maeve-brennan')
    const first = await begun()
    await expectRefused({ attempt: first.attempt, code: first.code }, { authorization: `Bearer ${other}` })
    mailsSoFar = rig.mails.received.length
    const { attempt, code } = await begun()
    await expectRefused({ attempt, code }, { authorization: `Bearer ${newToken()}` })
    expect((await finish({ attempt, code })).status).toBe(200)
  })
})

describe('an address that nobody signs in with', () => {
  it('is answered like any other, gets no mail, and its attempt never opens', async () => {
    const known = await rig.post('/auth/email/start', { email: RANI.email })
    const unknown = await rig.post('/auth/email/start', { email: 'nobody@nusantarapay.example' })
    const shapeOf = ({ status, text, headers }: typeof known) => ({
      status,
      text: text.replace(/[\w-]{43}/, '<token>'),
      headers: [...headers].filter(([name]) => name !== 'date'),
    })
    const { headers, ...body } = shapeOf(unknown)
    const { headers: knownHeaders, ...knownBody } = shapeOf(known)
    expect(body).toEqual(knownBody)
    expect(headers.map(([name]) => name)).toEqual(knownHeaders.map(([name]) => name))
    await rig.mails.mail(mailsSoFar + 1)
    const { attempt } = JSON.parse(unknown.text) as { attempt: string }
    for (const code of ['000000', '123456']) expect((await finish({ attempt, code })).status).toBe(401)
    expect(rig.mails.received.slice(mailsSoFar).map(({ to }) => to)).toEqual([RANI.email])
  })

  it('costs the same reads and writes', async () => {
    const asked: string[] = []
    const watched = async (email: string) => {
      asked.length = 0
      const { beginEmailSignIn } = await import('../../../server/auth/email-sign-in.ts')
      await rig.desk.identity.write((tx) => {
        const told = new Proxy(tx, {
          get(target, property, receiver) {
            asked.push(String(property))
            return Reflect.get(target, property, receiver) as unknown
          },
        })
        const rules = { mayComeIn: () => true, takeMail: () => true }
        return beginEmailSignIn(told, { email, sender: '203.0.113.7' }, rules, rig.now())
      })
      return [...asked]
    }
    const known = await watched(RANI.email)
    expect(await watched('nobody@nusantarapay.example')).toEqual(known)
    expect(known).toEqual(['attemptsSince', 'personByEmail', 'saveAttempt', 'saveMail'])
  })

  it('is counted like a known one: the sixth mail of one sender within an hour is refused, and the 21st of all', async () => {
    for (const email of [RANI.email, 'nobody@nusantarapay.example']) {
      const answers = []
      for (let count = 0; count < 6; count++)
        answers.push((await rig.post('/auth/email/start', { email })).status)
      expect(answers).toEqual([200, 200, 200, 200, 200, 429])
      for (let count = 5; count < 20; count++) {
        const sender = from(`2001:db8:0:${count}::1`)
        expect((await rig.post('/auth/email/start', { email }, sender)).status).toBe(200)
      }
      const late = from('2001:db8:1::1')
      expect((await rig.post('/auth/email/start', { email }, late)).status).toBe(429)
      rig.advance(HOUR)
      expect((await rig.post('/auth/email/start', { email })).status).toBe(200)
    }
  })
})

describe('what is kept', () => {
  it('holds no secret: hashes alone, salted where the secret is short', async () => {
    const { attempt, code, link } = await begun()
    const row = await rig.desk.identity.attempt(hashOfToken(attempt))
    expect(row?.linkHash).toBe(hashOfToken(link))
    expect(JSON.stringify(row)).not.toContain(code)
    expect(row?.codeHash).not.toBe(hashOfToken(code))
  })
})

describe('a request that is wrong', () => {
  it.each([
    ['/auth/email/start', {}, 'email'],
    ['/auth/email/start', { email: 'a\nb@c.example' }, 'email'],
    ['/auth/email/finish', { attempt: newToken(), code: '12345' }, 'code'],
    ['/auth/email/finish', { attempt: 'short', code: '123456' }, 'attempt'],
    ['/auth/email/finish', { attempt: newToken(), code: '123456', keep: 'LOCAL' }, 'keep'],
  ])('%s is told which field and what to send', async (path, body, field) => {
    const { status, text } = await rig.post(path, { ...DEVICE, ...body })
    expect(status).toBe(422)
    expect(JSON.parse(text)).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT', field } }] })
  })

  it.each([
    ['/auth/email/start', { email: RANI.email }],
    ['/auth/email/finish', { attempt: newToken(), code: '123456' }],
    ['/auth/refresh', { sessionId: crypto.randomUUID() }],
  ])('%s from a page of another origin is refused before anything runs', async (path, body) => {
    expect((await rig.post(path, body, { origin: 'https://evil.example' })).status).toBe(403)
  })

  it('is no form of another site: a body that is not JSON is not read', async () => {
    const { status } = await rig.post('/auth/email/start', `{"email":"${RANI.email}"}`, {
      'content-type': 'text/plain',
    })
    expect(status).toBe(415)
  })
})
