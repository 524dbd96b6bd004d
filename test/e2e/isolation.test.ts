// What a customer must not see, asked for by somebody who tries. The second account's customer meets the first one's
// room exactly as one that does not exist; the first account's customer never meets a word, id, hash, number or name of
// what the provider keeps to itself, in any answer and any frame. Two worlds that differ in nothing but internal
// activity are compared in two-worlds.test.ts.

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { RecordedEvent } from '../../domain/incident/events.ts'
import { toAccountId } from '../../domain/ids.ts'
import { toInput } from '../../protocol/command.ts'
import type { CommandInput } from '../../protocol/graphql.gen.ts'
import { type ApiPerson, type Feed, signIn } from '../support/api-client.ts'
import { type RunningServer, startRunningServer } from '../support/running-server.ts'
import { COMMAND_TYPES, SAMPLES } from '../support/sample-commands.ts'

const ROOM = `query Room($id: ID!) { room(id: $id) { id accountId accountName ticket title phase reportedAt receivedAt
  ownerId cadenceMinutes sharedSeq chainHead lastSharedAt clocks { id kind startedAt dueAt stoppedAt outcome }
  resolutions { id statement digest signatures { publicKey by { name } } }
  events(after: 0, limit: 200) { id audience sharedSeq seq recordedAt actor { personId name } causedBy hash body } } }`
const EVERYTHING = `query Everything { rooms(live: false) { id ticket title events(after: 0, limit: 200) { id seq body } }
  directory { accounts { id name number domains phones tamId deputyId } people { id name title email phone accountId } } me { id name } }`
const SUBMIT = `mutation Submit($commands: [SubmitInput!]!) {
  submit(commands: $commands) { answers { outcome recordedAt rejection { code facts } } }
}`
const ANNOUNCE = 'mutation Announce($roomId: ID) { announce(roomId: $roomId, activity: NOTE) }'
/** In no shared text of the demo, and in every internal one of this test. */
const SECRET = 'tangerine'

let server: RunningServer
let rani: ApiPerson
let sari: ApiPerson
let maeve: ApiPerson
let aisha: ApiPerson
let provider: Feed
/** The demo's incident, of Rani's company. */
let room: string

beforeAll(async () => {
  server = await startRunningServer()
  rani = await signIn(server.url, 'rani-wulandari')
  sari = await signIn(server.url, 'sari-hartono')
  maeve = await signIn(server.url, 'maeve-brennan')
  aisha = await signIn(server.url, 'aisha-karim')
  provider = maeve.follow()
  await provider.toHead()
  room = provider.events()[0]?.roomId ?? ''
})

afterAll(async () => {
  for (const person of [rani, sari, maeve, aisha]) await person.close()
  await server.dispose()
})

const of = (...types: readonly RecordedEvent['body']['type'][]): readonly RecordedEvent[] =>
  provider.events().filter((event) => event.roomId === room && types.includes(event.body.type))
const idOf = (type: RecordedEvent['body']['type']): string => of(type).at(-1)?.id ?? `there is no ${type}`

/** Brings a file in and records it; resolves to its entry. */
async function fileBy(
  who: ApiPerson,
  audience: 'SHARED' | 'INTERNAL',
  name: string,
  text: string,
): Promise<RecordedEvent> {
  const content = await who.bring(room, text)
  await who.does(room, { attachFile: { audience, name, mediaType: 'text/plain', ...content } })
  return provider.sees(room, 'FileAttached', ({ body }) => 'name' in body && body.name === name)
}

/** The command with every entry it names replaced: real entries of the room, or ids that nothing has. */
function naming(command: PersonCommand, entry: (field: string) => string): CommandInput {
  const [name, fields] = Object.entries(toInput(command))[0] ?? ['', {}]
  const ENTRIES = ['proposalId', 'workaroundId', 'escalationId', 'refersTo', 'replyTo']
  const filled = Object.entries(fields as object).map(([field, value]) => [
    field,
    ENTRIES.includes(field) && value !== null ? entry(field) : value,
  ])
  return { [name]: Object.fromEntries(filled) } as CommandInput
}

const namesAnEntry = (command: PersonCommand): boolean =>
  JSON.stringify(naming(command, () => 'an entry')).includes('an entry')
const NAMING = COMMAND_TYPES.filter((type) => SAMPLES[type].some(namesAnEntry))

