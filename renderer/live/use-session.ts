// The session behind the replica, for the few things that go to the server directly: bringing and fetching files.
// Null where a replica has no server behind it, as in the gallery; what needs one is then not offered.

import { createContext, useContext } from 'solid-js'
import type { Session } from '../platform/session.ts'

export const SessionContext = createContext<Session | null>(null)

export const useSession = (): Session | null => useContext(SessionContext) ?? null
