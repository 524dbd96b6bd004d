// The feed as each reader gets it: everything once and in order, and to a customer nothing that tells of internal work.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Person } from '../../../domain/people.ts'
import { type FeedPage, FROM_START } from '../../../protocol/feed.ts'
import { CHAIN_START } from '../../../domain/incident/state.ts'
import { FEED_START, feedDigest, linkHash } from '../../../protocol/record.ts'
import { tagus } from '../../support/accounts.ts'
import { at } from '../../support/given.ts'
import {
  admin,
  agent,
  contact,
  representative,
  signatory,
  stranger,
  supervisor,
  tam,
} from '../../support/people.ts'
import { report, takeIntake } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore, uuidOf } from './open-test-core.ts'

let test: TestCore
beforeEach(async () => {
  test = await openTestCore()
})
afterEach(() => test.discard())

const message = (text: string) => ({ type: 'postMessage', text, replyTo: null }) as const
const note = (text: string) => ({ type: 'postNote', text, replyTo: null }) as const

async function readAll(core: TestCore['core'], who: Person, limit: number, from: Partial<FeedPage> = {}) {
  const pages: FeedPage[] = []
  let { cursor = FROM_START } = from
  let { epoch = '' } = from
  for (;;) {
    const page = await core.feedPage(who, cursor, epoch, limit)
    pages.push(page)
    ;({ cursor, epoch } = page)
    if (page.atHead) return pages
  }
}

/** A first half hour; with internal work in between, or with none. All other commands have the same ids in both. */
async function play(on: TestCore, withInternal: boolean): Promise<void> {
  const quietly = async (who: Person, text: string, room = 'one'): Promise<void> => {
    if (!withInternal) return
    expect(await on.ask(who, note(text), room, uuidOf(text))).toMatchObject({ outcome: 'ACCEPTED' })
  }
  on.setMinute(0)
  await on.must(representative, takeIntake({ receivedAt: at(0) }))
  await quietly(representative, 'sounded upset')
  await on.must(stranger, report({ accountId: tagus.id }), 'other')
  on.setMinute(5.1)
  if (withInternal) await on.core.fireDue()
  await on.must(contact, message('are you there?'))
  await quietly(supervisor, 'who has it?')
  await quietly(tam, 'nobody yet', 'other')
  on.setMinute(15.1)
  await quietly(supervisor, 'it is late now')
  on.setMinute(15.2)
  await on.core.fireDue()
  await on.must(agent, { type: 'assignAgent', agentId: agent.id, handOverNote: withInternal ? 'mine' : null })
  on.setMinute(16)
  await on.must(agent, {
    type: 'recordCallback',
    reached: 'Rani',
    occurredAt: at(16),
    information: 'all of it',
  })
  on.setMinute(19)
  await quietly(agent, 'the clock of this server goes back now')
  on.setMinute(17)
  await quietly(agent, 'it went back')
  await on.must(signatory, message('thank you'))
  on.setMinute(12)
  await on.must(signatory, message('again'))
}

describe('a feed', () => {
  it.each([1, 2, 3, 200])('[I7] gives each event once and in order, %i at a time', async (limit) => {
    await play(test, true)
    const whole = (await readAll(test.core, agent, 1_000)).flatMap((page) => page.events)
    const parts = (await readAll(test.core, agent, limit)).flatMap((page) => page.events)
    expect(parts).toEqual(whole)
    expect(new Set(whole.map((event) => event.id)).size).toBe(test.rows('event').length)
  })

  it('[I6] has dense numbers in each room and audience, linked without a gap', async () => {
    await play(test, true)
    for (const who of [agent, contact, stranger]) {
      const heads = new Map<string, string>()
      const counts = new Map<string, number>()
      const next = (key: string): number => counts.set(key, (counts.get(key) ?? 0) + 1).get(key) ?? 0
      for (const event of (await readAll(test.core, who, 7)).flatMap((page) => page.events)) {
        const chain = `${event.roomId} ${event.audience}`
        expect(event.hash).toBe(linkHash(heads.get(chain) ?? CHAIN_START, event))
        heads.set(chain, event.hash ?? '')
        if (event.audience === 'SHARED') expect(event.sharedSeq).toBe(next(chain))
        if (who === agent) expect(event.seq).toBe(next(event.roomId))
        else expect([event.seq, event.audience]).toEqual([null, 'SHARED'])
      }
    }
  })

  it('[I8] carries a digest that the reader recomputes', async () => {
    await play(test, true)
    for (const who of [agent, contact]) {
      let digest = FEED_START
      for (const page of await readAll(test.core, who, 3)) {
        for (const event of page.events) digest = feedDigest(digest, event.hash ?? '')
        expect(page.digest).toBe(digest)
      }
    }
  })

  it('confirms the head with an empty page at the same cursor', async () => {
    await play(test, true)
    const last = (await readAll(test.core, contact, 100)).at(-1)
    const page = await test.core.feedPage(contact, last?.cursor ?? '', last?.epoch ?? '', 100)
    expect(page).toEqual({ ...last, after: last?.cursor, events: [], serverTime: test.now() })
  })

  it('[I12] starts again for another epoch, and for a cursor that is none', async () => {
    await play(test, true)
    const [first, second] = await readAll(test.core, contact, 2)
    const cursor = second?.after ?? ''
    const epoch = first?.epoch ?? ''
    expect((await test.core.feedPage(contact, cursor, epoch, 2)).events).toEqual(second?.events)
    for (const [after, ofEpoch] of [
      [cursor, 'another'],
      [cursor, ''],
      [`${cursor}9999`, epoch],
      [cursor.slice(1), epoch],
      ['nonsense', epoch],
    ] as const)
      expect(await test.core.feedPage(contact, after, ofEpoch, 2)).toEqual(first)
  })

  it('[I19] gives nothing for the cursor of another account or of the provider: it starts from its own beginning', async () => {
    await play(test, true)
    const [own] = await readAll(test.core, stranger, 100)
    for (const who of [contact, agent]) {
      const [theirs] = await readAll(test.core, who, 3)
      const page = await test.core.feedPage(stranger, theirs?.cursor ?? '', theirs?.epoch ?? '', 100)
      expect(page).toEqual(own)
    }
  })

  it('[PER-1] of an administrator is empty', async () => {
    await play(test, true)
    expect(await readAll(test.core, admin, 10)).toMatchObject([
      { events: [], atHead: true, cursor: FROM_START },
    ])
    expect(await test.core.rooms(admin, false)).toEqual([])
    expect(await test.core.room(admin, roomOf('one'))).toBeNull()
  })
})

