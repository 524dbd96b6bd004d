// Letters about clocks: handed in with their events by a real core and store, and sent to a real SMTP server that fails
// in every way while the sender is killed (I14). A pure checker says what was lost; a sender that lies shows that it can.

import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { instantAt, MINUTE, plus, SECOND } from '../../../domain/time.ts'
import type { IdentityStore } from '../../../server/auth/identity-store.ts'
import type { Mail } from '../../../server/auth/identity.ts'
import { SILENT } from '../../../server/core-log.ts'
import type { Desk } from '../../../server/graphql/context.ts'
import { writerOfClockLetters } from '../../../server/mail/clock-letters.ts'
import { openMailOutbox } from '../../../server/mail/outbox.ts'
import { openSmtpSender, type Sender } from '../../../server/mail/smtp.ts'
import { randomFrom } from '../../faults/random.ts'
import { accounts } from '../../support/accounts.ts'
import {
  agent,
  contact,
  otherAgent,
  people,
  representative,
  signatory,
  supervisor,
  tam,
} from '../../support/people.ts'
import { callback, report, takeIntake } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore } from '../core/open-test-core.ts'
import { demoRoom, startTestServer } from '../support/running-server.ts'
import { type Fate, type MailReceiver, openMailReceiver, type ReceivedMail } from './mail-receiver.ts'

const PUBLIC_URL = 'https://accord.example'
const FROM = 'accord@halyard.example'
const SEED = Number(process.env['ACCORD_SEED'] ?? 14)
const ESCALATIONS = process.env['ACCORD_NIGHTLY'] === '1' ? 3_000 : 200

let test: TestCore
let mails: MailReceiver

beforeEach(async () => {
  test = await openTestCore(undefined, { writesLetters: true })
  mails = await openMailReceiver()
})
afterEach(async () => {
  await test.discard()
  await mails.close()
})

const waiting = async (): Promise<readonly Mail[]> =>
  (await test.store.identity.dueMails(plus(test.now(), 365 * 24 * 60 * MINUTE), 10_000)).filter(
    ({ kind }) => kind === 'CLOCK',
  )
const forget = async (): Promise<void> => {
  const due = await waiting()
  await test.store.identity.write(async (tx) => {
    for (const { id } of due) await tx.removeMail(id)
  })
}
/** To whom letters wait, in the order of the people. */
const readers = async (): Promise<readonly string[]> => {
  const addresses = (await waiting()).map(({ recipient }) => recipient)
  return people.flatMap(({ id, email }) => addresses.filter((address) => address === email).map(() => id))
}
/** Time passes and the engine ticks; then who is written to. */
async function toldAt(minute: number): Promise<readonly string[]> {
  test.setMinute(minute)
  await forget()
  await test.core.fireDue()
  return readers()
}

/** A call that came at minute 1, so that its callback is due at minute 16. */
async function called(owner: typeof agent | null = agent): Promise<void> {
  await test.must(contact, report())
  test.setMinute(2)
  await test.must(representative, takeIntake())
  if (owner !== null) await test.must(owner, { type: 'assignAgent', agentId: owner.id, handOverNote: null })
}

describe('[CLK-5] [ESC-3] letters about a clock', () => {
  it('go to those whom each step tells, once each', async () => {
    await called()
    expect(await toldAt(6)).toEqual([agent.id])
    expect(await toldAt(11)).toEqual([agent.id, otherAgent.id])
    expect(await toldAt(14)).toEqual([tam.id, supervisor.id])
    expect(await toldAt(16.01)).toEqual([agent.id, otherAgent.id, tam.id, supervisor.id])
    expect(await toldAt(21.01)).toEqual([agent.id, supervisor.id])
    expect(await toldAt(21.02)).toEqual([])
  })

  it('say the last of what passed while the server was down, to each alone', async () => {
    await called()
    expect(await toldAt(30)).toEqual([agent.id, otherAgent.id, tam.id, supervisor.id])
    const steps = new Map<string, string>()
    for (const { about, recipient } of await waiting()) {
      const event = await test.store.event(roomOf('one'), about.split(' ')[1] as never)
      steps.set(recipient ?? '', event?.body.type ?? '')
    }
    expect([...new Set(steps.values())]).toEqual(['ClockBreached'])
  })

  it('come with an escalation by hand, to whom it means', async () => {
    await called()
    await forget()
    await test.must(signatory, { type: 'escalate', to: 'SUPERVISOR', reason: 'Nobody calls.' })
    expect(await readers()).toEqual([supervisor.id])
  })

  it('[I5] are there when the event is, and only then; without a mail server there are none', async () => {
    await called()
    const command = test.envelope({ type: 'escalate', to: 'SUPERVISOR', reason: 'Nobody calls.' })
    await test.core.submit(signatory, [command])
    const [first] = (await waiting()).filter(({ recipient }) => recipient === supervisor.email)
    await test.core.submit(signatory, [command])
    expect((await waiting()).filter(({ recipient }) => recipient === supervisor.email)).toEqual([first])
    const without = await openTestCore()
    await without.must(contact, report())
    await without.must(signatory, { type: 'escalate', to: 'SUPERVISOR', reason: 'Nobody calls.' })
    expect(without.rows('mail')).toEqual([])
    await without.discard()
  })
})

