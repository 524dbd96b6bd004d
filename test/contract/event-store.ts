// What every store owes, whatever database it is on. A place outlives the stores that are opened on it, as a folder or
// a database does; two stores are never open on one place at the same time.

import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type RoomId, toAccountId, toCommandId, toPersonId, toRoomId } from '../../domain/ids.ts'
import { FEED_START, feedDigest } from '../../protocol/record.ts'
import type { Channel, EventStore, Receipt, StoreTransaction } from '../../server/store/event-store.ts'
import { BEFORE_FIRST } from '../../server/store/event-store.ts'
import { textsIn } from '../../server/store/joined-texts.ts'
import { nusantara, tagus } from '../support/accounts.ts'
import { at } from '../support/given.ts'
import { agent, contact, tam } from '../support/people.ts'
import { emptyHead, logOf } from './log-of.ts'

export interface StorePlace {
  open(): Promise<EventStore>
  discard(): Promise<void>
}

const room = (name: string): RoomId => toRoomId(`room-${name}`)
const ofNusantara: Channel = `account/${nusantara.id}/shared`

export function eventStoreContract(adapter: string, makePlace: () => Promise<StorePlace>): void {
  let place: StorePlace
  let store: EventStore
  beforeEach(async () => {
    place = await makePlace()
    store = await place.open()
  })
  afterEach(async () => {
    await store.close()
    await place.discard()
  })
  const reopen = async (): Promise<void> => {
    await store.close()
    store = await place.open()
  }

  describe(`${adapter}: a work`, () => {
    it('is answered with what it returns, and seen by all who read after that', async () => {
      expect(await store.write(async (tx) => (await tx.saveAccount(nusantara), 42))).toBe(42)
      expect(await store.account(nusantara.id)).toEqual(nusantara)
    })

    it('[I5] that throws leaves nothing, and does not hurt those that are committed with it', async () => {
      const broken = new Error('mine')
      const works = await Promise.allSettled([
        store.write((tx) => tx.saveAccount(nusantara)),
        store.write(async (tx) => {
          await tx.saveAccount(tagus)
          await tx.savePerson(agent)
          throw broken
        }),
        store.write((tx) => tx.savePerson(contact)),
      ])
      expect(works).toMatchObject([{ status: 'fulfilled' }, { reason: broken }, { status: 'fulfilled' }])
      expect([await store.accounts(), await store.people()]).toEqual([[nusantara], [contact]])
    })

    it('keeps a text of the whole server under a name of its own, also past a restart', async () => {
      const { epoch } = store
      const kept = (name: string) => store.write((tx) => tx.kept(name))
      await store.write((tx) => tx.keep('epoch', 'first'))
      await store.write((tx) => tx.keep('epoch', 'second'))
      await reopen()
      expect([await kept('epoch'), await kept('other'), store.epoch]).toEqual(['second', null, epoch])
    })

    it('sees what those before it did, and nobody outside sees it before it is done', async () => {
      const within: unknown[] = []
      const outside: unknown[] = []
      await Promise.all([
        store.write((tx) => tx.saveAccount(nusantara)),
        store.write(async (tx) => {
          void store.account(nusantara.id).then((account) => outside.push(account))
          // A work may wait for its own transaction alone: it stays in it until somebody outside has looked.
          while (outside.length === 0) within.push(...(await tx.accounts()))
        }),
      ])
      expect([within[0], outside]).toEqual([nusantara, [null]])
    })

    it('runs alone and in the order asked for, however many there are', async () => {
      const order: number[] = []
      const works = Array.from({ length: 300 }, (_, index) =>
        store.write(async (tx) => {
          order.push(index)
          await tx.accounts()
          order.push(index)
        }),
      )
      await Promise.all(works)
      expect(order).toEqual(Array.from({ length: 600 }, (_, index) => Math.floor(index / 2)))
    })

    it('that waits for anything else than its transaction fails, and can do nothing afterwards', async () => {
      const late: { failure?: unknown } = {}
      const ended = Promise.withResolvers<void>()
      const work = store.write(async (tx) => {
        await tx.saveAccount(nusantara)
        await new Promise((resolve) => setTimeout(resolve, 5))
        try {
          await tx.saveAccount(tagus)
        } catch (error) {
          late.failure = error
        }
        ended.resolve()
      })
      await expect(work).rejects.toThrow('outside its transaction')
      await ended.promise
      expect(late.failure).toBeInstanceOf(Error)
      expect(await store.accounts()).toEqual([])
    })

    it('asked for before closing is done; one asked for after is refused as not stored', async () => {
      const before = store.write((tx) => tx.saveAccount(nusantara))
      const closed = store.close()
      await expect(store.write((tx) => tx.saveAccount(tagus))).rejects.toMatchObject({ code: 'CLOSED' })
      await Promise.all([before, closed])
      store = await place.open()
      expect(await store.accounts()).toEqual([nusantara])
    })
  })

  describe(`${adapter}: a log`, () => {
    const append = (tx: StoreTransaction, name: string, ...audiences: Parameters<typeof logOf>[1][]) =>
      tx.append(logOf(emptyHead(room(name), nusantara.id), ...audiences))

    it('[I6] gives each reader the own copy: numbers of both audiences for the provider, of one for the customer', async () => {
      const log = logOf(emptyHead(room('a'), nusantara.id), 'SHARED', 'INTERNAL', 'SHARED', 'INTERNAL')
      await store.write((tx) => tx.append(log))
      const shared = log.events.filter((event) => event.audience === 'SHARED')
      const all = await store.roomEvents(room('a'), 'ALL', 0, 10)
      const seen = await store.roomEvents(room('a'), 'SHARED', 0, 10)
      expect(all).toEqual(log.events)
      expect(seen).toEqual(shared.map((event) => ({ ...event, seq: null })))
      expect(await store.roomEvents(room('a'), 'ALL', 1, 2)).toEqual(log.events.slice(1, 3))
      expect(await store.roomEvents(room('a'), 'SHARED', 1, 9)).toEqual(seen.slice(1))
      expect(await store.roomHead(room('a'))).toEqual(log.head)
      expect(await store.event(room('a'), all[1]?.id ?? shared[0]?.id ?? (contact.id as never))).toEqual(
        log.events[1],
      )
      expect(await store.event(room('b'), log.events[0]?.id as never)).toBeNull()
    })

    it('keeps a room’s snapshot for each view, the last one alone, and with the work that saved it', async () => {
      const [one, other] = [room('a'), room('b')]
      const broken = new Error('mine')
      await store.write((tx) => tx.saveRoomSnapshot(one, 'ALL', 'first'))
      await store.write(async (tx) => {
        await tx.saveRoomSnapshot(one, 'ALL', 'second “№2” \u2028')
        await tx.saveRoomSnapshot(one, 'SHARED', 'of the customer')
        expect(await tx.roomSnapshot(one, 'SHARED')).toBe('of the customer')
      })
      const failed = store.write(async (tx) => {
        await tx.saveRoomSnapshot(one, 'ALL', 'third')
        throw broken
      })
      await expect(failed).rejects.toBe(broken)
      await reopen()
      expect([
        await store.roomSnapshot(one, 'ALL'),
        await store.roomSnapshot(one, 'SHARED'),
        await store.roomSnapshot(other, 'ALL'),
      ]).toEqual(['second “№2” \u2028', 'of the customer', null])
    })

    it('[I18] never takes an event twice, nor a number twice, and then nothing of that work', async () => {
      await store.write((tx) => append(tx, 'a', 'SHARED'))
      const again = store.write(async (tx) => {
        await tx.saveAccount(tagus)
        await append(tx, 'a', 'SHARED')
      })
      await expect(again).rejects.toThrow()
      expect(await store.account(tagus.id)).toBeNull()
      expect((await store.feedAfter('provider', BEFORE_FIRST, 10)).events).toHaveLength(1)
    })

    it('lists rooms newest report first, of one account or all, live ones alone if asked', async () => {
      const heads = [
        emptyHead(room('old'), nusantara.id, 1),
        { ...emptyHead(room('closed'), nusantara.id, 2), isLive: false },
        emptyHead(room('other'), tagus.id, 3),
        emptyHead(room('new'), nusantara.id, 4),
      ]
      await store.write(async (tx) => {
        for (const head of heads) await tx.append(logOf(head, 'SHARED'))
      })
      const ids = async (account: typeof nusantara.id | null, liveOnly: boolean) =>
        (await store.roomHeads(account, liveOnly)).map((head) => head.roomId)
      expect(await ids(null, false)).toEqual(['new', 'other', 'closed', 'old'].map(room))
      expect(await ids(null, true)).toEqual(['new', 'other', 'old'].map(room))
      expect(await ids(nusantara.id, false)).toEqual(['new', 'closed', 'old'].map(room))
      expect(await ids(nusantara.id, true)).toEqual(['new', 'old'].map(room))
      expect(await ids(toAccountId('none'), false)).toEqual([])
    })

    it('remembers once each whom of the provider an account has met', async () => {
      const log = logOf(emptyHead(room('a'), nusantara.id), 'SHARED')
      await store.write((tx) => tx.append({ ...log, namedProviders: [agent.id, tam.id] }))
      const more = logOf(log.head, 'SHARED')
      await store.write((tx) => tx.append({ ...more, namedProviders: [agent.id] }))
      expect([...(await store.namedProviders(nusantara.id))].toSorted()).toEqual([agent.id, tam.id])
      expect(await store.namedProviders(tagus.id)).toEqual([])
    })
  })

  describe(`${adapter}: a feed`, () => {
    /** Two accounts, three rooms, events of both audiences, in several works. */
    async function fill(): Promise<void> {
      const first = logOf(emptyHead(room('a'), nusantara.id), 'SHARED', 'INTERNAL')
      const second = logOf(first.head, 'INTERNAL', 'SHARED', 'SHARED')
      const others = [
        logOf(emptyHead(room('b'), tagus.id), 'SHARED'),
        logOf(emptyHead(room('c'), nusantara.id), 'SHARED', 'INTERNAL'),
      ]
      for (const log of [first, ...others, second]) await store.write((tx) => tx.append(log))
    }

    async function readAll(channel: Channel, limit: number) {
      const pages = []
      let position = BEFORE_FIRST
      for (;;) {
        const page = await store.feedAfter(channel, position, limit)
        pages.push(page)
        position = page.position
        if (page.atHead) return pages
      }
    }

    it.each([1, 2, 3, 100])('[I6] hands out each event once and in order, %i at a time', async (limit) => {
      await fill()
      const all = (await readAll('provider', limit)).flatMap((page) => page.events)
      const seen = (await readAll(ofNusantara, limit)).flatMap((page) => page.events)
      expect(all.map((event) => event.id.slice(5))).toEqual('a 1,a 2,b 1,c 1,c 2,a 3,a 4,a 5'.split(','))
      expect(seen.map((event) => event.id.slice(5))).toEqual('a 1,c 1,a 4,a 5'.split(','))
      expect(seen.every((event) => event.seq === null && event.audience === 'SHARED')).toBe(true)
    })

    it('[I25] hands out no more at a time than is asked for in bytes, but always one event', async () => {
      await fill()
      const whole = (await readAll(ofNusantara, 100)).flatMap((page) => page.events)
      const paged: string[] = []
      for (let position = BEFORE_FIRST; paged.length < whole.length; ) {
        const page = await store.feedAfter(ofNusantara, position, 100, 1)
        expect(page.events).toHaveLength(1)
        expect(page.atHead).toBe(paged.length === whole.length - 1)
        paged.push(...page.events.map(({ id }) => id))
        position = page.position
      }
      expect(paged).toEqual(whole.map(({ id }) => id))
      const length = Buffer.byteLength(JSON.stringify(whole))
      expect((await store.feedAfter(ofNusantara, BEFORE_FIRST, 100, length)).events).toEqual(whole)
    })

    it.each(['provider', ofNusantara] as const)(
      'hands out the same pages of %s as the texts that each event was stored as for it',
      async (channel) => {
        await fill()
        let position = BEFORE_FIRST
        for (const [limit, lengthMax] of [[2], [100, 1], [100], [1], [0]] as const) {
          const { events, ...page } = await store.feedAfter(channel, position, limit, lengthMax)
          const texts = events.map((event) => JSON.stringify(event))
          const stored = await store.feedTexts(channel, position, limit, lengthMax)
          expect({ ...stored, texts: textsIn(stored.texts) }).toEqual({ ...page, texts })
          expect(stored.texts.bytes.toString()).toBe(texts.join(','))
          position = page.position
        }
      },
    )

    it.each(['provider', ofNusantara] as const)(
      '[I8] carries a digest that %s can recompute',
      async (channel) => {
        await fill()
        let digest = FEED_START
        for (const page of await readAll(channel, 2)) {
          for (const event of page.events) digest = feedDigest(digest, event.hash ?? '')
          expect(page.digest).toBe(digest)
          const confirmed = await store.feedAfter(channel, page.position, 0)
          expect(confirmed).toMatchObject({
            events: [],
            digest,
            after: page.position,
            position: page.position,
          })
        }
      },
    )

    it.each(['provider', ofNusantara] as const)(
      'says how many events of %s follow a position',
      async (channel) => {
        expect(await store.feedLength(channel, BEFORE_FIRST)).toBe(0)
        await fill()
        let left = (await readAll(channel, 100)).flatMap((page) => page.events).length
        expect(await store.feedLength(channel, BEFORE_FIRST)).toBe(left)
        for (const page of await readAll(channel, 3))
          expect(await store.feedLength(channel, page.position)).toBe((left -= page.events.length))
      },
    )

    it('is empty and at head before anything happened, and after the last event', async () => {
      const empty = {
        after: BEFORE_FIRST,
        position: BEFORE_FIRST,
        events: [],
        atHead: true,
        digest: FEED_START,
      }
      expect(await store.feedAfter('provider', BEFORE_FIRST, 10)).toEqual(empty)
      await fill()
      const head = (await readAll('provider', 3)).at(-1)
      const page = await store.feedAfter('provider', head?.position ?? '', 10)
      expect(page).toMatchObject({
        events: [],
        atHead: true,
        after: head?.position,
        position: head?.position,
      })
      expect(page.digest).toBe(head?.digest)
    })

    it('starts from the beginning for whatever is no position of it', async () => {
      await fill()
      const start = await store.feedAfter(ofNusantara, BEFORE_FIRST, 2)
      expect(start.after).toBe(BEFORE_FIRST)
      const odd = [
        'x',
        '-1',
        '1e3',
        '0',
        ' 1',
        '999999',
        '9'.repeat(40),
        "1'; DROP TABLE event; --",
        '1\u0000',
      ]
      for (const asked of odd)
        expect([asked, await store.feedAfter(ofNusantara, asked, 2)]).toEqual([asked, start])
    })
  })

  describe(`${adapter}: what is kept`, () => {
    it('[I12] has an epoch that is its own and stays', async () => {
      const { epoch } = store
      await reopen()
      expect(store.epoch).toBe(epoch)
      const other = await makePlace()
      const otherStore = await other.open()
      expect(otherStore.epoch).not.toBe(epoch)
      await otherStore.close()
      await other.discard()
    })

    it('[I1] is all there after closing and opening again', async () => {
      const log = logOf(emptyHead(room('a'), nusantara.id), 'SHARED', 'INTERNAL')
      const steps = [{ clockId: 'CALLBACK:1', step: 'WARN_10', at: at(5) }]
      await store.write(async (tx) => {
        await tx.append({ ...log, namedProviders: [agent.id] })
        await tx.armDeadlines(room('a'), steps)
        await tx.savePerson(agent)
      })
      const before = await store.feedAfter('provider', BEFORE_FIRST, 10)
      await reopen()
      expect(await store.feedAfter('provider', BEFORE_FIRST, 10)).toEqual(before)
      expect(await store.roomHead(room('a'))).toEqual(log.head)
      expect(await store.deadlines(room('a'))).toEqual(steps)
      expect(await store.person(agent.id)).toEqual(agent)
    })

    it('[I3] a receipt, refusals too, by person and command; never two for one', async () => {
      const commandId = toCommandId('command')
      const rejection = {
        code: 'OPEN_ROOM_EXISTS',
        rooms: [emptyHead(room('a'), nusantara.id).summary],
      } as const
      const mine: Receipt = {
        actorId: agent.id,
        commandId,
        contentHash: 'one',
        answer: { outcome: 'REJECTED', id: commandId, rejection },
      }
      const theirs: Receipt = {
        ...mine,
        actorId: tam.id,
        answer: { outcome: 'ACCEPTED', id: commandId, recordedAt: at(3) },
      }
      await store.write((tx) => tx.saveReceipt(mine))
      await store.write((tx) => tx.saveReceipt(theirs))
      await expect(store.write((tx) => tx.saveReceipt({ ...mine, contentHash: 'two' }))).rejects.toThrow()
      expect(await store.receipt(agent.id, commandId)).toEqual(mine)
      expect(await store.receipt(tam.id, commandId)).toEqual(theirs)
      expect(await store.receipt(contact.id, commandId)).toBeNull()
    })

    it('[I13] exactly the deadlines last armed, the room that waits longest first', async () => {
      const step = (name: string, minute: number) => ({ clockId: 'CALLBACK:1', step: name, at: at(minute) })
      await store.write(async (tx) => {
        await tx.armDeadlines(room('a'), [step('WARN_10', 5), step('BREACH', 15)])
        await tx.armDeadlines(room('b'), [step('BREACH', 4)])
        await tx.armDeadlines(room('c'), [step('BREACH', 90)])
      })
      await store.write((tx) => tx.armDeadlines(room('a'), [step('BREACH', 15), step('WARN_2', 13)]))
      expect(await store.deadlines(room('a'))).toEqual([step('WARN_2', 13), step('BREACH', 15)])
      expect(await store.dueRooms(at(3.99))).toEqual([])
      expect(await store.dueRooms(at(4))).toEqual([room('b')])
      expect(await store.dueRooms(at(20))).toEqual([room('b'), room('a')])
      await store.write((tx) => tx.armDeadlines(room('b'), []))
      expect(await store.dueRooms(at(20))).toEqual([room('a')])
    })

    it('[I8] every text as it was given, in names and ids too: half a character, U+0000 and what marks it', async () => {
      const odd = 'a\u0000b \uFDD0 \uFDD00 \uFFFF 🛰 \u2028 ́é " \\ {'
      const person = { ...contact, id: toPersonId(`person ${odd}`), name: `${odd}\uD800` }
      const log = logOf(emptyHead(room(odd), nusantara.id), 'SHARED')
      await store.write(async (tx) => {
        await tx.savePerson(person)
        await tx.append({ ...log, namedProviders: [person.id] })
        await tx.keep(odd, odd)
      })
      expect(await store.person(person.id)).toEqual(person)
      expect(await store.person(toPersonId('person a'))).toBeNull()
      expect(await store.roomHead(room(odd))).toEqual(log.head)
      expect(await store.namedProviders(nusantara.id)).toEqual([person.id])
      expect(textsIn((await store.feedTexts('provider', BEFORE_FIRST, 9)).texts)).toEqual(
        log.events.map((event) => JSON.stringify(event)),
      )
      expect(await store.write((tx) => tx.kept(odd))).toBe(odd)
    })

    it('the last that was said of an account or a person', async () => {
      await store.write(async (tx) => {
        await tx.saveAccount(nusantara)
        await tx.savePerson(contact)
        await tx.saveAccount({ ...nusantara, name: 'Nusantara' })
        await tx.savePerson({ ...contact, name: 'Dimas' })
      })
      expect(await store.accounts()).toEqual([{ ...nusantara, name: 'Nusantara' }])
      expect(await store.people()).toEqual([{ ...contact, name: 'Dimas' }])
      expect(await store.person(agent.id)).toBeNull()
    })
  })
}
