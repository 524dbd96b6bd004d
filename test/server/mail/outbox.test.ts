// The mail outbox against a real SMTP server: a mail survives what happens to either side, goes out with secrets that
// were made for it alone, and is given up when it is of no use any more.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DAY, instantAt, MINUTE, plus, SECOND } from '../../../domain/time.ts'
import { openLog } from '../../../server/observe/log.ts'
import type { Desk } from '../../../server/graphql/context.ts'
import { newFolder, removeFolder, startTestServer, type TestServer } from '../support/running-server.ts'
import { type MailReceiver, openMailReceiver } from './mail-receiver.ts'

const RANI = 'rani@nusantarapay.example'

let folder: string
let mails: MailReceiver
let server: TestServer
let desk: Desk
let logged: string
let now = instantAt(0)

beforeEach(async () => {
  folder = await newFolder()
  mails = await openMailReceiver()
  logged = ''
  now = instantAt(Date.UTC(2026, 10, 23, 9))
  await start(mails.url)
})
afterEach(async () => {
  await server.stop()
  await mails.close()
  await removeFolder(folder)
})

async function start(smtpUrl: string | null): Promise<void> {
  server = await startTestServer({
    now: () => now,
    log: openLog('debug', { write: (line: string) => void (logged += line) }),
    onDesk: (opened) => {
      desk = opened
    },
    config: {
      dataFolder: folder,
      smtpUrl,
      mailFrom: 'accord@halyard.example',
      publicUrl: 'https://accord.example',
    },
  })
}

async function begin(): Promise<string> {
  const answer = await server.post('/auth/email/start', { email: RANI })
  return ((await answer.json()) as { attempt: string }).attempt
}
const waiting = () => desk.identity.dueMails(plus(now, DAY), 10)
/** Not only begun, which is noted with a longer wait. */
const oneTryFailed = () =>
  vi.waitFor(async () =>
    expect(await waiting()).toMatchObject([{ tries: 1, nextTryAt: plus(now, 5 * SECOND) }]),
  )
/** Time passes, and the outbox looks. */
function later(by: number): void {
  now = plus(now, by)
  desk.outbox.wake()
}
const finish = (attempt: string, code: string) =>
  server.post('/auth/email/finish', { keep: 'BODY', deviceName: 'Laptop', attempt, code })

describe('a mail', () => {
  it('waits while the server cannot take it, and goes out later with a code that then counts', async () => {
    mails.refuseNext(451)
    const attempt = await begin()
    await oneTryFailed()
    expect(mails.received).toEqual([])
    later(5 * SECOND)
    const mail = await mails.mail(1)
    expect((await finish(attempt, mails.codeIn(mail))).status).toBe(200)
    await vi.waitFor(async () => expect(await waiting()).toEqual([]))
  })

  it('survives a restart: what was noted as tried goes out again when its lease is over, under the same id', async () => {
    mails.refuseNext(451)
    const attempt = await begin()
    await oneTryFailed()
    const [noted] = await waiting()
    await server.stop()
    now = plus(now, MINUTE)
    await start(mails.url)
    const mail = await mails.mail(1)
    expect(mail.mail.messageId).toBe(`<${noted?.id}@halyard.example>`)
    expect((await finish(attempt, mails.codeIn(mail))).status).toBe(200)
  })

  it('that is refused for good is not tried again', async () => {
    mails.refuseNext(550)
    await begin()
    await vi.waitFor(async () => expect(await waiting()).toEqual([]))
    later(MINUTE)
    expect(mails.received).toEqual([])
    expect(logged).toContain('refused for good')
  })

  it('is given up when its code has run out', async () => {
    mails.refuseNext(451)
    await begin()
    await oneTryFailed()
    later(10 * MINUTE)
    await vi.waitFor(async () => expect(await waiting()).toEqual([]))
    expect(mails.received).toEqual([])
  })

  it('is in both languages, says nothing that its asker wrote, and comes from the address that was set', async () => {
    await server.post('/auth/email/start', { email: RANI, deviceName: 'Call +1 900 EVIL at once' })
    const { mail, text } = await mails.mail(1)
    expect([text.includes('Your code'), text.includes('Kode Anda'), text.includes('EVIL')]).toEqual([
      true,
      true,
      false,
    ])
    expect(mail.from?.value).toMatchObject([{ address: 'accord@halyard.example' }])
    expect(mail.subject).not.toMatch(/\d{6}/)
  })
})

it('no secret and no address is in the log, and no secret in the data', async () => {
  const attempt = await begin()
  const mail = await mails.mail(1)
  const secrets = [attempt, mails.codeIn(mail), mails.secretIn(mail)]
  for (const secret of [...secrets, RANI]) expect(logged).not.toContain(secret)
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  for (const { parentPath, name } of files) {
    const content = readFileSync(join(parentPath, name))
    for (const secret of [attempt, mails.secretIn(mail)]) expect(content.includes(secret)).toBe(false)
  }
})

it('without a mail server the answer is the same, and the log says that no mail can be sent', async () => {
  await server.stop()
  await start(null)
  expect(await begin()).toMatch(/^[\w-]{43}$/)
  await vi.waitFor(async () => expect(await waiting()).toEqual([]))
  await vi.waitFor(() => expect(logged).toContain('ACCORD_SMTP_URL is not set'))
})
