// Several nodes on one database: their works follow each other as those of one writer do, whoever asks first.

import { describe, expect, it } from 'vitest'
import { toCommandId, toRoomId } from '../../../../domain/ids.ts'
import { FEED_START, feedDigest } from '../../../../protocol/record.ts'
import type { EventStore, Receipt } from '../../../../server/store/event-store.ts'
import { migrate } from '../../../../server/store/postgres/postgres-schema.ts'
import { nusantara } from '../../../support/accounts.ts'
import { at } from '../../../support/given.ts'
import { agent } from '../../../support/people.ts'
import { asking, databaseFor, dropDatabase } from '../../../support/postgres.ts'
import { emptyHead, logOf } from '../../../contract/log-of.ts'
import { appendTo, openNodes, readOn } from './two-stores.ts'

const room = (name: string) => toRoomId(`room-${name}`)

describe('two nodes that append at once', () => {
  it('[I6][I8] leave dense numbers, linked digests and no gap for whoever reads meanwhile', async () => {
    const { stores } = await openNodes(3)
    const [reader, ...writers] = stores
    if (reader === undefined) throw new Error('no reader')
    let isWriting = true
    const seen: string[] = []
    const reading = (async () => {
      let position = ''
      for (let isLast = false; !isLast; ) {
        isLast = !isWriting
        const page = await readOn(reader, 'provider', position)
        seen.push(...page.events.map(({ id }) => id))
        position = page.position
      }
    })()
    const perNode = 16
    const works = writers.flatMap((store, node) =>
      Array.from({ length: perNode }, async (_, index) => {
        await appendTo(store, room('same'))
        await appendTo(store, room(`${node} ${index % 4}`))
      }),
    )
    await Promise.all(works)
    isWriting = false
    await reading
    const { events, digest } = await readOn(reader, 'provider')
    expect(events).toHaveLength(2 * 2 * perNode)
    expect(seen).toEqual(events.map(({ id }) => id))
    expect(events.reduce((last, event) => feedDigest(last, event.hash ?? ''), FEED_START)).toBe(digest)
    const numbers = events.filter(({ roomId }) => roomId === room('same')).map(({ seq }) => seq)
    expect(numbers).toEqual(Array.from({ length: 2 * perNode }, (_, index) => index + 1))
  })

  it('[I3] give one command one effect and one answer, whichever node it reaches', async () => {
    const { stores } = await openNodes(2)
    const submit = (store: EventStore, name: string) =>
      store.write(async (tx) => {
        const commandId = toCommandId(name)
        const known = await tx.receipt(agent.id, commandId)
        if (known !== null) return known.answer
        const answer: Receipt['answer'] = {
          outcome: 'ACCEPTED',
          id: commandId,
          recordedAt: at(Math.random()),
        }
        await tx.saveReceipt({ actorId: agent.id, commandId, contentHash: 'h', answer })
        return answer
      })
    for (let index = 0; index < 5; index++) {
      const [one, other] = await Promise.all(stores.map((store) => submit(store, `command ${index}`)))
      expect(one).toEqual(other)
    }
  })

  it('[I22] know in their turn what another node, or a statement by hand, changed since their last', async () => {
    const { stores, url } = await openNodes(2)
    const [one, other] = stores
    if (one === undefined || other === undefined) throw new Error('no stores')
    const known = () =>
      one.write(async (tx) => [
        (await tx.actor(agent.id))?.name ?? null,
        (await tx.account(nusantara.id))?.name ?? null,
        (await tx.roomHead(room('a')))?.seq ?? null,
      ])
    expect(await known()).toEqual([null, null, null])
    await other.write(async (tx) => {
      await tx.savePerson(agent)
      await tx.saveAccount(nusantara)
    })
    await appendTo(other, room('a'))
    expect(await known()).toEqual([agent.name, nusantara.name, 1])
    await other.identity.write((tx) => tx.setDeactivated(agent.id, at(1)))
    await appendTo(other, room('a'))
    expect(await known()).toEqual([null, nusantara.name, 2])
    await asking(url, (client) => client.query('UPDATE person SET deactivated_at = NULL'))
    expect(await known()).toEqual([agent.name, nusantara.name, 2])
  })

  it('[I5] go on from what is stored after a work of the same turn that failed', async () => {
    const { stores } = await openNodes(1)
    const [store] = stores
    if (store === undefined) throw new Error('no store')
    const works = await Promise.allSettled([
      appendTo(store, room('a')),
      store.write(async (tx) => {
        const head = await tx.roomHead(room('a'))
        if (head !== null) await tx.append(logOf(head, 'SHARED', 'SHARED'))
        await tx.saveAccount(nusantara)
        expect(await tx.account(nusantara.id)).toEqual(nusantara)
        throw new Error('mine')
      }),
      appendTo(store, room('a')),
      store.write((tx) => tx.account(nusantara.id)),
    ])
    expect(works).toMatchObject([{ value: 1 }, { reason: new Error('mine') }, { value: 2 }, { value: null }])
    const { events, digest } = await readOn(store, 'provider')
    expect(events.reduce((last, event) => feedDigest(last, event.hash ?? ''), FEED_START)).toBe(digest)
  })

  it('[I5] are refused alone what the database refuses, whoever shared the turn, and run again without it', async () => {
    const { stores } = await openNodes(1)
    const [store] = stores
    if (store === undefined) throw new Error('no store')
    await appendTo(store, room('a'))
    const works = await Promise.allSettled([
      appendTo(store, room('b')),
      store.write(async (tx) => {
        await tx.saveAccount(nusantara)
        await tx.append(logOf(emptyHead(room('a'), nusantara.id), 'SHARED'))
      }),
      appendTo(store, room('b')),
      appendTo(store, room('a')),
    ])
    expect(works).toMatchObject([{ value: 1 }, { reason: { code: '23505' } }, { value: 2 }, { value: 2 }])
    expect(await store.account(nusantara.id)).toBeNull()
    const { events, digest } = await readOn(store, 'provider')
    expect(events.map(({ id }) => id.slice(5))).toEqual(['a 1', 'b 1', 'b 2', 'a 2'])
    expect(events.reduce((last, event) => feedDigest(last, event.hash ?? ''), FEED_START)).toBe(digest)
  })

  it('[I5] give back what a work took that fails afterwards', async () => {
    const { stores } = await openNodes(1)
    const [store] = stores
    if (store === undefined) throw new Error('no store')
    const flow = { idHash: 'hash', kind: 'OIDC', personId: null, json: '{}', expiresAt: at(9) } as const
    await store.identity.write((tx) => tx.savePending(flow))
    const take = (fails: boolean) =>
      store.identity.write(async (tx) => {
        const taken = await tx.takePending('hash', 'OIDC', at(1))
        if (fails) throw new Error('mine')
        return taken
      })
    const works = await Promise.allSettled([take(true), take(false), take(false)])
    expect(works).toMatchObject([{ reason: new Error('mine') }, { value: flow }, { value: null }])
  })

  it('foresee what the other wrote to the rooms that they are about to write to', async () => {
    const { stores } = await openNodes(2)
    const [one, other] = stores
    if (one === undefined || other === undefined) throw new Error('no stores')
    await one.write((tx) => tx.saveAccount(nusantara))
    const commandId = toCommandId('command')
    const seen = (store: EventStore, after: number) =>
      store.write(
        async (tx) => {
          const events = await tx.roomEvents(room('a'), 'ALL', after, 2)
          const account = await tx.account(nusantara.id)
          return [
            (await tx.roomHead(room('a')))?.seq ?? 0,
            events.map(({ seq }) => seq),
            account?.id,
            await tx.actor(agent.id),
            await tx.receipt(agent.id, commandId),
          ]
        },
        { roomId: room('a'), after, actorId: agent.id, commandId },
      )
    expect(await seen(one, 0)).toEqual([0, [], nusantara.id, null, null])
    await appendTo(other, room('a'))
    await appendTo(other, room('a'))
    expect(await seen(one, 1)).toEqual([2, [2], nusantara.id, null, null])
    await appendTo(one, room('b'))
    await appendTo(other, room('a'))
    expect(await seen(one, 1)).toEqual([3, [2, 3], nusantara.id, null, null])
    expect(await seen(other, 0)).toEqual([3, [1, 2], nusantara.id, null, null])
  })

  it('read on one what was acknowledged on the other', async () => {
    const { stores } = await openNodes(2)
    const [one, other] = stores
    for (let count = 1; count <= 5; count++) {
      await one?.write((tx) => tx.saveAccount({ ...nusantara, name: `Name ${count}` }))
      expect((await other?.account(nusantara.id))?.name).toBe(`Name ${count}`)
    }
  })
})

