// Two nodes on one store, without their network: what one does, the other knows, also where it was not told.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../../domain/people.ts'
import { instantAt, MINUTE, plus, SECOND } from '../../../domain/time.ts'
import { FROM_START } from '../../../protocol/feed.ts'
import type { CloseReason } from '../../../server/auth/identity.ts'
import { openSessionDesk } from '../../../server/auth/session-desk.ts'
import { type Core, openCore } from '../../../server/core.ts'
import { SILENT } from '../../../server/core-log.ts'
import { seedInTurn } from '../../../server/demo/seed-in-turn.ts'
import { noteRoot } from '../../../server/keys/same-root.ts'
import { type MailOutbox, openMailOutbox } from '../../../server/mail/outbox.ts'
import { at } from '../../support/given.ts'
import { agent, contact, representative, signatory, stranger, supervisor } from '../../support/people.ts'
import { takeIntake } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore } from '../core/open-test-core.ts'
import { type LinkedSignals, linkSignals } from './linked-signals.ts'

let test: TestCore
let signals: LinkedSignals
let nodes: readonly [Core, Core]

beforeEach(async () => {
  test = await openTestCore()
  signals = linkSignals(2)
  const open = (node: number): Core =>
    openCore({ store: test.store, now: () => test.now(), signals: signals.nodes[node] })
  nodes = [open(0), open(1)]
})
afterEach(() => test.discard())

const message = { type: 'postMessage', text: 'are you there?', replyTo: null } as const
const note = { type: 'postNote', text: 'ours', replyTo: null } as const

/** How often each of these is poked on a node. */
function pokesOn(node: Core, ...who: readonly Person[]): number[] {
  const counts = who.map(() => 0)
  for (const [index, person] of who.entries())
    node.onPoke(person, () => {
      counts[index] = (counts[index] ?? 0) + 1
    })
  return counts
}

describe('what was committed on one node', () => {
  it('is read on the other at once, and its readers there are told: those who may see it alone', async () => {
    const [a, b] = nodes
    const pokes = pokesOn(b, agent, contact, stranger)
    await a.submit(representative, [test.envelope(takeIntake({ receivedAt: at(0) }))])
    const room = await b.room(contact, roomOf('one'))
    expect([room?.id, pokes]).toEqual([roomOf('one'), [1, 1, 0]])
    await a.submit(agent, [test.envelope(note)])
    expect(pokes).toEqual([2, 1, 0])
    expect((await b.feedPage(agent, FROM_START, '', 100)).events).toEqual(
      (await a.feedPage(agent, FROM_START, '', 100)).events,
    )
  })

  it('[I3] gets its stored answer on the other, where the device sends it again after a cut', async () => {
    const [a, b] = nodes
    await a.submit(representative, [test.envelope(takeIntake({ receivedAt: at(0) }))])
    const sent = test.envelope(message)
    const answered = await a.submit(contact, [sent])
    test.setMinute(3)
    expect(await b.submit(contact, [sent])).toEqual(answered)
    const events = await b.roomEvents(contact, roomOf('one'), 0, 100)
    expect(events.filter(({ body }) => body.type === 'MessagePosted')).toHaveLength(1)
  })

  it('[I6] hangs on what the other node wrote before, without a gap, however they take turns', async () => {
    const [a, b] = nodes
    await a.submit(representative, [test.envelope(takeIntake({ receivedAt: at(0) }))])
    for (let turn = 0; turn < 6; turn++) {
      const answers = await Promise.all([
        a.submit(contact, [test.envelope(message)]),
        b.submit(agent, [test.envelope(turn % 2 === 0 ? note : message)]),
      ])
      expect(answers.flat()).toMatchObject([{ outcome: 'ACCEPTED' }, { outcome: 'ACCEPTED' }])
    }
    const events = await a.roomEvents(agent, roomOf('one'), 0, 100)
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_event, index) => index + 1))
    expect(await b.roomEvents(agent, roomOf('one'), 0, 100)).toEqual(events)
  })

  it('is looked for by everybody when signals may have been lost', async () => {
    const [a, b] = nodes
    const pokes = pokesOn(b, agent, contact, stranger)
    signals.cut(true)
    await a.submit(representative, [test.envelope(takeIntake({ receivedAt: at(0) }))])
    expect(pokes).toEqual([0, 0, 0])
    signals.cut(false)
    expect(pokes).toEqual([1, 1, 1])
  })
})

