// Who is in which room, for one viewer: everything once, then each room whose people look different to this viewer.
// A change that the viewer may not see makes no frame (I20).

import type { RoomId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { RoomPresence } from '../../protocol/feed.ts'
import { presentFor } from '../fanout/presence.ts'
import { type Bell, endWithBell, makeBell } from './bell.ts'
import type { RequestContext } from './context.ts'
import { endAfterFailure, stillSignedIn } from './watched-session.ts'

interface PresenceFrame {
  readonly presence: RoomPresence[]
}

/** The people present in the rooms the viewer may see; ends with its socket. Never throws. */
export function openPresenceStream(context: RequestContext): AsyncIterableIterator<PresenceFrame> {
  const bell = makeBell()
  return endWithBell(bell, presenceChanges(context, bell))
}

async function* presenceChanges(
  context: RequestContext,
  bell: Bell,
): AsyncGenerator<PresenceFrame, void, void> {
  const { outlet, pace, presence } = context
  const shown = new Map<RoomId, string>()
  const changed = new Set<RoomId>()
  let isFirst = true
  let lookAt = 0
  const stop = presence.onChange((roomId) => {
    changed.add(roomId)
    bell.ring()
  })
  try {
    while (!bell.isClosed) {
      await outlet?.drained()
      const person = await stillSignedIn(context)
      if (person === null || bell.isClosed) return
      const isFullLook = performance.now() >= lookAt
      const rooms = isFullLook ? new Set([...presence.rooms(), ...shown.keys()]) : new Set(changed)
      changed.clear()
      if (isFullLook) lookAt = performance.now() + pace.lookEveryMs
      const news = await newsOf(context, person, rooms, shown)
      if (isFirst || news.length > 0) yield { presence: news }
      isFirst = false
      await bell.wait(lookAt - performance.now())
    }
  } catch (error) {
    endAfterFailure(context, 'presence', error)
  } finally {
    stop()
  }
}

/** The rooms that look different from what was shown, which is brought up to date. */
async function newsOf(
  context: RequestContext,
  person: Person,
  rooms: ReadonlySet<RoomId>,
  shown: Map<RoomId, string>,
): Promise<RoomPresence[]> {
  const news: RoomPresence[] = []
  for (const roomId of rooms) {
    const people = await peopleIn(context, person, roomId)
    const look = JSON.stringify(people)
    if (look === (shown.get(roomId) ?? '[]')) continue
    if (people.length === 0) shown.delete(roomId)
    else shown.set(roomId, look)
    news.push({ roomId, people })
  }
  return news
}

async function peopleIn({ core, presence }: RequestContext, viewer: Person, roomId: RoomId) {
  const guests = presence.guestsOf(roomId)
  if (guests.length === 0) return []
  const room = await core.room(viewer, roomId)
  if (room === null) return []
  const { accounts } = viewer.party === 'CUSTOMER' ? await core.directory(viewer) : { accounts: [] }
  const account = accounts.find(({ id }) => id === room.accountId) ?? null
  return presentFor(viewer, { room, account }, guests)
}
