// [I22] A session that is known is answered without the store, and never longer than the store would answer it: whatever
// ends or changes it here ends that at once, and elsewhere at once where it was told, else within a second.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY, MINUTE, plus, SECOND } from '../../../domain/time.ts'
import type { IdentityTransaction } from '../../../server/auth/identity-store.ts'
import { knowSessions } from '../../../server/auth/known-sessions.ts'
import { openSession, type SessionGrant, stepUpSession } from '../../../server/auth/session-tokens.ts'
import { hashOfToken } from '../../../server/auth/tokens.ts'
import type { Store } from '../../../server/store/open-store.ts'
import { type Signals, SILENT_SIGNALS } from '../../../server/store/signals.ts'
import { agent, contact } from '../../support/people.ts'
import { openTestCore, type TestCore } from '../core/open-test-core.ts'
import { linkSignals } from '../nodes/linked-signals.ts'

let test: TestCore
/** How often the database was asked what a token opens. */
let reads: number
let elapsed: number

beforeEach(async () => {
  test = await openTestCore()
  reads = 0
  elapsed = 0
})
afterEach(() => test.discard())

/** A node on the one database; `read` is waited for after every look at what a token opens. */
function nodeWith(signals: Signals = SILENT_SIGNALS, read: () => Promise<void> = async () => {}): Store {
  const { identity } = test.store
  const counted = {
    ...identity,
    sessionByAccess: async (...asked: Parameters<typeof identity.sessionByAccess>) => {
      reads += 1
      const found = await identity.sessionByAccess(...asked)
      await read()
      return found
    },
    peopleByAccess: async (...asked: Parameters<typeof identity.peopleByAccess>) => {
      reads += 1
      return identity.peopleByAccess(...asked)
    },
  }
  return knowSessions({ ...test.store, identity: counted, signals }, () => elapsed)
}

const openOn = async ({ identity }: Store, person = contact): Promise<SessionGrant> => {
  const way = { method: 'EMAIL', deviceName: 'Laptop' } as const
  return (await identity.write((tx) => openSession(tx, person, way, test.now()))).session
}
const found = ({ identity }: Store, { accessToken }: SessionGrant, now = test.now()) =>
  identity.sessionByAccess(hashOfToken(accessToken), now)

