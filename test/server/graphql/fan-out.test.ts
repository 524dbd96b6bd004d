// Fan-out without a network: readers at one place share one read and one frame, nobody is handed what another may see,
// a session that no longer holds gets nothing more (I22), and who takes nothing costs a cursor (I10).

import { getOperationAST, type GraphQLObjectType, type OperationDefinitionNode, parse } from 'graphql'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Person } from '../../../domain/people.ts'
import type { Core } from '../../../server/core.ts'
import type { Viewer } from '../../../server/auth/session-desk.ts'
import type { FeedFanOut, FrameOutlet } from '../../../server/graphql/context.ts'
import { openFeedFanOut } from '../../../server/graphql/feed-fan-out.ts'
import { openPayloads } from '../../../server/graphql/feed-payload.ts'
import { loadSchema } from '../../../server/graphql/schema.ts'
import { openLog } from '../../../server/observe/log.ts'
import { nusantara, tagus } from '../../support/accounts.ts'
import { admin, agent, contact, signatory, stranger } from '../../support/people.ts'
import { report } from '../../support/story.ts'
import { openTestCore, type TestCore } from '../core/open-test-core.ts'

const schema = loadSchema()
const parentType = schema.getSubscriptionType() as GraphQLObjectType
const asked = (text: string) => ({
  operation: getOperationAST(parse(text)) as OperationDefinitionNode,
  fragments: {},
  variableValues: {},
  parentType,
})
const DIRECTLY = asked('subscription { feed { after cursor directory events { id body } } }')
const BY_EXECUTION = asked(
  'subscription { feed { after cursor directory events { id body @skip(if: false) } } }',
)
const HEADS = asked('subscription { feed { cursor } }')

let test: TestCore
let feeds: FeedFanOut
/** What was read, as "after of the crowd's first reader". */
let reads: number
let made: number
/** Whose sessions were looked at. */
let looks: string[]
let ended: Map<string, 'expired' | 'revoked'>
/** How long it takes to write to one socket; milliseconds. */
let writeMs: number

beforeEach(async () => {
  test = await openTestCore()
  await test.must(contact, report(), 'one')
  reads = 0
  made = 0
  looks = []
  ended = new Map()
  writeMs = 0
  open({})
})

afterEach(async () => {
  feeds.close()
  await test.discard()
})

function open({
  feedTexts,
  lookEveryMs = 60_000,
}: {
  feedTexts?: Core['feedTexts']
  lookEveryMs?: number
}): void {
  const makePayload = openPayloads(schema, () => ({ message: '', extensions: { code: '', ref: '' } }))
  feeds = openFeedFanOut({
    core: {
      onPoke: (...given) => test.core.onPoke(...given),
      feedTexts: (...given) => {
        reads += 1
        return feedTexts === undefined ? test.core.feedTexts(...given) : feedTexts(...given)
      },
    },
    sessions: {
      reasonsToEnd: (viewers) =>
        Promise.all(
          viewers.map(async ({ person: { id, role, accountId } }) => {
            looks.push(id)
            const now = await test.core.person(id)
            const isChanged = now !== null && (now.role !== role || now.accountId !== accountId)
            return ended.get(id) ?? (isChanged ? 'changed' : null)
          }),
        ),
    },
    makePayload: (...given) => {
      made += 1
      return makePayload(...given)
    },
    // Few of these tests wait for the next confirmation.
    pace: { lookEveryMs },
    now: () => test.now(),
    log: openLog('silent'),
  })
}

interface Client {
  readonly frames: Buffer[]
  readonly ends: string[]
  /** Everything it was sent, as text. */
  text(): string
  isFull: boolean
  take(): void
  leave(): void
}

function join(person: Person, shape = DIRECTLY, id = 'feed'): Client {
  let wake = (): void => {}
  const frames: Buffer[] = []
  const ends: string[] = []
  const client: Client = {
    frames,
    ends,
    isFull: false,
    text: () => frames.map(String).join('\n'),
    take() {
      client.isFull = false
      wake()
    },
    leave: () => {},
  }
  const outlet: FrameOutlet = {
    isFull: () => client.isFull,
    drained: () => new Promise((resolve) => (wake = resolve)),
    end: (code, reason) => void ends.push(`${code} ${reason}`),
    sendFrame: (frame) => {
      for (const end = performance.now() + writeMs; performance.now() < end; );
      if (ends.length === 0) frames.push(frame)
    },
  }
  const viewer = { person, tokenHash: person.id, accessExpiresAt: '2999' } as unknown as Viewer
  client.leave = feeds.join({ id, viewer, outlet, from: { after: '', epoch: '' }, asked: shape })
  return client
}

