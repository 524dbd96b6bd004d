// Two worlds with the same people, times, ids and shared activity; in the first one the provider also writes notes,
// remarks, files and is warned, in the second it does not. Whatever reaches the customer over the wire must be the same
// text, byte for byte: frames of the feed and of presence, answers to questions and to commands (I20). Both worlds are
// copies of one data folder, so that even epoch and cursors must agree, and their clock stands still unless moved.

import { createHash } from 'node:crypto'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toPersonId } from '../../domain/ids.ts'
import { type Instant, instantAt, MINUTE } from '../../domain/time.ts'
import type { CommandInput } from '../../protocol/graphql.gen.ts'
import { startServer } from '../../server/app.ts'
import { readConfig } from '../../server/config.ts'
import { openLog } from '../../server/observe/log.ts'
import { type ApiPerson, eventually, type Feed, signIn } from '../support/api-client.ts'
import { markOf } from '../support/sealed-story.ts'

const START = Date.UTC(2026, 10, 23, 10)
const NEVER_MS = 3_600_000
const uuidOf = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
const ROOM = uuidOf('the room of both worlds')
const SEES = `query Sees($id: ID!) { room(id: $id) { phase sharedSeq chainHead lastSharedAt
    clocks { id kind startedAt dueAt stoppedAt outcome breachRecordedAt recordedLateAt }
    events(after: 0, limit: 200) { id sharedSeq seq recordedAt hash body } }
  rooms(live: true) { id phase sharedSeq lastSharedAt } directory { people { id name } } serverTime }`
const ANNOUNCE =
  'mutation Announce($roomId: ID, $activity: Activity!) { announce(roomId: $roomId, activity: $activity) }'

/** What reached the customer. */
interface Transcript {
  readonly feed: readonly string[]
  readonly presence: readonly string[]
  readonly answers: readonly string[]
  /** What a second device of the customer is brought that comes at the end. */
  readonly late: readonly string[]
  /** How many internal entries the provider made meanwhile. */
  readonly internal: number
}

let folder: string
let withInternal: Transcript
let without: Transcript

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accord-worlds-'))
  const seed = await startServer(optionsFor('seed', () => instantAt(START)))
  await seed.stop()
  for (const world of ['with', 'without'])
    await cp(join(folder, 'seed'), join(folder, world), { recursive: true })
  withInternal = await live('with')
  without = await live('without')
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const optionsFor = (world: string, now: () => Instant) => ({
  config: { ...readConfig({ PORT: '0', ACCORD_DEMO: '1' }), dataFolder: join(folder, world) },
  now,
  log: openLog('silent'),
  // No frame by the wall clock alone: every frame then follows from what happened.
  pace: { lookEveryMs: NEVER_MS },
})

/** The people of a world, and how they act in it. */
interface World {
  readonly rani: ApiPerson
  readonly maeve: ApiPerson
  readonly priya: ApiPerson
  readonly aisha: ApiPerson
  /** The minute it is now; nothing else moves the clock. */
  readonly at: (minute: number) => Instant
  /** A shared command: done in both worlds, with an id of its own, and waited for until the customer has it. */
  readonly shared: (who: ApiPerson, command: CommandInput) => Promise<void>
  /** An internal command: done in the first world alone. */
  readonly quietly: (who: ApiPerson, command: CommandInput) => Promise<void>
  /** The same in both worlds: what the customer finds when asking. */
  readonly look: () => Promise<void>
  readonly customer: Feed
  readonly provider: Feed
  readonly answers: string[]
}

