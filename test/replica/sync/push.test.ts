// Sending against a transport that does exactly what a test says: order, batches, one request in flight, and what is
// sent again after each kind of trouble.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CommandId, toRoomId } from '../../../domain/ids.ts'
import { instantAt } from '../../../domain/time.ts'
import { openSqliteDriver } from '../../../electron/sqlite-driver.ts'
import type { CommandAnswer, CommandEnvelope } from '../../../protocol/command.ts'
import type { Pending, Replica } from '../../../replica/api.ts'
import { Fault } from '../../../replica/fault.ts'
import { openReplica } from '../../../replica/open.ts'
import type { SubmitAnswers, Transport } from '../../../replica/sync/transport.ts'
import { uuidV7 } from '../../../protocol/uuid.ts'
import { accounts } from '../../support/accounts.ts'
import { contact, people } from '../../support/people.ts'
import { countedRandom } from '../../support/replica-rig.ts'
import { openVirtualClock, type VirtualClock } from '../../support/virtual-clock.ts'

/** A request as the server got it; the test answers it, or never. */
interface Request {
  readonly at: number
  readonly envelopes: readonly CommandEnvelope[]
  readonly ids: readonly CommandId[]
  answer(with_?: Partial<Record<number, CommandAnswer['outcome']>>): void
  fail(error: Fault): void
}

let clock: VirtualClock
let requests: Request[]
let replica: Replica
let pending: readonly Pending[]

/** Requests that have neither been answered nor failed. */
let open: number
const UNREACHABLE = new Fault('UNREACHABLE', 'LATER', 'a test')
const REFUSED = new Fault('REFUSED', 'NEVER', 'a test')
const room = toRoomId('room')

beforeEach(() => {
  clock = openVirtualClock(Date.UTC(2026, 10, 23))
  requests = []
  pending = []
  open = 0
  const random = countedRandom()
  replica = openReplica({
    me: contact,
    drivers: {
      replica: openSqliteDriver(':memory:', 'replica'),
      outbox: openSqliteDriver(':memory:', 'outbox'),
    },
    transport: scripted(),
    now: clock.now,
    random: () => 0.999_999,
    timers: clock.timers,
    newId: () => uuidV7(clock.now(), random),
  })
  replica.watch({ view: 'pending' }, (rows) => {
    pending = rows
  })
})
afterEach(() => replica.close())

function scripted(): Transport {
  const serverTime = () => instantAt(clock.now())
  return {
    submit: (envelopes) =>
      new Promise<SubmitAnswers>((resolve, reject) => {
        open += 1
        requests.push({
          at: clock.now(),
          envelopes,
          ids: envelopes.map(({ id }) => id),
          answer: (outcomes = {}) => {
            open -= 1
            const answers = envelopes.map(({ id }, index) => answerOf(id, outcomes[index] ?? 'ACCEPTED'))
            resolve({ answers, serverTime: serverTime() })
          },
          fail: (error) => {
            open -= 1
            reject(error)
          },
        })
      }),
    enrol: () => Promise.reject(new Error('nobody certifies here')),
    openFeed: (after, epoch, sink) => {
      const page = () => {
        sink.page({ ...EMPTY_PAGE, after, epoch, serverTime: serverTime() })
        beat = clock.timers.set(page, 5_000)
      }
      let beat = clock.timers.set(page, 1)
      return () => clock.timers.clear(beat)
    },
    openPresence: () => () => undefined,
    directory: async () => ({ accounts, people }),
    serverTime: async () => serverTime(),
    announce: async () => undefined,
    close: () => undefined,
  }
}

const EMPTY_PAGE = { cursor: '', events: [], atHead: true, digest: '0'.repeat(64) } as const
const answerOf = (id: CommandId, outcome: CommandAnswer['outcome']): CommandAnswer => {
  if (outcome === 'REJECTED') return { outcome, id, rejection: { code: 'NOT_PERMITTED' } }
  return outcome === 'ACCEPTED' ? { outcome, id, recordedAt: instantAt(clock.now()) } : { outcome, id }
}

