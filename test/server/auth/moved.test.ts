// Somebody who began to sign in as a customer and is made staff, or another company's, meanwhile: nothing of before opens
// anything of after. Each way in, and each session, on a whole server.

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { PersonDraft } from '../../../domain/administration.ts'
import { type PersonId, toAccountId, toPersonId } from '../../../domain/ids.ts'
import { HOUR } from '../../../domain/time.ts'
import { DEVICE, type SignInRig, startSignInRig } from './sign-in-rig.ts'

let rig: SignInRig
let id: PersonId
let email: string
beforeAll(async () => {
  rig = await startSignInRig()
})
afterAll(() => rig.stop())
beforeEach(async () => {
  id = toPersonId(randomUUID())
  email = `${id}@nusantarapay.example`
  const { id: _, ...dimas } = await rig.person(toPersonId('dimas-prakoso'))
  await rig.desk.identity.write((tx) => tx.savePerson({ ...dimas, id, email }))
  rig.advance(HOUR)
  await rig.mailsAreOut()
})

type Finish = () => Promise<{ readonly status: number }>

/** Signs in by mail; the session's tokens. */
async function mailed() {
  const { begun, code } = await begunByMail()
  return (await rig.post('/auth/email/finish', { ...DEVICE, attempt: begun, code })).opened.session
}

async function begunByMail(): Promise<{ readonly begun: string; readonly code: string }> {
  const soFar = rig.mails.received.length
  const begun = await rig.begin(email)
  return { begun, code: rig.mails.codeIn(await rig.mails.mail(soFar + 1)) }
}

async function begunByPhone(): Promise<Finish> {
  const priya = await rig.server.signIn('priya-nair')
  const issue = 'mutation I($who: ID!) { issuePhoneCode(personId: $who, checkedBy: "called back") { code } }'
  const { data } = await rig.server.ask(priya, issue, { who: id })
  const { code } = data['issuePhoneCode'] as unknown as { code: string }
  return () => rig.post('/auth/phone/finish', { ...DEVICE, email, code })
}

async function begunByHandover(): Promise<Finish> {
  const { accessToken } = await mailed()
  const verifier = randomBytes(32).toString('base64url')
  const challenge = createHash('sha256').update(verifier).digest('base64url')
  const { text } = await rig.post('/auth/handover', { challenge }, { authorization: `Bearer ${accessToken}` })
  const { handover } = JSON.parse(text) as { handover: string }
  return () => rig.post('/auth/oidc/finish', { ...DEVICE, handover, verifier })
}

const WAYS: readonly (readonly [string, () => Promise<Finish>])[] = [
  [
    'a mail’s code',
    async () => {
      const { begun, code } = await begunByMail()
      return () => rig.post('/auth/email/finish', { ...DEVICE, attempt: begun, code })
    },
  ],
  ['a code read out on the phone', begunByPhone],
  ['a handover of an open session', begunByHandover],
  [
    'a session',
    async () => {
      const { id: sessionId, refreshToken } = await mailed()
      return () => rig.post('/auth/refresh', { sessionId, refreshToken })
    },
  ],
]
const MOVES: readonly (readonly [string, Partial<PersonDraft>])[] = [
  ['is made staff', { role: 'SUPERVISOR', accountId: null }],
  ['is moved to another company', { accountId: toAccountId('kirana-air') }],
]

it.each(WAYS)('%s is good while its person stays who they are', async (_way, begin) => {
  const finish = await begin()
  expect((await finish()).status).toBe(200)
})

it.each(WAYS.flatMap(([way, begin]) => MOVES.map(([move, facts]) => [way, move, facts, begin] as const)))(
  '[I22] %s of a customer opens nothing once that person %s',
  async (_way, _move, facts, begin) => {
    const finish = await begin()
    await rig.change(id, facts)
    expect((await finish()).status).toBe(401)
  },
)

it.each(WAYS)('[I22] %s opens nothing after access was ended and given back', async (_way, begin) => {
  const finish = await begin()
  await rig.deactivateAndBack(id)
  expect((await finish()).status).toBe(401)
})

it('[I22] a sign-in of a clock that was ahead is not fresh once it is put right, and the next one is', async () => {
  rig.advance(24 * HOUR)
  const session = await mailed()
  rig.advance(-24 * HOUR)
  const authorization = { authorization: `Bearer ${session.accessToken}` }
  const challenge = createHash('sha256').update('x').digest('base64url')
  expect((await rig.post('/auth/handover', { challenge }, authorization)).status).toBe(403)
  const { begun, code } = await begunByMail()
  const stepped = await rig.post('/auth/email/finish', { ...DEVICE, attempt: begun, code }, authorization)
  expect(stepped.status).toBe(200)
  const fresh = { authorization: `Bearer ${stepped.opened.session.accessToken}` }
  expect((await rig.post('/auth/handover', { challenge }, fresh)).status).toBe(200)
})

it('[I22] a refresh token that was used before the clock was put right ends its session as one used long ago', async () => {
  rig.advance(2 * HOUR)
  const { id: sessionId, refreshToken } = await mailed()
  expect((await rig.post('/auth/refresh', { sessionId, refreshToken })).status).toBe(200)
  rig.advance(-HOUR)
  const again = await rig.post('/auth/refresh', { sessionId, refreshToken })
  expect([again.status, again.text.includes('reused')]).toEqual([401, true])
  rig.advance(HOUR)
})
