// Attaching in the room that is open here; null where there is no server to bring files to.

import { useRoomFiles } from '../live/use-room-files.ts'
import { useRoom } from '../room/room-scope.ts'
import { type Attach, createAttach } from './create-attach.ts'

/** Needs an owner inside a room. */
export function createRoomAttach(): Attach | null {
  const { replica, roomId, status } = useRoom('createRoomAttach')
  const files = useRoomFiles()
  if (files === null) return null
  return createAttach({ replica, files, roomId, link: () => status().link })
}
