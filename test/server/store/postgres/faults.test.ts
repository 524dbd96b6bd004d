// What a database on the other end of a wire can do to a store: its works are answered with what became of them, and it
// goes on by itself.

import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { toRoomId } from '../../../../domain/ids.ts'
import { SECOND } from '../../../../domain/time.ts'
import { connectionConfig, openSession } from '../../../../server/store/postgres/postgres-connection.ts'
import { LOCKS } from '../../../../server/store/postgres/postgres-schema.ts'
import { openPostgresStore, type PostgresStore } from '../../../../server/store/postgres/postgres-store.ts'
import { openWriter } from '../../../../server/store/postgres/postgres-writer.ts'
import { nusantara, tagus } from '../../../support/accounts.ts'
import { asking, databaseFor, dropDatabase, ownServer, terminate } from '../../../support/postgres.ts'
import { wireTo } from './cutting-proxy.ts'
import { appendTo, openNodes, readOn } from './two-stores.ts'

const room = toRoomId('room-a')
const TEMPORARY = { code: 'TEMPORARY' }

async function openNode(address?: string): Promise<{ readonly store: PostgresStore; readonly url: string }> {
  const { stores, url } = await openNodes(1, address)
  const [store] = stores
  if (store === undefined) throw new Error('no store')
  return { store, url }
}

/** Asks again while the store refuses it for now, as a device does. */
async function stored(ask: () => Promise<unknown>): Promise<void> {
  for (;;) {
    try {
      await ask()
      return
    } catch (error) {
      expect(error).toMatchObject(TEMPORARY)
    }
  }
}

describe('a COMMIT that nobody answered for', () => {
  it('[I5] is known by what it wrote itself: after a crash its number may be that of another, which was kept', async () => {
    const { store, url } = await openNode()
    const writer = openWriter(connectionConfig(url, 'writes'), store.epoch)
    const session = await writer.session()
    const commit = async (isMarked: boolean): Promise<string> => {
      await session.say('BEGIN')
      const [row] = await session.ask<{ readonly xid: string }>('SELECT pg_current_xact_id()::text AS xid')
      const xid = row?.xid ?? ''
      const { text, values } = writer.mark(xid)
      if (isMarked) await session.ask(text, values)
      await session.say('COMMIT')
      return xid
    }
    const another = await commit(false)
    const [first, own] = [await commit(true), await commit(true)]
    expect(await Promise.all([another, first, own].map(writer.outcomeOf))).toEqual([
      'ABORTED',
      'ABORTED',
      'COMMITTED',
    ])
    writer.close()
  })
})

describe('connections that the database ends', () => {
  it('between works cost nothing: neither the next work nor the next read', async () => {
    const { store, url } = await openNode()
    await appendTo(store, room)
    expect(await terminate(url)).toBeGreaterThan(1)
    expect(await appendTo(store, room)).toBe(2)
    expect((await readOn(store, 'provider')).events).toHaveLength(2)
  })

  it('[I5] within a work leave nothing of its turn, and each work of it may be asked for again', async () => {
    const { store, url } = await openNode()
    const works = await Promise.allSettled([
      store.write((tx) => tx.saveAccount(nusantara)),
      store.write(async (tx) => {
        await tx.saveAccount(tagus)
        const ended = terminate(url, 'accord writes')
        for (let isOver = false; !isOver; void ended.then(() => (isOver = true))) await tx.accounts()
        for (;;) await tx.accounts()
      }),
    ])
    expect(works).toMatchObject([{ reason: TEMPORARY }, { reason: TEMPORARY }])
    expect(await store.accounts()).toEqual([])
    await store.write((tx) => tx.saveAccount(nusantara))
    expect(await store.accounts()).toEqual([nusantara])
  })

  it('[I1] at a COMMIT whose answer is lost do not hide that it was stored', async () => {
    const url = await databaseFor('commit')
    const wire = await wireTo(url)
    const { store } = await openNode(wire.url)
    wire.cutAtCommit('AFTER')
    expect(await Promise.all([appendTo(store, room), appendTo(store, room)])).toEqual([1, 2])
    expect([wire.cuts, (await readOn(store, 'provider')).events.length]).toEqual([1, 2])
    await dropDatabase(url)
  })

  it('before a COMMIT arrives are answered as not stored, and the next works are', async () => {
    const url = await databaseFor('commit')
    const wire = await wireTo(url)
    const { store } = await openNode(wire.url)
    wire.cutAtCommit('BEFORE')
    await expect(appendTo(store, room)).rejects.toMatchObject(TEMPORARY)
    expect(wire.cuts).toBe(1)
    expect(await appendTo(store, room)).toBe(1)
    await dropDatabase(url)
  })
})

describe('a database that stops', () => {
  it('[I1] and starts again has what it acknowledged, and is written to again by itself', async () => {
    const server = await ownServer()
    const { stores, fatal } = await openNodes(2, server.url)
    const [one, other] = stores
    if (one === undefined || other === undefined) throw new Error('no stores')
    await appendTo(one, room)
    for (const how of ['usual', 'crash'] as const) {
      await server.stop(how)
      await expect(other.account(nusantara.id)).rejects.toMatchObject(TEMPORARY)
      const waiting = stored(() => appendTo(other, room))
      await server.start()
      await waiting
      await stored(() => appendTo(one, room))
    }
    expect((await readOn(one, 'provider')).events.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
    expect(fatal).toEqual([])
    await server.stop()
  })

  it('is waited for by a node that starts meanwhile, and not by a program that does not want to', async () => {
    const server = await ownServer()
    await server.stop('crash')
    const opening = {
      url: server.url,
      newId: randomUUID,
      log: { warn: () => undefined, error: () => undefined },
    }
    await expect(openPostgresStore(opening)).rejects.toMatchObject(TEMPORARY)
    const missed = Promise.withResolvers<string>()
    const log = { ...opening.log, warn: (_fields: object, said: string) => missed.resolve(said) }
    const waiting = openPostgresStore({ ...opening, log, databaseWithin: 60 * SECOND })
    expect(await Promise.race([missed.promise, waiting])).toMatch('waiting for it')
    await server.start()
    const store = await waiting
    await appendTo(store, room)
    await store.close()
    await server.stop()
  })
})

describe('a node that stops answering within its turn', () => {
  it('loses it, and the others go on', async () => {
    const { store, url } = await openNode()
    const stuck = await openSession(connectionConfig(url, 'writes'))
    // As every connection of a node, but sooner than after its two seconds.
    expect(await stuck.ask('SHOW idle_in_transaction_session_timeout')).toEqual([
      { idleInTransactionSessionTimeout: '2s' },
    ])
    await stuck.say(`SET idle_in_transaction_session_timeout = 100`)
    await stuck.say(`BEGIN; SELECT pg_advisory_xact_lock(${LOCKS.turn})`)
    expect(await appendTo(store, room)).toBe(1)
    await expect(stuck.say('COMMIT')).rejects.toThrow()
    stuck.end()
  })

  it('makes the others wait no longer than their limit: they may ask again', async () => {
    const { store, url } = await openNode()
    await asking(url, async (holder) => {
      await holder.query(`SELECT pg_advisory_lock(${LOCKS.turn})`)
      const limited = expect(store.write((tx) => tx.saveAccount(nusantara))).rejects.toMatchObject(TEMPORARY)
      await asking(url, async (operator) => {
        const waiting = `SELECT pg_cancel_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND application_name = 'accord writes' AND wait_event_type = 'Lock'`
        while ((await operator.query(waiting)).rowCount === 0);
      })
      await limited
    })
    await store.write((tx) => tx.saveAccount(nusantara))
  })
})
