// Of several nodes that start together one alone fills the empty store with the demo; the others wait until it has, and
// find nothing left to do. A node that dies in the middle of it gives its turn up after ten seconds.

import { setTimeout as pause } from 'node:timers/promises'
import { type Instant, type Millis, plus, SECOND } from '../../domain/time.ts'
import type { EventStore } from '../store/event-store.ts'

const NAME = 'demo is told by'
const TURN: Millis = 10 * SECOND
const RENEW_EVERY: Millis = 3 * SECOND
const LOOK_EVERY: Millis = 100

/** Runs `seed` while no other node of the store does. `node` names this one. */
export async function seedInTurn<T>(
  store: Pick<EventStore, 'write'>,
  node: string,
  now: () => Instant,
  seed: () => Promise<T>,
): Promise<T> {
  // Texts of instants are as long as each other, so that they compare as the times do.
  const take = (): Promise<boolean> =>
    store.write(async (tx) => {
      const [until = '', holder] = (await tx.kept(NAME))?.split(' ') ?? []
      if (holder !== undefined && holder !== node && until > now()) return false
      await tx.keep(NAME, `${plus(now(), TURN)} ${node}`)
      return true
    })
  while (!(await take())) await pause(LOOK_EVERY)
  // A store that is away for longer than a turn fails what is being told as well.
  const renewing = setInterval(() => void take().catch(() => false), RENEW_EVERY)
  try {
    return await seed()
  } finally {
    clearInterval(renewing)
    // Unless it stood still so long that the turn is another node's by now.
    await store.write(async (tx) => {
      if ((await tx.kept(NAME))?.endsWith(` ${node}`)) await tx.keep(NAME, '')
    })
  }
}