describe('a directory that was changed on one node', () => {
  const markOn = async (node: Core): Promise<string | null | undefined> =>
    (await node.feedPage(agent, FROM_START, '', 1)).directory

  it.each([
    ['told', false],
    ['not told, but found to have been missed', true],
  ])('has another mark on the other: %s', async (_how, isLost) => {
    const [a, b] = nodes
    const before = await markOn(b)
    signals.cut(isLost)
    await a.savePerson({ ...contact, name: 'Dimas P.' })
    if (isLost) signals.cut(false)
    expect([await markOn(a), await markOn(b)]).toEqual([await markOn(a), await markOn(a)])
    expect(await markOn(b)).not.toBe(before)
  })
})

describe('[I13] a step of a clock', () => {
  it('fires once although every node ticks, also one that stood still and wakes', async () => {
    const [a, b] = nodes
    await a.submit(representative, [test.envelope(takeIntake({ receivedAt: at(0) }))])
    test.setMinute(16)
    const asleep = b.fireDue()
    await Promise.all([a.fireDue(), b.fireDue(), a.fireDue(), asleep])
    test.setMinute(16.1)
    await b.fireDue()
    const log = await b.roomEvents(supervisor, roomOf('one'), 0, 100)
    expect(log.flatMap(({ body }) => ('step' in body ? [body.step] : []))).toEqual([
      'WARN_10',
      'WARN_5',
      'WARN_2',
      'BREACH',
    ])
  })
})

describe('[I22] a session with sockets on two nodes', () => {
  const openDesks = () => {
    const desks = signals.nodes.map((node) =>
      openSessionDesk(test.store.identity, () => test.now(), SILENT, node),
    )
    const [a, b] = desks
    if (a === undefined || b === undefined) throw new Error('there are two nodes')
    return [a, b] as const
  }
  const attachOn = async (desk: ReturnType<typeof openSessionDesk>, token: string) => {
    const reasons: CloseReason[] = []
    const viewer = await desk.authenticate(`Bearer ${token}`)
    if (viewer === null) throw new Error('the session is open')
    const detach = desk.attach(viewer, (reason) => {
      reasons.push(reason)
      detach?.()
    })
    return reasons
  }

  it.each(['told', 'missed'] as const)('loses them on both when it ends on one: %s', async (how) => {
    const [a, b] = openDesks()
    const { session } = await a.open(signatory, { method: 'EMAIL', deviceName: 'Laptop' })
    const other = await a.open(contact, { method: 'EMAIL', deviceName: 'Phone' })
    const reasons = [await attachOn(a, session.accessToken), await attachOn(b, session.accessToken)]
    const untouched = await attachOn(b, other.session.accessToken)
    signals.cut(how === 'missed')
    await a.end(session.id, 'REVOKED')
    signals.cut(false)
    await expect.poll(() => reasons).toEqual([['revoked'], ['revoked']])
    expect(untouched).toEqual([])
  })

  it('comes back on the other node when its person has another role, also where that was not told', async () => {
    const [a, b] = openDesks()
    const { session } = await a.open(agent, { method: 'EMAIL', deviceName: 'Laptop' })
    const reasons = await attachOn(b, session.accessToken)
    signals.cut(true)
    await nodes[0].savePerson({ ...agent, role: 'SUPERVISOR' })
    a.changed(agent.id)
    expect(reasons).toEqual([])
    signals.cut(false)
    await expect.poll(() => reasons).toEqual(['changed'])
  })

  it('loses them within five looks where nobody was told, also those without a stream', async () => {
    const [a, b] = openDesks()
    const { session } = await a.open(signatory, { method: 'EMAIL', deviceName: 'Laptop' })
    const reasons = [await attachOn(b, session.accessToken), await attachOn(b, session.accessToken)]
    signals.cut(true)
    await a.end(session.id, 'REVOKED')
    for (let look = 0; look < 5; look++) {
      b.sweep()
      await new Promise((resolve) => setImmediate(resolve))
    }
    await expect.poll(() => reasons).toEqual([['revoked'], ['revoked']])
  })

  it('is renewed on one node and, with the same token again, on the other: the same pair', async () => {
    const [a, b] = openDesks()
    const { session } = await a.open(signatory, { method: 'EMAIL', deviceName: 'Laptop' })
    const token = session.refreshToken ?? ''
    const first = await a.renew(session.id, token)
    expect(await b.renew(session.id, token)).toEqual(first)
    test.setMinute(2)
    expect(await b.renew(session.id, token)).toMatchObject({ ok: false, reason: 'reused' })
    expect(await a.renew(session.id, token)).toMatchObject({ ok: false })
  })
})