const realEntry = (field: string): string =>
  ({
    proposalId: idOf('CadenceProposed'),
    workaroundId: idOf('WorkaroundRecorded'),
    escalationId: idOf('CadenceProposed'),
    refersTo: idOf('MessagePosted'),
    replyTo: idOf('MessagePosted'),
  })[field] ?? ''

describe('[ACC-2] [I19] the customer of another account', () => {
  it('gets for a foreign room what a missing one gets, byte for byte', async () => {
    const missing = randomUUID()
    for (const query of [ROOM, ANNOUNCE]) {
      const foreign = await sari.ask(query, { id: room, roomId: room })
      const nothing = await sari.ask(query, { id: missing, roomId: missing })
      expect(foreign).toEqual(nothing)
      expect(foreign.status).toBe(200)
    }
  })

  it.each(COMMAND_TYPES)(
    'gets for %s in a foreign room what a missing one gets, byte for byte',
    async (type) => {
      for (const sample of SAMPLES[type]) {
        const ask = (roomId: string, entry: (field: string) => string) =>
          sari.ask(SUBMIT, { commands: [{ id: randomUUID(), roomId, command: naming(sample, entry) }] })
        const foreign = await ask(room, realEntry)
        expect(foreign).toEqual(await ask(randomUUID(), () => randomUUID()))
        expect(foreign.text).toMatch(/"outcome":"REJECTED"/)
      }
    },
  )

  it('gets for a foreign account what a missing one gets, and its own report beside a foreign room is no hint', async () => {
    for (const type of ['reportIssue', 'takeIntake'] as const) {
      const ask = (account: string) => {
        const command = toInput({ ...SAMPLES[type][0], accountId: toAccountId(account) } as PersonCommand)
        return sari.ask(SUBMIT, { commands: [{ id: randomUUID(), roomId: randomUUID(), command }] })
      }
      expect(await ask('nusantara-pay')).toEqual(await ask('nobody-at-all'))
    }
  })

  it('gets for the id of somebody else’s command what an id of nobody gets', async () => {
    const taken = randomUUID()
    await rani.does(room, { postMessage: { text: 'Is anybody there?' } }, taken)
    const ask = (id: string) =>
      sari.ask(SUBMIT, { commands: [{ id, roomId: room, command: { postMessage: { text: 'Mine.' } } }] })
    expect(await ask(taken)).toEqual(await ask(randomUUID()))
  })

  it('gets for a file of a foreign room what a missing one gets, and can bring none there', async () => {
    const { id } = await fileBy(maeve, 'SHARED', 'status.txt', 'All of it is down.')
    expect((await rani.http(`/rooms/${room}/files/${id}`)).text).toBe('All of it is down.')
    const missing = await sari.http(`/rooms/${randomUUID()}/files/${randomUUID()}`)
    expect(missing.status).toBe(404)
    expect(await sari.http(`/rooms/${room}/files/${id}`)).toEqual(missing)
    expect(await sari.http(`/rooms/${room}/files`, 'Mine.')).toEqual(
      await sari.http(`/rooms/${randomUUID()}/files`, 'Mine.'),
    )
  })

  it('hears nothing of foreign rooms: no event, no presence, no word', async () => {
    const feed = sari.follow()
    await feed.toHead()
    const own = randomUUID()
    await rani.ask(ANNOUNCE, { roomId: room })
    await rani.does(room, { postMessage: { text: 'We are still down.' } })
    const report = { accountId: 'kirana-air', title: 'Boarding passes', description: 'None arrive.' }
    await sari.does(own, { reportIssue: { ...report, channel: 'DASHBOARD' } })
    await feed.sees(own, 'IssueReported')
    const all = [...feed.frames, (await sari.ask(EVERYTHING)).text].join('\n')
    expect(all).toContain('Boarding passes')
    for (const foreign of [
      room,
      'nusantara',
      'Nusantara',
      'NP-2207',
      'Rani',
      'Dimas',
      'Maeve',
      'Aisha',
      'Joon',
    ])
      expect(all).not.toContain(foreign)
  })
})