describe('nodes that start', () => {
  it('[I12] at once on an empty database make it once, with one epoch and one secret', async () => {
    const { stores } = await openNodes(3)
    expect(new Set(stores.map(({ epoch }) => epoch)).size).toBe(1)
    expect(new Set(stores.map(({ secret }) => secret)).size).toBe(1)
  })

  it('leave a database from the future alone, and nothing of a migration that fails', async () => {
    const url = await databaseFor('schema')
    const first = { name: '1-first.sql', sql: 'CREATE TABLE meta (name text PRIMARY KEY, value text)' }
    const broken = { name: '2-broken.sql', sql: 'CREATE TABLE half (a text); CREATE TABLE half (a text)' }
    const run = (...migrations: (typeof first)[]) =>
      asking(url, (client) => migrate(client, migrations, () => 'epoch'))
    await run(first)
    await expect(run(first, broken)).rejects.toThrow('already exists')
    await run(first, { ...broken, sql: 'CREATE TABLE half (a text)' })
    await expect(run(first)).rejects.toThrow('newer version of Accord (2-broken.sql)')
    await dropDatabase(url)
  })
})

describe('what is stored', () => {
  it('[I18] is neither changed nor removed, not even by a statement of our own', async () => {
    const { url, stores } = await openNodes(1)
    if (stores[0] !== undefined) await appendTo(stores[0], room('a'))
    const doing = (text: string) => asking(url, (client) => client.query(text))
    await expect(doing(`UPDATE event SET provider_json = ''`)).rejects.toThrow('never changes')
    await expect(doing('DELETE FROM event')).rejects.toThrow('never removed')
    await expect(doing('TRUNCATE event')).rejects.toThrow('never removed')
  })
})