async function live(name: 'with' | 'without'): Promise<Transcript> {
  let now = START + MINUTE
  const server = await startServer(optionsFor(name, () => instantAt(now)))
  const people: ApiPerson[] = []
  const enter = async (id: string): Promise<ApiPerson> => {
    const person = await signIn(server.url, id)
    people.push(person)
    return person
  }
  const [rani, maeve] = [await enter('rani-wulandari'), await enter('maeve-brennan')]
  const [customer, provider] = [rani.follow(), maeve.follow()]
  await customer.toHead()
  await provider.toHead()
  const answers: string[] = []
  let count = 0
  const world: World = {
    rani,
    maeve,
    priya: await enter('priya-nair'),
    aisha: await enter('aisha-karim'),
    customer,
    provider,
    answers,
    at: (minute) => instantAt((now = START + minute * MINUTE)),
    async shared(who, command) {
      const id = uuidOf(`shared ${count++}`)
      const answer = await who.does(ROOM, command, id)
      if (who === rani) answers.push(JSON.stringify(answer))
      await eventually(() => customer.events().some(({ causedBy }) => causedBy === id), 'the customer has it')
    },
    async quietly(who, command) {
      if (name === 'with') await who.does(ROOM, command)
    },
    async look() {
      answers.push((await rani.ask(SEES, { id: ROOM })).text, ...(await refusals(rani, answers.length)))
    },
  }
  await story(world, name === 'with')
  await provider.sees(ROOM, 'Reopened')
  const internal = provider.events().filter((event) => event.roomId === ROOM && event.audience === 'INTERNAL')
  // Those who were present are forgotten once nobody has heard of them: by the wall clock's next sweep.
  await eventually(() => customer.presence.at(-1)?.people.length === 0, 'nobody is present any more')
  const later = rani.follow()
  await later.toHead()
  for (const person of people) await person.close()
  await server.stop()
  const ofStream = (id: string) => customer.frames.filter((frame) => frame.includes(`"id":"${id}"`))
  return {
    feed: ofStream('stream-0'),
    presence: ofStream('stream-1'),
    answers,
    late: later.frames.filter((frame) => frame.includes('"id":"stream-0"')),
    internal: internal.length,
  }
}

/** What the customer is told when asking for what is not there, is not to be had, or makes no sense. */
async function refusals(rani: ApiPerson, turn: number): Promise<readonly string[]> {
  const plain = (text: string) => text.replaceAll(/"ref":"\w+"/g, '"ref":"…"')
  const missing = uuidOf('nothing has this id')
  const submit =
    'mutation ($c: [SubmitInput!]!) { submit(commands: $c) { answers { outcome rejection { code facts } } } }'
  const commands: readonly CommandInput[] = [
    { annotate: { refersTo: missing, text: 'To what?', audience: 'SHARED' } },
    { postMessage: { text: 'To whom?', replyTo: missing } },
    { postNote: { text: 'Among us.' } },
    { signResolution: { proposalId: missing, digest: 'd'.repeat(64), publicKey: 'AA', signature: 'AA' } },
  ]
  const c = commands.map((command, at) => ({ id: uuidOf(`refused ${turn} ${at}`), roomId: ROOM, command }))
  return [
    (await rani.ask(submit, { c })).text,
    plain((await rani.ask('{ rooms { events(limit: 201) { id } } }')).text),
    plain((await rani.ask('{ notes }')).text),
    // The two servers differ in their ports.
    JSON.stringify(await rani.http(`/rooms/${ROOM}/files/${missing}`)).replaceAll(
      /127\.0\.0\.1:\d+/g,
      'here',
    ),
  ]
}

/** An hour of an incident; `isFirst` for what is no command and happens in the first world alone. */
async function story(world: World, isFirst: boolean): Promise<void> {
  const { rani, maeve, priya, aisha, shared, quietly, look, at, customer, provider } = world
  const announce = (who: ApiPerson, activity: string) => who.ask(ANNOUNCE, { roomId: ROOM, activity })
  const note = (text: string): CommandInput => ({ postNote: { text } })

  at(2)
  await shared(rani, {
    reportIssue: {
      accountId: 'nusantara-pay',
      channel: 'DASHBOARD',
      title: 'Late',
      description: 'Very late.',
    },
  })
  await quietly(aisha, note('They are always late.'))
  const receivedAt = at(3)
  const { data } = await priya.ask('{ rooms { id } }')
  const others = (data['rooms'] as readonly { readonly id: string }[]).map(({ id }) => id)
  await shared(priya, {
    takeIntake: {
      accountId: 'nusantara-pay',
      company: 'Nusantara Pay',
      contactPhone: '+622155500142',
      receivedAt,
      separateFrom: others.filter((id) => id !== ROOM),
    },
  })
  await look()
  // Five minutes and ten are warnings, which are internal in both worlds; in the first a note comes before each.
  at(13.5)
  await quietly(priya, note('Nobody has it.'))
  await provider.sees(ROOM, 'ClockWarned')
  await shared(rani, { postMessage: { text: 'Is somebody there?' } })
  await look()
  // A note at the very moment of the breach must not bring it forward in what the customer sees.
  at(18)
  await quietly(aisha, note('It is due now.'))
  await customer.sees(ROOM, 'ClockBreached')
  await look()

  at(19)
  await shared(maeve, { assignAgent: { agentId: maeve.id } })
  // One after the other: what comes at once is told at once, in one frame.
  await announce(rani, 'READING')
  await eventually(() => customer.presence.at(-1)?.people.length === 1, 'Rani is present')
  await announce(maeve, 'READING')
  await eventually(() => customer.presence.at(-1)?.people.length === 2, 'both are present')
  if (isFirst) {
    await announce(maeve, 'NOTE')
    await announce(aisha, 'NOTE')
  }
  await quietly(maeve, {
    attachFile: {
      audience: 'INTERNAL',
      name: 'trace.log',
      mediaType: 'text/plain',
      ...(await maeve.bring(ROOM, 'log')),
    },
  })
  await announce(maeve, 'CALL')
  await eventually(() => customer.presence.at(-1)?.people[0]?.activity === 'CALL', 'Maeve calls')
  await shared(maeve, { recordCallback: { reached: 'Rani Wulandari', occurredAt: at(20) } })
  await look()

  const message = await customer.sees(ROOM, 'MessagePosted')
  await quietly(maeve, {
    annotate: { refersTo: message.id, text: 'She is right.', audience: 'INTERNAL' },
  })
  await endOf(world)
}

