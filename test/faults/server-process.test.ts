// The real server, as a process on a port, is killed with SIGKILL at random moments while three clients submit over
// HTTP, and started again on what is left. A client does what a device does: one request in flight, and the same
// commands with the same ids again until they are answered. After every life: what was acknowledged is in the log once
// and whole; at the end everything that was ever asked for is, in the order in which its client asked.

import { randomUUID } from 'node:crypto'
import { expect, it, onTestFinished } from 'vitest'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { FEED_START, feedDigest, linkHash } from '../../protocol/record.ts'
import { type ApiPerson, type Envelope, signIn, type WireAnswer } from '../support/api-client.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'
import { type Random, randomFrom } from './random.ts'

const isNightly = process.env['ACCORD_NIGHTLY'] === '1'
const KILLS = isNightly ? 400 : 10
const SEED = Number(process.env['ACCORD_SEED'] ?? 20_261_123)
const BATCH_MAX = 5
const LIFE_MS_MAX = 400

/** One device, its commands in the order they were made, and what became of each. */
interface Client {
  readonly person: ApiPerson
  readonly sent: Envelope[]
  readonly answers: Map<string, WireAnswer>
  /** Sent and not answered; goes out again unchanged. */
  inFlight: readonly Envelope[]
}

interface Counters {
  answered: number
  sentAgain: number
  /** Sent again and found to have been recorded before the kill. */
  recordedUnheard: number
}

it(`[I1] [I3] [I5] loses nothing acknowledged and doubles nothing over ${KILLS} kills (seed ${SEED})`, async () => {
  const random = randomFrom(SEED)
  const server = await startRunningServer({ ACCORD_LOG_LEVEL: 'info' })
  onTestFinished(() => server.dispose())
  const clients = await Promise.all(
    ['rani-wulandari', 'maeve-brennan', 'aisha-karim'].map(
      async (name): Promise<Client> => ({
        person: await signIn(server.url, name),
        sent: [],
        answers: new Map(),
        inFlight: [],
      }),
    ),
  )
  const [roomId] = (await log(clients)).map((event) => event.roomId)
  const counters: Counters = { answered: 0, sentAgain: 0, recordedUnheard: 0 }
  for (let kill = 1; kill <= KILLS; kill++) {
    await liveAndDie(server, clients, roomId ?? '', random, counters)
    await server.restart()
    inspect(await log(clients), clients, counters, `after kill ${kill} of seed ${SEED}`)
  }
  for (const client of clients) await send(client, counters)
  const events = await log(clients)
  inspect(events, clients, counters, `at the end of seed ${SEED}`)
  for (const client of clients) inspectOrder(events, client)
  // The kills must have hit: between an answer and the next request they would prove nothing.
  expect(counters.answered).toBeGreaterThan(KILLS * 5)
  expect(counters.sentAgain).toBeGreaterThan(KILLS)
  if (KILLS >= 100) expect(counters.recordedUnheard).toBeGreaterThan(0)
})

/** All clients send until the process is gone. */
async function liveAndDie(
  server: RunningServer,
  clients: readonly Client[],
  roomId: string,
  random: Random,
  counters: Counters,
): Promise<void> {
  const work = clients.map(async (client) => {
    while (server.isUp) {
      if (client.inFlight.length === 0) {
        client.inFlight = someCommands(client, roomId, random)
        client.sent.push(...client.inFlight)
      }
      await send(client, counters).catch(() => undefined)
    }
  })
  await new Promise((passed) => setTimeout(passed, 1 + random.below(LIFE_MS_MAX)))
  await server.kill()
  await Promise.all(work)
  for (const client of clients) counters.sentAgain += client.inFlight.length
}