/** An outbox that ends as a killed process does: from then on it neither sends nor stores anything. */
function mortalOutbox(sender: Sender) {
  let isDead = false
  const never = new Promise<never>(() => {})
  const identity: IdentityStore = {
    ...test.store.identity,
    write: (work) => (isDead ? never : test.store.identity.write(work)),
  }
  let killNext: 'BEFORE' | 'AFTER' | null = null
  const outbox = openMailOutbox({
    identity,
    now: () => now,
    log: SILENT,
    write: writerOfClockLetters({ publicUrl: PUBLIC_URL }),
    sender: {
      close: () => sender.close(),
      async send(letter) {
        const kill = killNext
        killNext = null
        if (kill === 'BEFORE') isDead = true
        if (isDead) return never
        const result = await sender.send(letter)
        if (kill === 'AFTER') isDead = true
        return isDead ? never : result
      },
    },
  })
  return {
    outbox,
    isDead: () => isDead,
    kill: (moment: 'BEFORE' | 'AFTER') => {
      killNext = moment
    },
  }
}

let now = instantAt(0)
const moments = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** What the history of a delivery breaks of I14; nothing for a good one. */
function faultsOf(handedIn: readonly Mail[], received: readonly ReceivedMail[]): readonly string[] {
  const byId = Map.groupBy(received, ({ mail }) => mail.messageId ?? '')
  const known = new Set(handedIn.map(({ id }) => `<${id}@halyard.example>`))
  const missing = [...known].filter((id) => !byId.has(id)).map((id) => `${id} never arrived`)
  const strange = [...byId.keys()].filter((id) => !known.has(id)).map((id) => `${id} was never handed in`)
  const unlike = [...byId].filter(([, mailsOfId]) => new Set(mailsOfId.map(({ to }) => to)).size > 1)
  return [...missing, ...strange, ...unlike.map(([id]) => `${id} went to several`)]
}

async function escalations(count: number): Promise<readonly Mail[]> {
  await called()
  await forget()
  for (let number = 0; number < count; number++)
    await test.must(signatory, { type: 'escalate', to: 'SUPERVISOR', reason: `Reason ${number}` })
  now = test.now()
  return waiting()
}

describe('[I14] an escalation', () => {
  it(`arrives at least once, under one name: ${ESCALATIONS} into a server that fails, with senders killed (seed ${SEED})`, {
    timeout: 600_000,
  }, async () => {
    const handedIn = await escalations(ESCALATIONS)
    expect(handedIn).toHaveLength(ESCALATIONS)
    const random = randomFrom(SEED)
    const met: Record<Fate | 'KILLED', number> = { TAKE: 0, FORGET: 0, SILENCE: 0, REFUSE: 0, KILLED: 0 }
    mails.meet(() => {
      const roll = random.below(100)
      const fate: Fate = roll < 20 ? 'REFUSE' : roll < 25 ? 'FORGET' : roll < 30 ? 'SILENCE' : 'TAKE'
      met[fate] += 1
      return fate
    })
    const start = () => mortalOutbox(openSmtpSender(mails.url, FROM, 150))
    let sender = start()
    for (let round = 0; (await waiting()).length > 0 && round < 40 * ESCALATIONS; round++) {
      if (random.below(10) === 0) sender.kill(random.below(2) === 0 ? 'BEFORE' : 'AFTER')
      sender.outbox.wake()
      await moments(30)
      now = plus(now, 10 * SECOND)
      if (!sender.isDead()) continue
      met.KILLED += 1
      void sender.outbox.stop()
      sender = start()
    }
    await sender.outbox.stop()
    expect(await waiting()).toEqual([])
    expect(faultsOf(handedIn, mails.received)).toEqual([])
    for (const [what, count] of Object.entries(met)) expect(count, what).toBeGreaterThan(0)
    const repeated = Map.groupBy(mails.received, ({ mail }) => mail.messageId ?? '')
    const twice = [...repeated.values()].filter(({ length }) => length > 1)
    expect(twice.length).toBeGreaterThan(0)
    for (const [, again] of twice) expect(again?.text).toContain('may have reached you already')
  })

  it('that a sender only says to have sent is found missing', async () => {
    const handedIn = await escalations(3)
    const liar: Sender = { send: async () => 'SENT', close: () => {} }
    const { outbox } = mortalOutbox(liar)
    await vi.waitFor(async () => expect(await waiting()).toEqual([]))
    await outbox.stop()
    expect(faultsOf(handedIn, mails.received)).toHaveLength(3)
  })
})