describe('a known session', () => {
  it('is read once, for requests and for feeds, until something about it changes', async () => {
    const node = nodeWith()
    const session = await openOn(node)
    const first = await found(node, session)
    expect([first?.person, await found(node, session), reads]).toEqual([contact, first, 1])
    const hash = hashOfToken(session.accessToken)
    expect(await node.identity.peopleByAccess([hash], test.now())).toEqual(new Map([[hash, contact]]))
    expect(reads).toBe(1)
    await node.identity.write((tx) => tx.endSessionsOf(agent.id, 'REVOKED', test.now()))
    await found(node, session)
    expect(reads).toBe(1)
  })

  const ends: readonly (readonly [string, (tx: IdentityTransaction, id: string) => Promise<unknown>])[] = [
    ['signed out', (tx, id) => tx.endSession(id, 'SIGNED_OUT', test.now())],
    ['ended with all of its person', (tx) => tx.endSessionsOf(contact.id, 'REVOKED', test.now())],
    ['of somebody deactivated', (tx) => tx.setDeactivated(contact.id, test.now())],
  ]
  it.each(ends)('opens nothing once it is %s', async (_how, end) => {
    const node = nodeWith()
    const session = await openOn(node)
    const hash = hashOfToken(session.accessToken)
    expect(await found(node, session)).not.toBeNull()
    await node.identity.write((tx) => end(tx, session.id))
    expect(await found(node, session)).toBeNull()
    expect((await node.identity.peopleByAccess([hash], test.now())).size).toBe(0)
  })

  it.each(['with events', 'with identities'])('has its person as changed by a work %s', async (through) => {
    const node = nodeWith()
    const session = await openOn(node)
    await found(node, session)
    const changed = { ...contact, role: 'SIGNATORY' } as const
    if (through === 'with events') await node.write((tx) => tx.savePerson(changed))
    else await node.identity.write((tx) => tx.savePerson(changed))
    expect((await found(node, session))?.person.role).toBe('SIGNATORY')
  })

  it('says when it was seen and how its person came in last, as stored', async () => {
    const node = nodeWith()
    const session = await openOn(node)
    await found(node, session)
    test.setMinute(6)
    await node.identity.write((tx) => tx.seeSession(session.id, test.now()))
    expect((await found(node, session))?.session.lastSeenAt).toBe(test.now())
    const way = { method: 'PASSKEY' } as const
    await node.identity.write((tx) => stepUpSession(tx, contact, session.id, way, test.now()))
    expect((await found(node, session))?.session.method).toBe('PASSKEY')
  })

  it('opens nothing from the moment that its token runs out', async () => {
    const node = nodeWith()
    const session = await openOn(node)
    const issued = test.now()
    expect(await found(node, session, plus(issued, 15 * MINUTE - 1))).not.toBeNull()
    expect(await found(node, session, plus(issued, 15 * MINUTE))).toBeNull()
    expect(await found(node, session, plus(issued, 30 * DAY))).toBeNull()
  })

  it('is not known from a read that a change overtook, nor from before a work that failed', async () => {
    let changing: (() => Promise<unknown>) | null = null
    const node = nodeWith(SILENT_SIGNALS, async () => {
      const change = changing
      changing = null
      await change?.()
    })
    const session = await openOn(node)
    changing = () => node.identity.write((tx) => tx.endSession(session.id, 'REVOKED', test.now()))
    await found(node, session)
    expect(await found(node, session)).toBeNull()
    const other = await openOn(node, agent)
    await found(node, other)
    const failed = node.identity.write(async (tx) => {
      await tx.endSession(other.id, 'REVOKED', test.now())
      throw new Error('mine')
    })
    await expect(failed).rejects.toThrow('mine')
    const before = reads
    expect([(await found(node, other))?.session.id, reads]).toEqual([other.id, before + 1])
  })
})

describe('a session that is known on one node and ends on another', () => {
  const openNodes = () => {
    const signals = linkSignals(2)
    const [a, b] = signals.nodes.map((node) => nodeWith(node))
    if (a === undefined || b === undefined) throw new Error('there are two nodes')
    return { signals, a, b, told: signals.nodes[0] ?? SILENT_SIGNALS }
  }

  it('opens nothing as soon as that is told, or known to have been missed', async () => {
    const { signals, a, b, told } = openNodes()
    for (const isMissed of [false, true]) {
      const session = await openOn(a)
      expect(await found(b, session)).not.toBeNull()
      await a.identity.write((tx) => tx.endSession(session.id, 'REVOKED', test.now()))
      if (isMissed) signals.cut(false)
      else told.tell({ kind: 'sockets', sessionId: session.id, reason: 'revoked' })
      expect(await found(b, session)).toBeNull()
    }
  })

  it('shows its person as changed as soon as the directory is told to be another', async () => {
    const { a, b, told } = openNodes()
    const session = await openOn(a)
    await found(b, session)
    await a.write((tx) => tx.savePerson({ ...contact, role: 'SIGNATORY' }))
    told.tell({ kind: 'directory' })
    expect((await found(b, session))?.person.role).toBe('SIGNATORY')
  })

  it('opens nothing within a second where nobody was told, and feeds ask the database each time', async () => {
    const { a, b } = openNodes()
    const session = await openOn(a)
    const hash = hashOfToken(session.accessToken)
    await found(b, session)
    await a.identity.write((tx) => tx.endSession(session.id, 'REVOKED', test.now()))
    expect((await b.identity.peopleByAccess([hash], test.now())).size).toBe(0)
    elapsed = SECOND - 1
    expect(await found(b, session)).not.toBeNull()
    elapsed = SECOND
    expect(await found(b, session)).toBeNull()
  })
})