async function endOf({ rani, maeve, aisha, shared, quietly, look, at, customer }: World): Promise<void> {
  const unavailabilityEndedAt = at(30)
  await shared(maeve, {
    proposeResolution: { outcome: 'ENDED', statement: 'Nothing is late.', unavailabilityEndedAt },
  })
  const { body, id: proposalId } = await customer.sees(ROOM, 'ResolutionProposed')
  if (body.type !== 'ResolutionProposed') throw new Error('a proposal')
  const proposal = { id: proposalId, digest: body.digest, text: body.text ?? null }
  const signed = (who: ApiPerson): CommandInput => {
    const signer = {
      id: toPersonId(who.id),
      party: who === rani ? ('CUSTOMER' as const) : ('PROVIDER' as const),
    }
    const { type: _type, ...fields } = markOf(signer, proposal)
    return { signResolution: fields }
  }
  await quietly(aisha, { postNote: { text: 'They will not sign.' } })
  at(31)
  await shared(rani, signed(rani))
  await quietly(maeve, { postNote: { text: 'They did.' } })
  await shared(maeve, signed(maeve))
  await look()
  at(60)
  await quietly(aisha, { annotate: { refersTo: proposalId, text: 'Filed.', audience: 'INTERNAL' } })
  await shared(rani, { reopen: { reason: 'Late again.' } })
  await look()
}

/**
 * A proposal pins a commitment to the provider's notes: 64 digits that look like any others, and from there on every
 * hash and signature is another. Which is which is told by the order in which they are met, and must be the same.
 */
function nameless(texts: readonly string[]): readonly string[] {
  const names = new Map<string, string>()
  const name = (found: string) => {
    const known = names.get(found) ?? `#${names.size}`
    names.set(found, known)
    return known
  }
  return texts.map((text) => text.replace(/[0-9a-f]{64}|(?<="signature":")[A-Za-z0-9_-]{86}/g, name))
}

/** Until then no hash differs either. */
const beforePin = (frames: readonly string[]): readonly string[] =>
  frames.slice(
    0,
    frames.findIndex((frame) => frame.includes('ResolutionProposed')),
  )

describe('[I20] [AUD-1] two worlds that differ in internal activity alone', () => {
  it('are two worlds: much that is internal happened in the first, only warnings in the second', () => {
    expect(without.internal).toBeGreaterThan(0)
    expect(withInternal.internal).toBe(without.internal + 8)
    expect(without.feed.length).toBeGreaterThan(10)
    expect(without.answers.length).toBeGreaterThan(8)
  })

  it('bring the customer the same feed, frame by frame and byte by byte', () => {
    expect(nameless(withInternal.feed)).toEqual(nameless(without.feed))
    expect(beforePin(withInternal.feed)).toEqual(beforePin(without.feed))
    expect(beforePin(without.feed).length).toBeGreaterThan(5)
  })

  it('bring the customer the same presence, frame by frame and byte by byte', () => {
    expect(withInternal.presence).toEqual(without.presence)
    expect(without.presence.length).toBeGreaterThan(2)
  })

  it('bring a device that comes at the end the same pages, in the same order', () => {
    expect(nameless(withInternal.late)).toEqual(nameless(without.late))
    expect(without.late.length).toBeGreaterThan(0)
  })

  it('answer the customer the same, byte by byte, refusals too', () => {
    expect(without.answers.filter((answer) => answer.includes('REJECTED')).length).toBeGreaterThan(5)
    expect(nameless(withInternal.answers)).toEqual(nameless(without.answers))
  })
})
