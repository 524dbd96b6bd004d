// The way of files between this window and the server: what replicas do not carry. Null where a replica has no server
// behind it, as in the gallery; what needs one is then not offered.

import { createContext, useContext } from 'solid-js'
import type { RoomFiles } from '../attach/room-files.ts'

export const RoomFilesContext = createContext<RoomFiles | null>(null)

export const useRoomFiles = (): RoomFiles | null => useContext(RoomFilesContext) ?? null
