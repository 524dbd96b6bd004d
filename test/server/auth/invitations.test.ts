// Invitations: good once and for seven days, for whoever holds the secret; staff take theirs to their own provider.

import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { PersonId } from '../../../domain/ids.ts'
import { DAY, MINUTE } from '../../../domain/time.ts'
import { mailInvitation, makeInvitation } from '../../../server/auth/invitations.ts'
import { inviteAdministrator } from '../../../server/auth/operator-invites.ts'
import { newFolder, removeFolder } from '../support/running-server.ts'
import { DEVICE, MAEVE, RANI, type SignInRig, startSignInRig } from './sign-in-rig.ts'

let rig: SignInRig

beforeAll(async () => {
  rig = await startSignInRig({ staffIssuer: 'https://login.halyard.example' })
})
afterAll(() => rig.stop())
beforeEach(() => rig.advance(MINUTE))

const invite = (who: PersonId) =>
  rig.desk.identity.write((tx) => makeInvitation(tx, who, MAEVE.id, rig.now()))
const accept = (invitation: string) => rig.post('/auth/invitation/accept', { ...DEVICE, invitation })

describe('a customer who is invited', () => {
  it('comes in once, by any one of the open invitations', async () => {
    const [one, two] = [await invite(RANI.id), await invite(RANI.id)]
    const { status, opened } = await accept(one)
    expect([status, opened.person.id, opened.session.method]).toEqual([200, RANI.id, 'INVITATION'])
    const [again, other] = [await accept(one), await accept(two)]
    expect([again.status, other.status]).toEqual([401, 401])
    expect(again.text).toBe((await accept('A'.repeat(43))).text)
  })

  it('comes in within seven days, and not when deactivated', async () => {
    const late = await invite(RANI.id)
    rig.advance(7 * DAY)
    expect((await accept(late)).status).toBe(401)
    const gone = await invite(RANI.id)
    await rig.desk.identity.write((tx) => tx.setDeactivated(RANI.id, rig.now()))
    expect((await accept(gone)).status).toBe(401)
    await rig.desk.identity.write((tx) => tx.setDeactivated(RANI.id, null))
    expect((await accept(gone)).status).toBe(200)
  })

  it('gets it by mail with a secret of its own', async () => {
    const shown = await invite(RANI.id)
    await rig.desk.identity.write((tx) => mailInvitation(tx, shown, RANI.email, rig.now()))
    rig.desk.outbox.wake()
    const mail = await rig.mails.mail(1)
    const mailed = rig.mails.secretIn(mail)
    expect([mail.to, mailed === shown]).toEqual([RANI.email, false])
    expect((await accept(mailed)).status).toBe(200)
    expect((await accept(shown)).status).toBe(401)
  })
})

it('staff are sent to their provider with the invitation, which stays open; mail lets no staff in', async () => {
  const invitation = await invite(MAEVE.id)
  for (const _time of [1, 2]) {
    const { status, text } = await accept(invitation)
    expect([status, JSON.parse(text)]).toMatchObject([
      409,
      { errors: [{ extensions: { code: 'USE_PROVIDER' } }] },
    ])
  }
  const mailsSoFar = rig.mails.received.length
  await rig.begin(MAEVE.email)
  await rig.mailsAreOut()
  expect(rig.mails.received).toHaveLength(mailsSoFar)
})

describe('the operator', () => {
  it('invites an administrator, again when need be, and nobody who is something else', async () => {
    const admin = { name: 'Ada Root', email: 'ada@halyard.example' }
    const [first, second] = [
      await inviteAdministrator(rig.desk.identity, admin, rig.now()),
      await inviteAdministrator(rig.desk.identity, admin, rig.now()),
    ]
    expect(first).not.toBe(second)
    const found = await rig.desk.identity.personByEmail(admin.email)
    expect(found).toMatchObject({ name: 'Ada Root', role: 'ADMIN', party: 'PROVIDER', accountId: null })
    const [entry] = await rig.desk.identity.auditEntries(null, 1)
    expect(entry).toMatchObject({ action: 'PERSON_INVITED', actor: { id: null, name: 'Operator' } })
    const asMaeve = inviteAdministrator(rig.desk.identity, { ...admin, email: MAEVE.email }, rig.now())
    await expect(asMaeve).rejects.toThrow(/no administrator/)
  })

  it('does it with one command, and is told when it was not understood or a server has the folder', async () => {
    const folder = await newFolder()
    const command = (data: string, ...words: readonly string[]) =>
      promisify(execFile)(
        process.execPath,
        ['--no-warnings', resolve(import.meta.dirname, '../../../server/auth/invite-main.ts'), ...words],
        {
          env: { PATH: process.env['PATH'], ACCORD_DATA: data, ACCORD_PUBLIC_URL: 'https://accord.example' },
        },
      ).then(
        ({ stdout }) => ({ code: 0, said: stdout }),
        (error: { code: number; stderr: string }) => ({ code: error.code, said: error.stderr }),
      )
    const [done, unclear, busy] = await Promise.all([
      command(join(folder, 'new'), '--admin', 'Ada Root', 'ada@halyard.example'),
      command(folder, 'ada@halyard.example'),
      command(rig.server.dataFolder, '--admin', 'Ada Root', 'ada@halyard.example'),
    ])
    expect(done.code).toBe(0)
    expect(done.said).toMatch(/^https:\/\/accord\.example\/#\/sign-in\/invitation\/[\w-]{43}$/m)
    expect([unclear.code, unclear.said]).toEqual([2, expect.stringContaining('npm run invite')])
    expect([busy.code, busy.said]).toEqual([1, expect.stringContaining('Another Accord server')])
    await removeFolder(folder)
  })
})