describe('[AUD-3] [I20] the customer whose room it is', () => {
  /** Everything Rani was ever answered here. */
  const heard: string[] = []
  let customer: Feed

  it('hears what is shared while the provider writes, files, remarks and hands over among itself', async () => {
    customer = rani.follow()
    await customer.toHead()
    const about = idOf('MessagePosted')
    const text = `${SECRET} is the cause`
    await aisha.does(room, { postNote: { text, replyTo: about } })
    await maeve.does(room, { annotate: { refersTo: about, text, audience: 'INTERNAL' } })
    const file = await fileBy(maeve, 'INTERNAL', `${SECRET}.csv`, `${SECRET} by the minute`)
    expect(await rani.http(`/rooms/${room}/files/${file.id}`)).toEqual(
      await rani.http(`/rooms/${room}/files/${randomUUID()}`),
    )
    const note = await provider.sees(room, 'NotePosted', ({ body }) => 'text' in body && body.text === text)
    await aisha.does(room, { correct: { refersTo: note.id, text: `${SECRET} was not the cause` } })
    await aisha.ask(ANNOUNCE, { roomId: room })
    await maeve.ask(ANNOUNCE, { roomId: room })
    await maeve.does(room, { postMessage: { text: 'We will write within the hour.' } })
    await customer.sees(room, 'MessagePosted', ({ actor }) => actor.personId === maeve.id)
    await expect
      .poll(() => customer.presence.at(-1)?.people)
      .toEqual([
        { personId: 'maeve-brennan', name: 'Maeve Brennan', party: 'PROVIDER', activity: 'READING' },
        expect.objectContaining({ personId: 'rani-wulandari' }),
      ])
  })

  it.each(NAMING)(
    'gets for %s of an internal entry what a missing entry gets, byte for byte',
    async (type) => {
      const internal = of('NotePosted', 'Annotated', 'FileAttached', 'Corrected').filter(
        ({ audience }) => audience === 'INTERNAL',
      )
      expect(internal.length).toBeGreaterThanOrEqual(5)
      for (const sample of SAMPLES[type].filter(namesAnEntry)) {
        const ask = async (entry: string): Promise<string> => {
          const command = naming(sample, () => entry)
          return (await rani.ask(SUBMIT, { commands: [{ id: randomUUID(), roomId: room, command }] })).text
        }
        const nothing = await ask(randomUUID())
        for (const { id } of internal) {
          const answer = await ask(id)
          heard.push(answer)
          expect(answer).toBe(nothing)
        }
      }
    },
  )

  it('finds in no answer and no frame a word, id, hash or name of internal entries, nor a gap where one stands', async () => {
    heard.push((await rani.ask(ROOM, { id: room })).text, (await rani.ask(EVERYTHING)).text)
    const fromStart = rani.follow()
    await fromStart.toHead()
    const all = [...heard, ...customer.frames, ...fromStart.frames].join('\n')
    const internal = provider.events().filter(({ audience }) => audience === 'INTERNAL')
    const alsoShared = new Set(
      provider.events().flatMap(({ audience, causedBy }) => (audience === 'SHARED' ? [causedBy] : [])),
    )
    const kept = internal.flatMap(({ id, hash, causedBy }) => [
      id,
      hash ?? '',
      ...(alsoShared.has(causedBy) ? [] : [causedBy]),
    ])
    for (const secret of [
      SECRET,
      'INTERNAL',
      'NotePosted',
      'ClockWarned',
      'Edge certificate',
      'Aisha',
      'aisha',
      ...kept,
    ])
      expect(all).not.toContain(secret)

    const events = fromStart.events().filter((event) => event.roomId === room)
    expect(events.map(({ sharedSeq, seq }) => [sharedSeq, seq])).toEqual(
      events.map((_, index) => [index + 1, null]),
    )
    const { data } = await rani.ask(ROOM, { id: room })
    expect(data['room']).toMatchObject({ sharedSeq: events.length, events: { length: events.length } })
    expect(new Set(customer.pages.map(({ cursor }) => cursor.length)).size).toBe(1)
  })

  it('[AUD-4] knows of the provider’s people those whom a shared entry names and the TAM, and of companies its own', async () => {
    const { data } = await rani.ask(EVERYTHING)
    const { accounts, people } = data['directory'] as Record<
      'accounts' | 'people',
      readonly { readonly name: string; readonly phone: string | null; readonly accountId: string | null }[]
    >
    expect(accounts.map(({ name }) => name)).toEqual(['Nusantara Pay'])
    expect(people.map(({ name }) => name).toSorted()).toEqual([
      'Dimas Prakoso',
      'Maeve Brennan',
      'Priya Nair',
      'Rani Wulandari',
      'Tiago Lemos',
    ])
    const numbers = people.filter(({ accountId, phone }) => accountId === null && phone !== null)
    expect(numbers.map(({ name }) => name)).toEqual(['Tiago Lemos'])
  })
})
