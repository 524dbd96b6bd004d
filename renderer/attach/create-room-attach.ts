// Attaching in the room that is open here; null where there is no server to bring files to.

import { useSession } from '../live/use-session.ts'
import { useRoom } from '../room/room-scope.ts'
import { type Attach, createAttach } from './create-attach.ts'
import { sendFile } from './room-files.ts'

/** Needs an owner inside a room. */
export function createRoomAttach(): Attach | null {
  const { replica, roomId, status } = useRoom('createRoomAttach')
  const session = useSession()
  if (session === null) return null
  return createAttach({ replica, session, roomId, link: () => status().link, send: sendFile })
}
