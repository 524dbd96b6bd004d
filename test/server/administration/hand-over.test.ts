// A server that sends no mail: the link of an invitation is shown to the administrator who made it, once, of newcomers
// alone, and is in the audit log. Two administrators at one person lose nothing of each other's.

import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toPersonId } from '../../../domain/ids.ts'
import { ADMINISTRATION_DOCUMENTS } from '../../../protocol/administration-operations.ts'
import { DEVICE, RANI, type SignInRig, startSignInRig } from '../auth/sign-in-rig.ts'

let rig: SignInRig
let ingrid: string
beforeAll(async () => {
  rig = await startSignInRig({ smtpUrl: null })
  ingrid = await rig.server.signIn('ingrid-solberg')
})
afterAll(() => rig.stop())

type Operation = 'invitePerson' | 'inviteAgain' | 'changePerson'
interface Answer {
  readonly id: string
  readonly link: string | null
  readonly refusal: { readonly field: string; readonly problem: string } | null
}
async function change(operation: Operation, variables: Record<string, unknown>): Promise<Answer> {
  const { data } = await rig.server.ask(ingrid, ADMINISTRATION_DOCUMENTS[operation], variables)
  return data['answer'] as unknown as Answer
}
const NEWCOMER = {
  name: 'Wayan Sudarma',
  title: 'SRE',
  email: 'wayan@nusantarapay.example',
  role: 'CONTACT',
  accountId: 'nusantara-pay',
  timeZone: 'Asia/Jakarta',
  phone: null,
}
const secretIn = (link: string | null): string => link?.split('/invitation/')[1] ?? ''
const accept = (link: string | null) =>
  rig.post('/auth/invitation/accept', { ...DEVICE, invitation: secretIn(link) })

describe('an invitation that no mail carries', () => {
  it('is handed over by its link, which lets the newcomer in once and is not shown for whoever was here', async () => {
    const account = (await rig.person(RANI.id)).accountId
    const { id, link } = await change('invitePerson', { person: { ...NEWCOMER, accountId: account } })
    expect(link).toMatch(/^https:\/\/accord\.example\/#\/sign-in\/invitation\/[\w-]{43}$/)
    const [entry] = await rig.desk.identity.auditEntries(null, 1)
    expect(entry).toMatchObject({ action: 'PERSON_INVITED', actor: { name: 'Ingrid Solberg' } })
    expect(entry?.facts['linkShown']).toBe(true)
    expect(JSON.stringify(entry)).not.toContain(secretIn(link))

    const again = await change('inviteAgain', { id })
    expect((await accept(link)).status).toBe(401)
    const person = { ...NEWCOMER, accountId: account, email: 'wayan.s@nusantarapay.example' }
    const moved = await change('changePerson', { id, person })
    expect((await accept(again.link)).status).toBe(401)
    expect((await accept(moved.link)).status).toBe(200)
    expect((await accept(moved.link)).status).toBe(401)
    for (const known of [id, RANI.id])
      expect(await change('inviteAgain', { id: known })).toEqual({
        id: null,
        link: null,
        refusal: { field: 'id', problem: 'NO_MAIL', limit: null },
      })
  })
})

describe('two administrators who opened the same person', () => {
  it('each keep what they changed, and the second is told of a field that both did', async () => {
    const { id: _, party: _party, ...seen } = await rig.person(toPersonId('dimas-prakoso'))
    const save = (facts: object) =>
      change('changePerson', { id: 'dimas-prakoso', seen, person: { ...seen, ...facts } })
    expect((await save({ title: 'Lead SRE' })).refusal).toBeNull()
    expect((await save({ phone: '+62 21 5550 0199' })).refusal).toBeNull()
    expect(await rig.person(toPersonId('dimas-prakoso'))).toMatchObject({
      title: 'Lead SRE',
      phone: '+622155500199',
    })
    expect((await save({ title: 'Head of SRE' })).refusal).toMatchObject({
      field: 'title',
      problem: 'CHANGED_MEANWHILE',
    })
    expect((await rig.person(toPersonId('dimas-prakoso'))).title).toBe('Lead SRE')
  })
})
