// What nodes say to each other over the database: told to all others, and where a hint may be lost, found all the same.

import { describe, expect, it, vi } from 'vitest'
import { toPersonId, toRoomId } from '../../../../domain/ids.ts'
import type { Channel } from '../../../../server/store/event-store.ts'
import type { Signal } from '../../../../server/store/signals.ts'
import { agent } from '../../../support/people.ts'
import { asking, terminate } from '../../../support/postgres.ts'
import { nusantara } from '../../../support/accounts.ts'
import { appendTo, openNodes } from './two-stores.ts'

const ofNusantara: Channel = `account/${nusantara.id}/shared`

/** Two nodes and what each is told. */
async function openTalk() {
  const { stores, url } = await openNodes(2)
  const nodes = stores.map((store) => {
    const told: Signal[] = []
    const heard = { store, told, missed: 0 }
    store.signals.listen({ told: (signal) => told.push(signal), missed: () => (heard.missed += 1) })
    return heard
  })
  const [one, other] = nodes
  if (one === undefined || other === undefined) throw new Error('no nodes')
  return { one, other, url }
}

/** Facts come when they come; a second is the look's own pace. */
const until = (isSo: () => boolean): Promise<void> =>
  vi.waitFor(() => expect(isSo()).toBe(true), { timeout: 10_000, interval: 5 })

describe('a signal', () => {
  it('reaches the other node, with all that was told in the same turn, and never its own', async () => {
    const { one, other } = await openTalk()
    const closing: Signal = { kind: 'sockets', personId: toPersonId('p'), reason: 'revoked' }
    const presence: Signal = { kind: 'presence', text: 'née “x” \uFDD0 \u0000 🛰' }
    one.store.signals.tell(closing)
    one.store.signals.tell({ kind: 'mail' })
    one.store.signals.tell({ kind: 'mail' })
    one.store.signals.tell(presence)
    await until(() => other.told.length === 3)
    expect(other.told).toEqual([closing, { kind: 'mail' }, presence])
    other.store.signals.tell({ kind: 'directory' })
    await until(() => one.told.length > 0)
    expect([one.told, one.missed, other.missed]).toEqual([[{ kind: 'directory' }], 0, 0])
  })

  it('of what was committed comes with the commit itself', async () => {
    const { one, other } = await openTalk()
    await appendTo(one.store, toRoomId('room-a'))
    await until(() => other.told.length > 0)
    expect(other.told[0]).toEqual({ kind: 'poke', channels: ['provider', ofNusantara] })
  })

  it('may arrive while a node is still being opened', async () => {
    const { one, url } = await openTalk()
    let isOpen = false
    const telling = asking(url, async (client) => {
      const notice = JSON.stringify({ from: 'x', signals: [], moved: [0, 1] })
      while (!isOpen) await client.query(`SELECT pg_notify('accord', $1)`, [notice])
    })
    const { stores } = await openNodes(1, url)
    isOpen = true
    await telling
    const told: Signal[] = []
    stores[0]?.signals.listen({ told: (signal) => told.push(signal), missed: () => undefined })
    one.store.signals.tell({ kind: 'mail' })
    await until(() => told.some(({ kind }) => kind === 'mail'))
  })

  it('that is too long for one notification says that something was missed, and the rest arrives', async () => {
    const { one, other } = await openTalk()
    one.store.signals.tell({ kind: 'presence', text: 'x'.repeat(8_000) })
    one.store.signals.tell({ kind: 'mail' })
    await until(() => other.missed === 1)
    expect(other.told).toEqual([{ kind: 'mail' }])
  })

  it('in many parts goes in as many notifications as it takes', async () => {
    const { one, other } = await openTalk()
    for (let index = 0; index < 20; index++)
      one.store.signals.tell({ kind: 'presence', text: `${index} ${'ä'.repeat(1_000)}` })
    await until(() => other.told.length === 20)
    expect(other.missed).toBe(0)
  })

  it('of no node of ours is taken as a sign to look at everything, and a failing listener hurts nobody', async () => {
    const { one, other, url } = await openTalk()
    other.store.signals.listen({
      told: () => {
        throw new Error('mine')
      },
      missed: () => {
        throw new Error('mine')
      },
    })
    const forged = ['{', '', 'null', '5', '[]', '{"signals":5}', '{"from":"x","signals":{}}', '{"from":7}']
    await asking(url, async (client) => {
      for (const payload of forged) await client.query(`SELECT pg_notify('accord', $1)`, [payload])
    })
    await until(() => one.missed === forged.length && other.missed === forged.length)
    one.store.signals.tell({ kind: 'mail' })
    await until(() => other.told.length === 1)
  })
})

/** An event and the end of its feed, without a notification. */
const NOT_TOLD = `INSERT INTO event (room_id, account_id, seq, shared_seq, id, provider_position, provider_digest,
    account_position, account_digest, provider_json, shared_json)
  VALUES ('room-a', '${nusantara.id}', 1, 1, 'event', 1, 'digest', 1, 'digest', '{}', '{}');
  INSERT INTO channel (name, position, digest) VALUES ('provider', 1, 'digest')`

describe('[I6] what nobody told', () => {
  it('is found by the look at what moved: events by their channels, and people', async () => {
    const { one, other, url } = await openTalk()
    await asking(url, (client) => client.query(NOT_TOLD))
    await one.store.write((tx) => tx.savePerson(agent))
    await until(() => other.told.length >= 2)
    expect(other.told).toContainEqual({ kind: 'poke', channels: ['provider', ofNusantara] })
    expect(other.told).toContainEqual({ kind: 'directory' })
  })

  it('and a line that was cut is there again by itself, with word that something may be missing', async () => {
    const { one, other, url } = await openTalk()
    expect(await terminate(url, 'accord signals')).toBe(2)
    await until(() => one.missed > 0 && other.missed > 0)
    one.store.signals.tell({ kind: 'mail' })
    await until(() => other.told.some(({ kind }) => kind === 'mail') || other.missed > 1)
    await appendTo(one.store, toRoomId('room-a'))
    await until(() => other.told.some(({ kind }) => kind === 'poke'))
  })

  it('cannot be told while the line is cut: the others learn that they missed something', async () => {
    const first = await openNodes(1)
    const second = await openNodes(1, first.url)
    let missed = 0
    second.stores[0]?.signals.listen({ told: () => undefined, missed: () => (missed += 1) })
    await asking(first.url, (client) =>
      client.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name = 'accord signals' ORDER BY backend_start LIMIT 1`),
    )
    first.stores[0]?.signals.tell({ kind: 'sockets', reason: 'revoked' })
    await until(() => missed === 1)
  })
})
