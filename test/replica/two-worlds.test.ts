// [I20] Two worlds in which the shared activity is the same and the internal one is not: a customer's copy holds the same
// and answers the same to everything that can be asked of it, at the same moments. What is computed from a copy (board,
// outline, passages, counts of a timeline, search, export) can therefore tell nothing internal.

import { expect, it } from 'vitest'
import { type RoomId, toCommandId, toRoomId } from '../../domain/ids.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import { type Outline, positionOf } from '../../protocol/outline.ts'
import { uuidV7 } from '../../protocol/uuid.ts'
import type { Passage, Reading, Readings, Replica } from '../../replica/api.ts'
import { chanceOf } from '../simulation/chance.ts'
import { agent, contact, supervisor } from '../support/people.ts'
import { type Device, countedRandom, openRig } from '../support/replica-rig.ts'
import { report, takeIntake } from '../support/story.ts'

const SEEDS = 12
const TURNS = 10
const EVERY_MS = 20_000
const ids = countedRandom(7)
const fixedId = (seed: number, number: number) => uuidV7(1_700_000_000_000 + seed * 1_000 + number, ids)

/** What both worlds share, by turn: ids and texts too. */
interface Turn {
  readonly who: 'agent' | 'contact'
  readonly id: string
  readonly command: PersonCommand
}

function sharedTurns(seed: number): readonly Turn[] {
  const chance = chanceOf(seed)
  return Array.from({ length: TURNS }, (_, number): Turn => {
    const who = chance.pick(['agent', 'contact'] as const)
    const text = `shared ${number} ${chance.pick(['relay', 'queue', 'key'])}`
    return { who, id: fixedId(seed, number), command: { type: 'postMessage', text, replyTo: null } }
  })
}

/** What only the provider does, and only in the second world. */
async function behindTheScenes(staff: Device, roomId: RoomId, number: number): Promise<void> {
  const { entries } = await staff.room(roomId)
  const text = `between us ${number}: relay queue key`
  await staff.submit(roomId, { type: 'postNote', text, replyTo: entries.at(-1)?.event.id ?? null })
  const [said] = entries.filter(({ event }) => event.body.type === 'MessagePosted')
  if (said === undefined) return
  await staff.submit(roomId, { type: 'annotate', audience: 'INTERNAL', refersTo: said.event.id, text })
  const sha256 = 'b'.repeat(64)
  await staff.submit(roomId, {
    type: 'attachFile',
    audience: 'INTERNAL',
    name: `${text}.txt`,
    mediaType: 'text/plain',
    size: 9,
    sha256,
  })
}

const countIn = async (staff: Device, roomId: RoomId) => {
  const { entries } = await staff.room(roomId)
  return entries.filter(({ event }) => event.audience === 'INTERNAL').length
}

interface World {
  readonly answers: readonly unknown[]
  readonly internal: number
}

/** Everything that the customer's copy answered, turn by turn. */
async function lived(seed: number, turns: readonly Turn[], isBusy: boolean): Promise<World> {
  const rig = await openRig(countedRandom(seed))
  try {
    const [customer, staff, boss] = [rig.device(contact), rig.device(agent), rig.device(supervisor)]
    const roomId = toRoomId(`00000000-0000-7000-8000-${String(seed).padStart(12, '0')}`)
    await rig.calm()
    await hand(customer, roomId, { id: fixedIdOf(seed, 1), command: report() })
    await rig.clock.advance(EVERY_MS)
    await hand(staff, roomId, { id: fixedIdOf(seed, 2), command: takeIntake() })
    await rig.clock.advance(EVERY_MS)
    const answers: unknown[] = []
    for (const [number, turn] of turns.entries()) {
      if (isBusy) await behindTheScenes(number % 2 === 0 ? staff : boss, roomId, number)
      await rig.clock.advance(EVERY_MS / 2)
      await hand(turn.who === 'agent' ? staff : customer, roomId, turn)
      await rig.clock.advance(EVERY_MS / 2)
      answers.push(await everythingAsked(customer, roomId))
    }
    await rig.calm()
    return { answers, internal: await countIn(staff, roomId) }
  } finally {
    await rig.discard()
  }
}

const fixedIdOf = (seed: number, number: number): string =>
  `00000000-0000-7000-9000-${String(seed * 10 + number).padStart(12, '0')}`

const hand = (device: Device, roomId: RoomId, { id, command }: Pick<Turn, 'id' | 'command'>) =>
  device.replica.submit(roomId, command, toCommandId(id))

async function everythingAsked(device: Device, roomId: RoomId): Promise<unknown> {
  const { replica } = device
  const outline = (await replica.read<'outline'>({ read: 'outline', roomId })) satisfies Outline
  const positions = Array.from(outline.kinds, (_, index) => index + 1)
  const passage: Passage = await replica.read<'passage'>({ read: 'passage', roomId, positions })
  return {
    board: await device.look({ view: 'board' }),
    room: await device.look({ view: 'room', roomId, limit: 5 }),
    pending: await device.look({ view: 'pending' }),
    directory: await device.look({ view: 'directory' }),
    outline,
    passage,
    places: passage.entries.map(positionOf),
    some: await replica.read<'passage'>({ read: 'passage', roomId, positions: [2, 3, 99] }),
    found: await searched(replica, roomId),
    record: await replica.read<'record'>({ read: 'record', roomId }),
  }
}

async function searched(replica: Replica, roomId: RoomId): Promise<readonly Readings['search'][]> {
  const asked = ['relay', 'key', 'between us', 'shared'].flatMap(
    (text): Extract<Reading, { read: 'search' }>[] => [
      { read: 'search', roomId, text, limit: 5 },
      { read: 'search', roomId: null, text, limit: 5 },
    ],
  )
  return Promise.all(asked.map((reading) => replica.read<'search'>(reading)))
}

it(`[I20] a customer’s copy answers the same whatever happens internally: ${SEEDS} seeds`, {
  timeout: 120_000,
}, async () => {
  let internal = 0
  let found = 0
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const turns = sharedTurns(seed)
    const [quiet, busy] = [await lived(seed, turns, false), await lived(seed, turns, true)]
    expect(busy.answers, `seed ${seed}`).toEqual(quiet.answers)
    expect(JSON.stringify(busy.answers)).not.toContain('INTERNAL')
    internal += busy.internal - quiet.internal
    found += JSON.stringify(busy.answers).split('"excerpt"').length - 1
  }
  expect(internal).toBeGreaterThan(SEEDS * TURNS)
  expect(found).toBeGreaterThan(0)
})