/** Until every turn that was asked for has been had. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve))
}
/** Until each of them has had so many frames. */
const have = (clients: readonly Client[], count: number): Promise<void> =>
  expect
    .poll(() => clients.every(({ frames }) => frames.length >= count), { interval: 1, timeout: 10_000 })
    .toBe(true)
const say = (who: Person, text: string): Promise<void> =>
  test.must(who, { type: 'postMessage', text, replyTo: null }, 'one')
const note = (text: string): Promise<void> =>
  test.must(agent, { type: 'postNote', text, replyTo: null }, 'one')

describe('readers at one place', () => {
  it.each([
    ['directly', DIRECTLY],
    ['by execution', BY_EXECUTION],
  ])('share one read, one payload and one frame, made %s', async (_how, shape) => {
    const clients = Array.from({ length: 200 }, () => join(contact, shape))
    await have(clients, 1)
    ;[reads, made] = [0, 0]
    await say(contact, 'once for all')
    await have(clients, 2)
    expect([reads, made]).toEqual([1, 1])
    expect(new Set(clients.map(({ frames }) => frames.at(-1))).size).toBe(1)
    expect(clients[0]?.text()).toContain('once for all')
  })

  it('[I25] share them over as many turns of the loop as it takes, and have what came meanwhile in the next page', async () => {
    const clients = Array.from({ length: 200 }, () => join(contact))
    await have(clients, 1)
    ;[reads, made, writeMs] = [0, 0, 0.5]
    await say(contact, 'to begin with')
    await have(clients.slice(0, 1), 2)
    expect(clients.at(-1)?.frames).toHaveLength(1)
    await say(contact, 'meanwhile')
    await have(clients, 3)
    expect([reads, made]).toEqual([2, 2])
    expect(new Set(clients.map((client) => client.text())).size).toBe(1)
    expect(clients[0]?.text().split('\n').at(-1)).toMatch(/meanwhile/)
  })

  it('are one group again, whichever way they came there', async () => {
    const [early, slow] = [join(contact), join(contact)]
    await have([early, slow], 1)
    slow.isFull = true
    await say(contact, 'one')
    await have([early], 2)
    const late = join(signatory)
    slow.take()
    await have([slow], 2)
    await have([late], 1)
    ;[reads, made] = [0, 0]
    await say(contact, 'two')
    await have([early, slow], 3)
    await have([late], 2)
    expect([reads, made]).toEqual([1, 1])
    expect(new Set([early, slow, late].map(({ frames }) => frames.at(-1))).size).toBe(1)
  })

  it('are told that nothing is new with one read for all, however many they are and whenever they came', async () => {
    vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] })
    try {
      feeds.close()
      open({ lookEveryMs: 5_000 })
      const clients: Client[] = []
      for (let count = 0; count < 20; count++) {
        clients.push(join(count % 2 === 0 ? contact : signatory))
        await settled()
        vi.advanceTimersByTime(100)
      }
      ;[reads, looks] = [0, []]
      for (let at = 0; at < 10_000; at += 500) {
        await settled()
        vi.advanceTimersByTime(500)
      }
      await settled()
      expect(clients.map(({ frames }) => frames.length)).toEqual(clients.map(() => 3))
      expect([reads, looks.length]).toEqual([2, 2 * clients.length])
    } finally {
      vi.useRealTimers()
    }
  })

  it('[I7] miss nothing that is committed while a page without it is being read', async () => {
    let isFirst = true
    feeds.close()
    open({
      feedTexts: async (...given) => {
        const page = await test.core.feedTexts(...given)
        if (isFirst && given[1] !== '') {
          isFirst = false
          await say(contact, 'just after')
        }
        return page
      },
    })
    const client = join(contact)
    await have([client], 1)
    test.core.directoryChanged()
    await have([client], 2)
    expect(client.text()).toContain('just after')
  })

  it('get their own operation ids around the same payload', async () => {
    const [one, two] = [join(contact, DIRECTLY, 'one'), join(signatory, DIRECTLY, 'a "second" one')]
    await settled()
    const [first, second] = [one, two].map(({ frames }) => String(frames[0]?.subarray(4)))
    const start = (id: string) => `{"id":${JSON.stringify(id)},"type":"next","payload":`
    expect(first?.startsWith(start('one'))).toBe(true)
    expect(second).toBe(first?.replace(start('one'), start('a "second" one')))
    expect(() => JSON.parse(second ?? '')).not.toThrow()
  })

  it('[I7] get several events of one turn in one frame, in order', async () => {
    const client = join(contact)
    await settled()
    await Promise.all(['a', 'b', 'c'].map((text) => say(contact, text)))
    await settled()
    expect(client.frames).toHaveLength(2)
    const last = client.text().split('\n').at(-1) ?? ''
    expect([...last.matchAll(/"text":"(.)"/g)].map(([, text]) => text)).toEqual(['a', 'b', 'c'])
  })

  it('[I7] get an event that is recorded while their page is being read', async () => {
    feeds.close()
    let isFirst = true
    open({
      feedTexts: async (...given) => {
        const page = await test.core.feedTexts(...given)
        if (isFirst) await say(contact, 'meanwhile')
        isFirst = false
        return page
      },
    })
    const client = join(contact)
    await settled()
    await settled()
    expect(client.text()).toContain('meanwhile')
    expect(client.frames).toHaveLength(2)
  })
})