it('a mail goes out once, although both nodes look for it at the same time', async () => {
  const now = instantAt(0)
  const sent: string[] = []
  const send = async ({ id }: { readonly id: string }) => {
    sent.push(id)
    await new Promise((resolve) => setImmediate(resolve))
    return 'SENT' as const
  }
  const { identity } = test.store
  await identity.write(async (tx) => {
    for (const id of ['one', 'two', 'three'])
      await tx.saveMail({
        id,
        kind: 'PHONE_CODE_USED',
        recipient: `${id}@nusantarapay.example`,
        about: id,
        tries: 0,
        nextTryAt: now,
        expiresAt: plus(now, MINUTE),
      })
  })
  const outboxes: readonly MailOutbox[] = signals.nodes.map((node) =>
    openMailOutbox({
      identity,
      sender: { send, close: () => {} },
      now: () => now,
      log: SILENT,
      write: () => Promise.resolve({ subject: '', text: '' }),
      signals: node,
    }),
  )
  await expect.poll(() => identity.dueMails(plus(now, MINUTE), 9)).toEqual([])
  for (const outbox of outboxes) await outbox.stop()
  expect(sent.toSorted()).toEqual(['one', 'three', 'two'])
})

it('of two nodes that start together one alone sets the demo up, and one that stands still in it is waited for ten seconds', async () => {
  let now = instantAt(0)
  const running: string[] = []
  const seed = (node: string) => async () => {
    running.push(`${node} begins`)
    await new Promise((resolve) => setTimeout(resolve, 20))
    running.push(`${node} ends`)
  }
  await Promise.all(['a', 'b'].map((node) => seedInTurn(test.store, node, () => now, seed(node))))
  const [first = ''] = running.map((line) => line.slice(0, 1))
  const second = first === 'a' ? 'b' : 'a'
  expect(running).toEqual([`${first} begins`, `${first} ends`, `${second} begins`, `${second} ends`])

  const asleep = Promise.withResolvers<void>()
  const stoodStill = seedInTurn(
    test.store,
    'asleep',
    () => now,
    () => asleep.promise,
  )
  await test.store.write(() => Promise.resolve())
  const waiting = seedInTurn(test.store, 'next', () => now, seed('next'))
  await test.store.write(() => Promise.resolve())
  expect(running).toHaveLength(4)
  now = plus(now, 10 * SECOND)
  await waiting
  expect(running.at(-1)).toBe('next ends')
  asleep.resolve()
  await stoodStill
})

it('nodes whose keys are under different roots say so, and those that share one do not', async () => {
  const said: unknown[] = []
  const log = { ...SILENT, error: (fields: unknown) => void said.push(fields) }
  await noteRoot(test.store, null, log)
  await noteRoot(test.store, 'one', log)
  await noteRoot(test.store, 'one', log)
  expect(said).toEqual([])
  await noteRoot(test.store, 'other', log)
  await noteRoot(test.store, null, log)
  expect(said).toEqual([
    { root: 'other', rootOfOthers: 'one' },
    { root: null, rootOfOthers: 'one' },
  ])
})