describe('a letter', () => {
  async function sent(minute: number) {
    test.setMinute(minute)
    now = test.now()
    const { outbox } = mortalOutbox(openSmtpSender(mails.url, FROM))
    await vi.waitFor(async () => expect(await waiting()).toEqual([]))
    await outbox.stop()
    return mails.received
  }

  it('says in both languages what is due, for whom and when, in the reader’s own zone, with the way there', async () => {
    await called()
    await toldAt(11)
    const received = await sent(11)
    const mine = received.find(({ to }) => to === agent.email)
    const ticket = (await test.core.room(agent, roomOf('one')))?.ticket ?? ''
    expect(mine?.mail.subject).toContain(ticket)
    for (const words of [
      `${ticket}, Nusantara Pay`,
      'The callback that was promised is due at 2026-',
      '(Europe/Dublin)',
      'Janji telepon balik jatuh tempo pada 2026-',
      `${PUBLIC_URL}/#/rooms/${roomOf('one')}?entry=`,
    ])
      expect(mine?.text).toContain(words)
    expect(mine?.text).not.toContain('already')
  })

  it('says nothing that was written in the room', async () => {
    await called()
    await forget()
    await test.must(signatory, { type: 'escalate', to: 'SUPERVISOR', reason: 'Call +1 900 EVIL' })
    const [only] = await sent(3)
    expect(only?.to).toBe(supervisor.email)
    expect(only?.text).toContain(`${signatory.name} escalated this to you`)
    expect(`${only?.mail.subject} ${only?.text}`).not.toMatch(/EVIL|time out|Nobody/)
  })

  it('is not sent to somebody who was deactivated meanwhile, nor a warning half an hour late', async () => {
    await called()
    await toldAt(16.01)
    await test.store.identity.write((tx) => tx.setDeactivated(tam.id, test.now()))
    const received = await sent(16.02)
    expect(received.map(({ to }) => to)).not.toContain(tam.email)
    expect(received).toHaveLength(3)
    await toldAt(21.01)
    expect(await sent(52)).toHaveLength(3)
  })

  it('is not about a warning of a room that has ended', async () => {
    await called()
    await toldAt(11)
    await test.must(agent, callback({ occurredAt: test.now() }))
    await test.must(agent, { type: 'proposeReclassification', reason: 'Not critical.' })
    const [open] = (await test.core.room(signatory, roomOf('one')))?.reclassifications ?? []
    if (open === undefined) throw new Error('nothing was proposed')
    await test.must(signatory, { type: 'agreeReclassification', proposalId: open.id })
    expect(await sent(12)).toEqual([])
  })
})

it('[I14] a server with a mail server sends them by itself', async () => {
  let desk: Desk | undefined
  let time = instantAt(Date.UTC(2026, 10, 23, 9))
  const config = { demo: false, smtpUrl: mails.url, mailFrom: FROM, publicUrl: PUBLIC_URL }
  const server = await startTestServer({
    config,
    now: () => time,
    onDesk: (opened) => {
      desk = opened
    },
  })
  const { core } = desk ?? {}
  for (const account of accounts) await core?.saveAccount(account)
  for (const person of people) await core?.savePerson(person)
  const ask = (who: typeof contact, command: Parameters<TestCore['envelope']>[0]) =>
    core?.submit(who, [test.envelope(command)])
  await ask(contact, report())
  await ask(representative, takeIntake({ receivedAt: time }))
  time = plus(time, 5 * MINUTE)
  const first = await mails.mail(1)
  expect(first.mail.subject).toContain('callback due at')
  await server.stop()
})

it('the demo’s people are written to by nobody', async () => {
  let desk: Desk | undefined
  const server = await startTestServer({
    config: { smtpUrl: mails.url },
    onDesk: (opened) => {
      desk = opened
    },
  })
  const [rani, aisha] = [await server.signIn('rani-wulandari'), await server.signIn('aisha-karim')]
  const room = await demoRoom(server, aisha)
  const escalate = { to: 'SUPERVISOR', reason: 'Nobody calls.' }
  expect((await server.submit(rani, room, { escalate })).outcome).toBe('ACCEPTED')
  expect(await desk?.identity.dueMails(instantAt(Date.UTC(2100, 0, 1)), 100)).toEqual([])
  await server.stop()
})
