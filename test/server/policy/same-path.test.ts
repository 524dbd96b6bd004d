// What is foreign takes the way of what is missing: the store is asked the same, so that not even the time an answer
// takes tells of a room that is there (I19).

import { randomUUID } from 'node:crypto'
import { execute, parse } from 'graphql'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { PersonCommand } from '../../../domain/incident/commands.ts'
import type { RoomId } from '../../../domain/ids.ts'
import type { Person } from '../../../domain/people.ts'
import type { RequestContext } from '../../../server/graphql/context.ts'
import { loadSchema } from '../../../server/graphql/schema.ts'
import { commandRow } from '../../../server/policy/commands.ts'
import type { EventStore } from '../../../server/store/event-store.ts'
import { nusantara } from '../../support/accounts.ts'
import { contact, stranger } from '../../support/people.ts'
import { COMMAND_TYPES, SAMPLES } from '../../support/sample-commands.ts'
import { report } from '../../support/story.ts'
import { openTestCore, roomOf, type TestCore, uuidOf } from '../core/open-test-core.ts'

let test: TestCore
/** What the store was asked, in order. */
let asked: string[]

beforeEach(async () => {
  asked = []
  test = await openTestCore((store) => heard(store, ''))
  await test.must(contact, report(), 'one')
})

afterEach(() => test.discard())

/** The store, or a transaction of it, with everything that is asked of it written down. */
function heard<T extends object>(store: T, within: string): T {
  return new Proxy(store, {
    get(target, name) {
      const method: unknown = Reflect.get(target, name, target)
      if (typeof method !== 'function') return method
      return (...args: unknown[]) => {
        asked.push(`${within}${String(name)}`)
        const [work] = args
        if (name !== 'write' || typeof work !== 'function') return method.apply(target, args) as unknown
        const inside = work as (tx: object) => Promise<unknown>
        return (target as unknown as EventStore).write((tx) => inside(heard(tx, 'tx.')))
      }
    },
  })
}

/** What the store is asked while somebody does something. */
async function pathOf(act: () => Promise<unknown>): Promise<readonly string[]> {
  asked = []
  await act()
  return asked
}

const contextOf = (person: Person): RequestContext =>
  ({
    core: test.core,
    viewer: { person, tokenHash: 'any' },
    presence: { announce: () => undefined },
    now: () => test.now(),
  }) as unknown as RequestContext

describe('[I19] the way to a foreign room is the way to a missing one', () => {
  it.each(['{ room(id: "R") { id title } }', 'mutation { announce(roomId: "R", activity: MESSAGE) }'])(
    'for %s',
    async (query) => {
      const schema = loadSchema()
      const ask = (id: RoomId) => async () => {
        const document = parse(query.replace('R', id))
        expect(await execute({ schema, document, contextValue: contextOf(stranger) })).not.toHaveProperty(
          'errors',
        )
      }
      const foreign = await pathOf(ask(roomOf('one')))
      expect(foreign).toEqual(await pathOf(ask(roomOf('nothing'))))
      expect(foreign.length).toBeGreaterThan(0)
    },
  )

  it('for an entry and its file', async () => {
    const ask = (id: RoomId) => () => test.core.event(stranger, id, randomUUID() as never)
    expect(await pathOf(ask(roomOf('one')))).toEqual(await pathOf(ask(roomOf('nothing'))))
  })

  it.each(COMMAND_TYPES.filter((type) => commandRow(type).about === 'ROOM'))('for %s', async (type) => {
    const ask = (room: string) => () =>
      test.ask(stranger, SAMPLES[type][0] as PersonCommand, room, uuidOf(`${type} ${room}`))
    expect(await pathOf(ask('one'))).toEqual(await pathOf(ask('nothing')))
  })

  it.each(['reportIssue', 'takeIntake'] as const)('for %s of a foreign account', async (type) => {
    const ask = (accountId: string) => () =>
      test.ask(stranger, { ...SAMPLES[type][0], accountId } as PersonCommand, randomUUID(), randomUUID())
    expect(await pathOf(ask(nusantara.id))).toEqual(await pathOf(ask('account-nobody')))
  })
})