/** Tickets: a copy without rooms judges nothing else. */
async function handIn(count: number): Promise<CommandId[]> {
  const ids: CommandId[] = []
  for (let number = 0; number < count; number++) {
    const submitted = await replica.submit(toRoomId(`${room}-${number}-${clock.now()}-${ids.length}`), {
      type: 'reportIssue',
      contactName: null,
      accountId: contact.accountId ?? accounts[0]?.id ?? ('' as never),
      channel: 'DASHBOARD',
      title: `Ticket ${number}`,
      description: 'It fails.',
    })
    if (submitted.outcome === 'SAVED') ids.push(submitted.commandId)
  }
  await clock.advance(10)
  return ids
}

const request = (index: number): Request => {
  const one = requests[index]
  if (one === undefined) throw new Error(`there were only ${requests.length} requests`)
  return one
}
const states = () => pending.map(({ state }) => state)

describe('when all goes well', () => {
  it('sends in the order of this device, at most 20 at a time, one request in flight', async () => {
    await clock.advance(10)
    const [first] = await handIn(1)
    const ids = await handIn(44)
    expect(requests.map((one) => one.ids)).toEqual([[first]])
    for (let index = 0; index < 4; index++) {
      expect(open).toBe(1)
      request(index).answer()
      await clock.advance(1)
    }
    expect(requests.map((one) => one.ids)).toEqual([
      [first],
      ids.slice(0, 20),
      ids.slice(20, 40),
      ids.slice(40),
    ])
    expect(open).toBe(0)
  })

  it('keeps an accepted command, as sent, until its event is here', async () => {
    await handIn(1)
    request(0).answer()
    await clock.advance(600_000)
    expect(states()).toEqual(['SENT'])
    expect(requests).toHaveLength(1)
  })
})