describe('nobody is handed what another may see', () => {
  it('[I19] [I20] customers of two accounts and the provider have payloads of their own', async () => {
    const [mine, other, staff, clerk] = [contact, stranger, agent, admin].map((person) => join(person))
    await settled()
    await say(contact, 'for both parties')
    await note('between us')
    await settled()
    expect(mine?.text()).toContain('for both parties')
    expect(mine?.text()).not.toContain('between us')
    expect(staff?.text()).toContain('between us')
    for (const client of [other, clerk]) expect(client?.text()).not.toMatch(/for both parties|between us/)
  })

  it('[I20] a customer has the same frames, byte for byte and one for one, whatever the provider does internally', async () => {
    const run = async (isBusy: boolean): Promise<readonly string[]> => {
      const client = join(contact)
      const watching = join(agent)
      await settled()
      for (const text of ['one', 'two']) {
        if (isBusy) for (let count = 0; count < 5; count++) await note(`about ${text}`)
        await settled()
        await say(contact, text)
        await settled()
      }
      if (isBusy) expect(watching.text()).toContain('about two')
      return client.frames.map((frame) => String(frame).replaceAll(/"id":"[^"]*"/g, ''))
    }
    const quiet = await run(false)
    await test.discard()
    test = await openTestCore()
    await test.must(contact, report(), 'one')
    feeds.close()
    open({})
    const busy = await run(true)
    const cursorsAside = (frames: readonly string[]) =>
      frames.map((frame) => frame.replaceAll(/"(after|cursor)":"[0-9a-f]{16}/g, '"$1":"'))
    expect(cursorsAside(busy)).toEqual(cursorsAside(quiet))
  })

  it('[I20] a customer is told that nothing is new at the same moments, whatever the provider does internally', async () => {
    const run = async (isBusy: boolean): Promise<readonly string[]> => {
      vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] })
      try {
        feeds.close()
        open({ lookEveryMs: 5_000 })
        const [client, watching] = [join(contact), join(agent)]
        const told: string[] = []
        for (let at = 0; at <= 60_000; at += 250) {
          if (isBusy && at % 750 === 0) await note(`at ${at}`)
          if (at % 20_000 === 10_000) await say(contact, `said at ${at}`)
          await settled()
          const frames = client.frames.splice(0).map((frame) => `${at} ${frame.length}`)
          told.push(...frames)
          vi.advanceTimersByTime(250)
        }
        expect(watching.text().includes('at 59250')).toBe(isBusy)
        return told
      } finally {
        vi.useRealTimers()
      }
    }
    const quiet = await run(false)
    await test.discard()
    test = await openTestCore()
    await test.must(contact, report(), 'one')
    expect(await run(true)).toEqual(quiet)
    // The head confirmed some twelve times, and three events.
    expect(quiet.length).toBeGreaterThan(12)
  })

  it('documents that differ share the read and nothing else', async () => {
    const [all, heads] = [join(contact), join(contact, HEADS)]
    await settled()
    expect([reads, made]).toEqual([1, 2])
    expect(all.text()).toContain('IssueReported')
    expect(heads.text()).not.toContain('IssueReported')
  })
})

