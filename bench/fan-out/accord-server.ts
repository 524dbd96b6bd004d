// Our server as it runs: store with FULL, sessions, policy, guard, receipts, deadlines. Beside it only what a load needs:
// accounts with a live room each, people of theirs with sessions, and orders from the parent process, which go the way
// that a command of a customer goes once its request has been read.

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import process from 'node:process'
import { type RoomId, toAccountId, toCommandId, toPersonId, toRoomId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { startServer } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { ACCOUNTS } from '../../server/demo/cast.ts'
import type { Desk } from '../../server/graphql/context.ts'
import { openLog } from '../../server/observe/log.ts'

interface Order {
  readonly room: number
  readonly text: string
}

type Message =
  | { readonly do: 'PUBLISH'; readonly orders: readonly Order[] }
  | { readonly do: 'FILL'; readonly count: number; readonly text: string }
  | { readonly do: 'USAGE' | 'MEMORY' }

interface LiveRoom {
  readonly id: RoomId
  readonly people: readonly Person[]
}

const ROOMS = Number(process.argv[2] ?? 1)
const SESSIONS = Number(process.argv[3] ?? 1)
/** Of a session; the server takes 16. */
const SOCKETS = 8

const folder = mkdtempSync(join(tmpdir(), 'accord-bench-'))
const opened = Promise.withResolvers<Desk>()
const server = await startServer({
  config: {
    ...readConfig({ PORT: '0', ACCORD_DEMO: '1' }),
    dataFolder: folder,
    keysFolder: join(folder, 'keys'),
  },
  log: openLog('silent'),
  onDesk: opened.resolve,
})
const desk = await opened.promise

async function openRoom(number: number): Promise<LiveRoom> {
  const [like] = ACCOUNTS
  if (like === undefined) throw new Error('the demo has accounts')
  const accountId = toAccountId(`account-${number}`)
  await desk.core.saveAccount({ ...like, id: accountId, number: `N-${number}`, domains: [], phones: [] })
  const count = Math.ceil(SESSIONS / ROOMS)
  const people = Array.from(
    { length: count },
    (_, index): Person => ({
      id: toPersonId(`person-${number}-${index}`),
      name: `Person ${index}`,
      title: 'Platform',
      party: 'CUSTOMER',
      role: 'CONTACT',
      accountId,
      timeZone: 'Asia/Jakarta',
      phone: null,
      email: null,
    }),
  )
  for (const person of people) await desk.core.savePerson(person)
  const room = { id: toRoomId(randomUUID()), people }
  await submit(room, [
    { type: 'reportIssue', accountId, contactName: null, channel: 'API', title: 'Slow', description: 'Slow' },
  ])
  return room
}

async function submit(room: LiveRoom, commands: readonly object[]): Promise<void> {
  const [person] = room.people
  if (person === undefined) throw new Error('a room has people')
  const envelopes = commands.map((command) => ({
    id: toCommandId(randomUUID()),
    roomId: room.id,
    command: command as never,
  }))
  const answers = await desk.core.submit(person, envelopes)
  for (const answer of answers) if (answer.outcome !== 'ACCEPTED') throw new Error(JSON.stringify(answer))
}

const messageOf = ({ text }: Pick<Order, 'text'>) => ({ type: 'postMessage', text, replyTo: null })

const rooms: LiveRoom[] = []
for (let number = 0; number < ROOMS; number++) rooms.push(await openRoom(number))
const tokens = await Promise.all(
  rooms.map(({ people }) =>
    Promise.all(
      people.map(async (person) => {
        const { session } = await desk.sessions.open(person, { method: 'DEMO', deviceName: 'bench' })
        return session.accessToken
      }),
    ),
  ),
)

function roomOf(number: number): LiveRoom {
  const room = rooms[number]
  if (room === undefined) throw new Error(`there is no room ${number}`)
  return room
}

async function obey(message: Message): Promise<void> {
  if (message.do === 'PUBLISH') {
    await Promise.all(message.orders.map((order) => submit(roomOf(order.room), [messageOf(order)])))
    return
  }
  if (message.do === 'FILL')
    for (let left = message.count; left > 0; left -= 20)
      await submit(
        roomOf(0),
        Array.from({ length: Math.min(20, left) }, () => messageOf(message)),
      )
  const usage = process.cpuUsage()
  for (let time = 0; message.do === 'MEMORY' && time < 2; time++) globalThis.gc?.()
  const { rss, heapUsed, external } = process.memoryUsage()
  process.send?.({ usage, rss, held: heapUsed + external })
}

process.on('message', (message) => void obey(message as Message))
process.on('disconnect', () => {
  rmSync(folder, { recursive: true, force: true })
  process.exit(0)
})
process.send?.({ port: Number(new URL(server.url).port), tokens, sockets: SOCKETS })
