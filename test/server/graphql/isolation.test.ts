// One customer and another one's room (I19): whatever is asked, the answer is that of a room that is not there, byte
// for byte; and what is listed is one's own.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { demoRoom, startTestServer, type TestServer } from '../support/running-server.ts'

let server: TestServer
let sari: string
let foreign: string
const missing = randomUUID()

beforeAll(async () => {
  server = await startTestServer()
  sari = await server.signIn('sari-hartono')
  foreign = await demoRoom(server, await server.signIn('joon-park'))
})

afterAll(() => server.stop())

const ROOM = '{ id ticket phase clocks { id } events { body } }'
const COMMANDS = [
  { postMessage: { text: 'hello' } },
  { postNote: { text: 'hello' } },
  { requestUpdate: { confirm: true } },
  { proposeCadence: { everyMinutes: 20 } },
  { acceptWorkaround: { workaroundId: 'x' } },
  { correct: { refersTo: 'x', text: 'y' } },
  {
    takeIntake: {
      accountId: 'nusantara-pay',
      company: 'N',
      contactPhone: '+62215550',
      receivedAt: '2026-11-23T09:00:00Z',
    },
  },
]

/** The same request about two rooms, with ids of equal length in the same places. */
async function both(query: string, variablesFor: (roomId: string) => Record<string, unknown>) {
  const answers = await Promise.all(
    [foreign, missing].map((roomId) => server.ask(sari, query, variablesFor(roomId))),
  )
  return answers.map(({ status, text }) => ({
    status,
    text: text.replaceAll(foreign, 'R').replaceAll(missing, 'R'),
  }))
}

it('[I19] reads a foreign room as a missing one', async () => {
  const [one, other] = await both(`query ($id: ID!) { room(id: $id) ${ROOM} }`, (id) => ({ id }))
  expect(one).toEqual(other)
  expect(one).toEqual({ status: 200, text: '{"data":{"room":null}}\n' })
})

it.each(COMMANDS)('[I19] refuses %j to a foreign room as to a missing one', async (command) => {
  const id = randomUUID()
  const answers = await Promise.all(
    [foreign, missing].map(async (roomId, index) => {
      // Two ids, since one id has one effect; they are taken out of the answers.
      const commandId = index === 0 ? id : randomUUID()
      const { text } = await server.ask(
        sari,
        'mutation ($c: [SubmitInput!]!) { submit(commands: $c) { answers { id outcome recordedAt rejection { code facts } } } }',
        { c: [{ id: commandId, roomId, command }] },
      )
      return text.replaceAll(commandId, 'C')
    }),
  )
  expect(answers[0]).toBe(answers[1])
  expect(answers[0]).toContain('"outcome":"REJECTED"')
})

it('[I19] announces nobody in a foreign room, and says the same as of a missing one', async () => {
  const [one, other] = await both(
    'mutation ($id: ID!) { announce(roomId: $id, activity: MESSAGE) }',
    (id) => ({ id }),
  )
  expect(one).toEqual(other)
  expect(one?.text).toContain('"announce":false')
})

it('[I19] lists own rooms, accounts and people alone', async () => {
  const { data } = await server.ask(
    sari,
    '{ rooms(live: false) { id } directory { accounts { id } people { id } } }',
  )
  const { accounts, people } = data['directory'] as unknown as {
    accounts: { id: string }[]
    people: { id: string }[]
  }
  expect(data['rooms']).toEqual([])
  expect(accounts).toEqual([{ id: 'kirana-air' }])
  expect(people.map(({ id }) => id).toSorted()).toEqual(['sari-hartono', 'tiago-lemos'])
})