describe('what a customer gets', () => {
  it('[I20] is byte for byte the same, whatever the provider did internally', async () => {
    await play(test, true)
    const quiet = await openTestCore()
    try {
      await play(quiet, false)
      const seen = async (on: TestCore): Promise<string> => {
        const everything = await Promise.all(
          [contact, signatory, stranger].map(async (who) => [
            await readAll(on.core, who, 2),
            await on.core.rooms(who, true),
            await on.core.room(who, roomOf('one')),
            await on.core.roomEvents(who, roomOf('one'), 0, 100),
            await on.core.directory(who),
            await on.ask(who, note('may I?'), 'one', uuidOf('may I?')),
          ]),
        )
        return JSON.stringify(everything)
      }
      expect(test.rows('event').length).toBeGreaterThanOrEqual(quiet.rows('event').length + 7)
      expect(await seen(test)).toBe(await seen(quiet))
    } finally {
      await quiet.discard()
    }
  })

  it('[I20] is not woken by what is internal', async () => {
    await test.must(contact, report())
    const pokes: string[] = []
    test.core.onPoke(contact, () => pokes.push('contact'))
    test.core.onPoke(stranger, () => pokes.push('stranger'))
    test.core.onPoke(admin, () => pokes.push('admin'))
    const stop = test.core.onPoke(agent, () => pokes.push('agent'))
    await test.must(agent, note('internal'))
    await test.must(contact, message('shared'))
    stop()
    await test.must(contact, message('after'))
    await test.ask(contact, message(''))
    expect(pokes).toEqual(['agent', 'agent', 'contact', 'contact'])
  })

  it('[I9] shows what was acknowledged in every read after it', async () => {
    await test.must(contact, report())
    for (let count = 2; count < 8; count++) {
      await test.must(contact, message(`${count}`))
      const room = await test.core.room(contact, roomOf('one'))
      const [page] = await readAll(test.core, signatory, 100)
      expect([room?.head.sharedSeq, page?.events.length]).toEqual([count, count])
    }
  })
})

describe('the directory', () => {
  const names = async (who: Person): Promise<readonly string[]> =>
    (await test.core.directory(who)).people.map((person) => person.id.replace('person-', '')).toSorted()

  it('[AUD-4] of a customer holds whom shared entries name, and nobody that only a note names', async () => {
    const own = ['contact', 'signatory', 'tam', 'other-tam'].toSorted()
    expect(await names(contact)).toEqual(own)
    await test.must(contact, report())
    await test.must(supervisor, note('only us'))
    expect(await names(contact)).toEqual(own)
    await test.must(supervisor, { type: 'assignAgent', agentId: agent.id, handOverNote: null })
    expect(await names(contact)).toEqual([...own, 'supervisor', 'agent'].toSorted())
    expect(await names(stranger)).toEqual(['stranger', 'other-tam'].toSorted())
  })

  it('[I20] has a mark that changes with the entry that names somebody, and not with what is changed elsewhere', async () => {
    const mark = async () => (await readAll(test.core, contact, 100)).at(-1)?.directory
    await test.must(contact, report())
    const first = await mark()
    await test.must(supervisor, note('only us'))
    await test.core.savePerson({ ...stranger, title: 'Director' })
    expect(await mark()).toBe(first)
    await test.must(supervisor, { type: 'assignAgent', agentId: agent.id, handOverNote: null })
    const named = await mark()
    expect(named).not.toBe(first)
    await test.core.savePerson({ ...stranger, title: 'Head of mail' })
    expect(await mark()).toBe(named)
    await test.core.savePerson({ ...agent, title: 'Lead' })
    expect(await mark()).not.toBe(named)
  })

  it('of a customer has the numbers of TAM and deputy and of no other provider person', async () => {
    await test.must(contact, report())
    await test.must(supervisor, { type: 'assignAgent', agentId: agent.id, handOverNote: null })
    const { people, accounts } = await test.core.directory(contact)
    const reachable = people.filter((person) => person.party === 'PROVIDER' && person.phone !== null)
    expect(reachable.map((person) => person.id).toSorted()).toEqual(['person-other-tam', 'person-tam'])
    expect(people.filter((person) => person.id === agent.id)).toMatchObject([{ phone: null, email: null }])
    expect(accounts.map((account) => account.name)).toEqual(['Nusantara Pay'])
  })

  it('of staff holds everybody', async () => {
    const { people, accounts } = await test.core.directory(agent)
    expect([people.length, accounts.length]).toEqual([10, 2])
  })
})