describe('[I22] a session', () => {
  const move = (change: Partial<Person>): Promise<void> => test.core.savePerson({ ...contact, ...change })

  it.each([
    ['another account', { accountId: tagus.id }],
    ['another role', { role: 'SIGNATORY' }],
  ] as const)('of somebody moved to %s is ended at once and gets nothing more', async (_what, change) => {
    const [client, other] = [join(contact), join(signatory)]
    await settled()
    expect(client.text()).toContain(nusantara.id === contact.accountId ? 'IssueReported' : '')
    await move(change)
    await say(signatory, 'after the move')
    await settled()
    expect(client.ends).toEqual(['4403 changed'])
    expect(client.text()).not.toContain('after the move')
    expect(other.text()).toContain('after the move')
  })

  it.each(['expired', 'revoked'] as const)('that is %s gets nothing more', async (reason) => {
    const client = join(contact)
    await settled()
    ended.set(contact.id, reason)
    test.core.directoryChanged()
    await say(signatory, 'too late')
    await settled()
    expect(client.ends).toEqual([`4403 ${reason}`])
    expect(client.text()).not.toContain('too late')
  })

  it('that is revoked while others are being served gets nothing more', async () => {
    const clients = Array.from({ length: 200 }, () => join(contact))
    await have(clients, 1)
    writeMs = 0.5
    await say(signatory, 'half way')
    await have(clients.slice(0, 1), 2)
    ended.set(contact.id, 'revoked')
    test.core.directoryChanged()
    await expect.poll(() => clients.every(({ ends }) => ends.length === 1), { timeout: 10_000 }).toBe(true)
    expect(clients.at(-1)?.text()).not.toContain('half way')
  })

  it('is read once for many events of one second, and again for each reader after anything else changed', async () => {
    join(contact)
    join(signatory)
    await settled()
    for (const text of ['a', 'b', 'c']) {
      await say(contact, text)
      await settled()
    }
    expect(looks.toSorted()).toEqual([contact.id, signatory.id].toSorted())
    test.core.directoryChanged()
    await settled()
    expect(looks).toHaveLength(4)
  })
})

describe('[I10] who takes nothing', () => {
  it('is handed nothing, keeps nobody waiting, and goes on after its cursor', async () => {
    const [slow, quick] = [join(contact), join(signatory)]
    await settled()
    slow.isFull = true
    for (let count = 0; count < 30; count++) await say(contact, `event ${count}`)
    await settled()
    expect(slow.frames).toHaveLength(1)
    expect(quick.text()).toContain('event 29')
    slow.take()
    await settled()
    expect(slow.frames).toHaveLength(2)
    expect([...slow.text().matchAll(/event (\d+)/g)].map(([, count]) => Number(count))).toEqual(
      Array.from({ length: 30 }, (_, count) => count),
    )
  })

  it('[M7] costs others nothing when its page cannot be read: its socket is sent to come back', async () => {
    feeds.close()
    open({
      feedTexts: async (person, ...given) => {
        if (person.id === stranger.id) throw new Error('the disk')
        return test.core.feedTexts(person, ...given)
      },
    })
    const [broken, whole] = [join(stranger), join(contact)]
    await settled()
    expect(broken.ends).toEqual([expect.stringMatching(/^1013 try again, reference \w+$/)])
    expect(broken.frames).toEqual([])
    expect(whole.text()).toContain('IssueReported')
  })
})

it('who has left is served no more, and the last of a channel takes its pokes along', async () => {
  const client = join(contact)
  await settled()
  client.leave()
  reads = 0
  await say(contact, 'to nobody')
  await settled()
  expect(reads).toBe(0)
  expect(client.frames).toHaveLength(1)
})

it('[I25] many readers are served over several turns of the loop', async () => {
  let turns = 0
  let isDone = false
  const count = (): void => {
    turns += 1
    if (!isDone) setImmediate(count)
  }
  feeds.close()
  open({
    feedTexts: (...given) => {
      const end = performance.now() + 5
      while (performance.now() < end);
      return test.core.feedTexts(...given)
    },
  })
  const clients = Array.from({ length: 40 }, (_, index) =>
    join({ ...admin, id: `admin-${index}` as Person['id'] }),
  )
  setImmediate(count)
  await have(clients, 1)
  isDone = true
  expect(turns).toBeGreaterThan(1)
})