describe('when it does not', () => {
  it('[I3] sends the same ids again when there was no answer, and no answer means unknown', async () => {
    const ids = await handIn(3)
    expect(requests.map((one) => one.ids)).toEqual([ids])
    await clock.advance(19_000)
    expect(requests).toHaveLength(1)
    // Given up after 20 s, then a wait below 0.5 s.
    await clock.advance(2_000)
    expect(requests.map((one) => one.ids)).toEqual([ids, ids])
    expect(states()).toEqual(['SENT', 'SENT', 'SENT'])
  })

  it('[I4] goes on for ever, with waits that grow to 30 s and no further', async () => {
    await handIn(1)
    const waits: number[] = []
    for (let index = 0; index < 12; index++) {
      request(index).fail(UNREACHABLE)
      const failedAt = clock.now()
      while (requests.length === index + 1) await clock.advance(50)
      waits.push(request(index + 1).at - failedAt)
    }
    expect(waits.slice(0, 4)).toEqual([500, 1_000, 2_000, 4_000])
    expect(Math.max(...waits)).toBeLessThanOrEqual(30_000)
    await clock.advance(30 * 60_000)
    expect(requests.length).toBeGreaterThan(24)
    expect(new Set(requests.flatMap((one) => one.ids)).size).toBe(1)
  })

  it('sends what the server could not take now again, and what it answered not', async () => {
    await handIn(1)
    request(0).answer()
    const [a, b, c] = await handIn(3)
    request(1).answer({ 0: 'ACCEPTED', 1: 'RETRY', 2: 'REJECTED' })
    await clock.advance(600)
    expect(request(2).ids).toEqual([b])
    expect(pending.map(({ commandId, state }) => [commandId, state])).toEqual([
      [request(0).ids[0], 'SENT'],
      [a, 'SENT'],
      [b, 'SENT'],
      [c, 'REJECTED'],
    ])
  })

  it('counts a command that the reply does not speak of as not answered', async () => {
    const [id] = await handIn(1)
    const first = request(0)
    Object.assign(first.envelopes, { length: 0 })
    first.answer()
    await clock.advance(600)
    expect(request(1).ids).toEqual([id])
  })

  it('[I4] lets a rejected command block nothing behind it', async () => {
    await handIn(1)
    request(0).answer({ 0: 'REJECTED' })
    const [next] = await handIn(1)
    expect(request(1).ids).toEqual([next])
    expect(states()).toEqual(['REJECTED', 'SENT'])
  })

  it('[I4] lets a command that the server cannot even read block nobody', async () => {
    await handIn(1)
    request(0).answer()
    await clock.advance(1)
    const [a, bad, c] = await handIn(3)
    request(1).answer({ 0: 'RETRY' })
    await clock.advance(600)
    request(2).fail(REFUSED)
    await clock.advance(1)
    expect([a, bad, c]).toContain(request(3).ids[0])
    expect(requests.slice(3).every(({ ids }) => ids.length === 1)).toBe(true)
  })

  it('sends each command of a refused request alone, the others get through, the bad one waits its turn', async () => {
    await handIn(1)
    const [a, bad, c] = await handIn(3)
    request(0).fail(UNREACHABLE)
    await clock.advance(600)
    const serve = (one: Request) => {
      if (bad !== undefined && one.ids.includes(bad)) one.fail(REFUSED)
      else one.answer()
    }
    let served = 1
    for (let round = 0; round < 60; round++) {
      while (served < requests.length) serve(request(served++))
      await clock.advance(1_000)
    }
    const [later] = await handIn(1)
    while (served < requests.length) serve(request(served++))
    await clock.advance(100)
    const alone = requests.filter(({ ids }) => ids.length === 1).flatMap(({ ids }) => ids)
    expect(alone).toEqual(expect.arrayContaining([a, bad, c, later]))
    const badTries = requests.filter(({ ids }) => ids.length === 1 && ids[0] === bad)
    expect(badTries.length).toBeGreaterThan(2)
    expect(badTries.length).toBeLessThan(20)
    expect(pending.map(({ commandId, state }) => [commandId, state])).toContainEqual([bad, 'SENT'])
  })

  it('stops when the session is over, and goes on after the next sign-in', async () => {
    await handIn(1)
    request(0).fail(new Fault('SIGNED_OUT', 'SIGN_IN', 'a test'))
    await clock.advance(600_000)
    expect(requests).toHaveLength(1)
    await handIn(1)
    expect(requests).toHaveLength(1)
    replica.probe()
    await clock.advance(100)
    expect(requests).toHaveLength(2)
    expect(request(1).ids).toHaveLength(2)
  })

  it('does not wait any longer when the network is said to be back', async () => {
    await handIn(1)
    for (let index = 0; index < 8; index++) {
      request(index).fail(UNREACHABLE)
      await clock.advance(31_000)
    }
    const before = requests.length
    request(before - 1).fail(UNREACHABLE)
    await clock.advance(1_000)
    expect(requests).toHaveLength(before)
    replica.probe()
    await clock.advance(1)
    expect(requests).toHaveLength(before + 1)
  })
})

describe('[step-up] a command that the server holds until its person has shown who they are', () => {
  it('is not sent again by itself, can be taken back, and blocks nothing behind it', async () => {
    const [held = '' as CommandId] = await handIn(1)
    request(0).answer({ 0: 'HELD' })
    await clock.advance(60_000)
    expect(requests).toHaveLength(1)
    expect(pending.map(({ commandId, state, held: isHeld }) => [commandId, state, isHeld])).toEqual([
      [held, 'WAITING', true],
    ])
    const [next = '' as CommandId] = await handIn(1)
    expect(request(1).ids).toEqual([next])
    request(1).answer()
    expect(await replica.discard(held)).toBe(true)
  })

  it('goes out under the same id at the next probe, and is held no more once it is answered', async () => {
    const [held = '' as CommandId] = await handIn(1)
    request(0).answer({ 0: 'HELD' })
    await clock.advance(10)
    replica.probe()
    await clock.advance(10)
    expect(request(1).ids).toEqual([held])
    expect(pending[0]?.held).toBe(true)
    request(1).answer()
    await clock.advance(10)
    expect(pending[0]?.held ?? false).toBe(false)
  })

  it('is sent once more where its person showed who they are while the answer was on its way', async () => {
    const [held = '' as CommandId] = await handIn(1)
    replica.probe()
    request(0).answer({ 0: 'HELD' })
    await clock.advance(10)
    expect(request(1).ids).toEqual([held])
    request(1).answer({ 0: 'HELD' })
    await clock.advance(60_000)
    expect(requests).toHaveLength(2)
  })
})