/** One request; what is answered is noted, what is not stays in flight. Rejects when the line breaks. */
async function send(client: Client, counters: Counters): Promise<void> {
  while (client.inFlight.length > 0) {
    for (const answer of await client.person.submit(client.inFlight))
      if (answer.outcome !== 'RETRY') client.answers.set(answer.id, answer)
    const before = client.inFlight.length
    client.inFlight = client.inFlight.filter(({ id }) => !client.answers.has(id))
    counters.answered += before - client.inFlight.length
  }
}

function someCommands({ person, sent }: Client, roomId: string, random: Random): readonly Envelope[] {
  return Array.from({ length: 1 + random.below(BATCH_MAX) }, (_, index) => {
    const text = `${person.name} ${sent.length + index + 1}`
    const isMessage = person.id === 'rani-wulandari' || random.below(3) > 0
    // A hand-over leads to two events in two audiences: both or none.
    const command = isMessage
      ? { postMessage: { text } }
      : { assignAgent: { agentId: person.id, handOverNote: text } }
    return { id: randomUUID(), roomId, command }
  })
}

/** The provider's whole feed, checked on the way: one room here, so positions are `seq`. */
async function log(clients: readonly Client[]): Promise<readonly RecordedEvent[]> {
  const person = clients.find(({ person: { id } }) => id === 'maeve-brennan')?.person
  if (person === undefined) throw new Error('nobody of the provider is here')
  const feed = person.follow()
  await feed.toHead()
  const events = feed.events()
  const heads: Record<string, string> = { SHARED: FEED_START, INTERNAL: FEED_START }
  let digest = FEED_START
  for (const [index, event] of events.entries()) {
    const linked = { ...event, actor: { ...event.actor, role: event.actor.role ?? 'SYSTEM' } }
    expect(event.seq).toBe(index + 1)
    expect(event.hash).toBe(linkHash(heads[event.audience] ?? '', linked))
    heads[event.audience] = event.hash ?? ''
    digest = feedDigest(digest, event.hash ?? '')
  }
  expect(feed.pages.at(-1)?.digest).toBe(digest)
  await person.close()
  return events
}

function inspect(
  events: readonly RecordedEvent[],
  clients: readonly Client[],
  counters: Counters,
  when: string,
): void {
  const effects = Map.groupBy(events, ({ causedBy }) => String(causedBy))
  const shapeOf = (id: string): string =>
    (effects.get(id) ?? []).map(({ body, audience }) => `${audience} ${body.type}`).join(', ')
  for (const { sent, answers, inFlight } of clients) {
    const waiting = new Set(inFlight.map(({ id }) => id))
    for (const { id, command } of sent) {
      const whole =
        command.postMessage === undefined
          ? 'SHARED AgentAssigned, INTERNAL NotePosted'
          : 'SHARED MessagePosted'
      const answer = answers.get(id)
      const shape = shapeOf(id)
      if (answer === undefined) {
        expect(waiting.has(id), `${when}: ${id} was neither answered nor kept`).toBe(true)
        expect(['', whole], `${when}: ${id}`).toContain(shape)
        if (shape !== '') counters.recordedUnheard += 1
      } else if (answer.outcome === 'ACCEPTED') {
        expect(shape, `${when}: ${id}`).toBe(whole)
        expect(effects.get(id)?.[0]?.recordedAt, `${when}: ${id}`).toBe(answer.recordedAt)
      } else {
        expect([shape, answer.rejection?.code], `${when}: ${id}`).toEqual(['', 'ALREADY_ASSIGNED'])
      }
    }
  }
}

/** Every message there once, as said, in the order in which it was said. */
function inspectOrder(events: readonly RecordedEvent[], { person, sent, answers }: Client): void {
  expect(sent.filter(({ id }) => !answers.has(id))).toEqual([])
  const said = sent.flatMap(({ command }) => (command.postMessage ? [command.postMessage.text] : []))
  const texts = events.flatMap(({ actor, body }) =>
    body.type === 'MessagePosted' && actor.personId === person.id ? [body.text] : [],
  )
  expect(texts.slice(-said.length)).toEqual(said)
  expect(new Set(said).size).toBe(said.length)
}
