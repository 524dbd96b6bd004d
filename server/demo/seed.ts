// Fills an empty store with the demo: accounts, people, and one incident told through the core at the times at which
// it happened, deadlines included. A telling that was cut off (the process killed in its first second) is told to its
// end at the next start; any other store that knows anybody is left as it is.

import { Readable } from 'node:stream'
import { armedSteps } from '../../domain/incident/clocks.ts'
import { type RoomId, toCommandId, toRoomId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { epochOf, type Instant, plus, SECOND } from '../../domain/time.ts'
import type { Clock } from '../clock.ts'
import type { Core } from '../core.ts'
import type { FileStore } from '../files/file-store.ts'
import { ACCOUNTS, NUSANTARA, PEOPLE } from './cast.ts'
import { type Step, story, STORY_BEGINS } from './story.ts'

/** More than the story has; what is further on in the room came later. */
const STORY_EVENTS_MAX = 100

/** Whether anything was put in. Must run before anybody is served, because it sets the clock back while it tells. */
export async function seedDemo(
  core: Core,
  files: FileStore,
  clock: Clock,
  newId: () => string,
): Promise<boolean> {
  const known = new Set((await core.people()).map(({ id }) => id))
  if ([...known].some((id) => PEOPLE.every((person) => person.id !== id))) return false
  const begun = await beginning(core)
  const start = begun?.start ?? wholeSecond(clock.now())
  const steps = story(start)
  if (begun !== null && begun.told >= steps.length) return false
  for (const account of ACCOUNTS) await core.saveAccount(account)
  for (const person of PEOPLE) if (!known.has(person.id)) await core.savePerson(person)
  const roomId = begun?.roomId ?? toRoomId(newId())
  for (const step of steps.slice(begun?.told ?? 0)) {
    const { party } = personOf(step)
    if (step.brings !== undefined)
      await files.receive({ accountId: NUSANTARA, party }, Readable.from([Buffer.from(step.brings)]))
    await tell(core, clock, step, plus(start, -step.before), roomId, newId)
  }
  return true
}

/** How much of the story is there already: its room, the start it counts back from, and its steps, one a command. */
async function beginning(core: Core): Promise<{ roomId: RoomId; start: Instant; told: number } | null> {
  const [insider] = PEOPLE.filter(({ party }) => party === 'PROVIDER')
  if (insider === undefined) throw new Error('a demo needs somebody of the provider')
  const room = (await core.rooms(insider, false)).at(-1)
  if (room === undefined) return null
  const events = await core.roomEvents(insider, room.id, 0, STORY_EVENTS_MAX)
  const told = new Set(events.filter(({ actor }) => actor.personId !== null).map(({ causedBy }) => causedBy))
  return { roomId: room.id, start: plus(room.reportedAt, STORY_BEGINS), told: told.size }
}

async function tell(
  core: Core,
  clock: Clock,
  step: Step,
  at: Instant,
  roomId: RoomId,
  newId: () => string,
): Promise<void> {
  const person = personOf(step)
  await fireUntil(core, clock, at, roomId)
  const command = step.command(await core.room(person, roomId))
  const [answer] = await clock.at(at, () =>
    core.submit(person, [{ id: toCommandId(newId()), roomId, command }]),
  )
  if (answer?.outcome !== 'ACCEPTED')
    throw new Error(`the demo's ${command.type} was not accepted: ${JSON.stringify(answer)}`)
}

/** What the deadline engine would have done by then, each step at its own time. */
async function fireUntil(core: Core, clock: Clock, until: Instant, roomId: RoomId): Promise<void> {
  const insider = PEOPLE.find((person) => person.party === 'PROVIDER')
  const room = insider === undefined ? null : await core.room(insider, roomId)
  const due = room === null ? [] : armedSteps(room).filter((step) => step.at <= until)
  for (const { at } of due) await clock.at(at, () => core.fireDue())
}

function personOf({ by }: Step): Person {
  const person = PEOPLE.find(({ id }) => id === by)
  if (person === undefined) throw new Error(`the demo's story names ${by}, who is not in its cast`)
  return person
}

/** Evidence is counted in whole seconds. */
const wholeSecond = (instant: Instant): Instant => plus(instant, -(epochOf(instant) % SECOND))
