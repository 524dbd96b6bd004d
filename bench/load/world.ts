// What a load needs in a demo server, made by commands like anybody's: an account with a contact and a live room for
// each room asked for, and sessions for its readers.

import { randomUUID } from 'node:crypto'
import { endOfFeed, type FeedEnd, type Reader } from './crowd.ts'
import { makeAccount, submit, type Target } from './target.ts'

export interface LoadedRoom {
  readonly roomId: string
  readonly accountId: string
  readonly tokens: readonly string[]
  readonly end: FeedEnd
}

/** The demo's administrator, who makes accounts and people. */
const ADMIN = 'ingrid-solberg'
/** Readers on one session: a person with some windows and devices open. */
const READERS_PER_SESSION = 8
const AT_ONCE = 8
/** How often a command is sent that was answered RETRY. */
const TRIES = 5

/** Rooms with so many sessions each that their readers find place; `readersPerRoom` may be 0. */
export async function makeWorld(
  target: Target,
  rooms: number,
  readersPerRoom: number,
): Promise<readonly LoadedRoom[]> {
  const admin = await target.signIn(0, ADMIN)
  const run = randomUUID().slice(0, 8)
  const sessions = Math.max(1, Math.ceil(readersPerRoom / READERS_PER_SESSION))
  return each(rooms, async (number) => {
    const { accountId, personId } = await makeAccount(target, admin, `${run}-${number}`)
    const tokens = await each(sessions, (turn) => target.signIn(turn, personId))
    const roomId = randomUUID()
    const [token = ''] = tokens
    const report = {
      accountId,
      channel: 'DASHBOARD',
      title: 'Mail is slow',
      description: 'Since this morning.',
    }
    const command = { reportIssue: report }
    await submitSurely(target, number, token, [{ id: randomUUID(), roomId, command }])
    return { roomId, accountId, tokens, end: await endOfFeed(target, token) }
  })
}

export const readersOf = (rooms: readonly LoadedRoom[], perRoom: number): readonly Reader[] =>
  rooms.flatMap(({ tokens, end }, room) =>
    Array.from({ length: perRoom }, (_, index) => ({
      room,
      token: tokens[index % tokens.length] ?? '',
      from: end,
    })),
  )

/** Repeats what was answered RETRY, with the same ids, as devices do; resolves to how often that was. */
export async function submitSurely(
  target: Target,
  turn: number,
  token: string,
  commands: Parameters<typeof submit>[3],
): Promise<number> {
  for (let tries = 0; tries < TRIES; tries++) {
    const outcomes = await submit(target, turn + tries, token, commands)
    if (outcomes.every((outcome) => outcome === 'ACCEPTED')) return tries
    const refusal = outcomes.find((outcome) => outcome !== 'ACCEPTED' && outcome !== 'RETRY')
    if (refusal !== undefined) throw new Error(`a command was refused with ${refusal}`)
  }
  throw new Error(`a command was answered RETRY ${TRIES} times`)
}

/** So many, some at once, in their order. */
async function each<T>(count: number, make: (number: number) => Promise<T>): Promise<readonly T[]> {
  const made: T[] = []
  let next = 0
  const work = async (): Promise<void> => {
    for (let number = next++; number < count; number = next++) made[number] = await make(number)
  }
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, count) }, work))
  return made
}
