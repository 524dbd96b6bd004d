// What the interface needs of the edition it runs in, and nothing of how: who the window is, its replica, its files. Two
// adapters have this face: browser-platform.ts (a server's page) and desktop-platform.ts (a window of the program).

import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { DesktopBridge, DesktopSignIn } from '../../protocol/desktop.ts'
import type { Replica } from '../../replica/api.ts'
import type { RoomFiles } from '../attach/room-files.ts'
import type { DemoPerson, ServerInfo } from './server-answers.ts'

/** Who this window is, and who it could be. No token is seen here: each edition keeps its own. */
export interface WindowSessions {
  /** The person this window is, or null: nobody has been chosen here yet, or that person signed out. */
  current(): Promise<Person | null>
  /** Everybody signed in on this computer: who can be continued as without the server. */
  known(): Promise<readonly Person[]>
  /** Makes this window that person's; null when that person is not signed in here. */
  continueAs(personId: PersonId): Promise<Person | null>
  /** This window has no person any more; the session stays for other windows. */
  leaveWindow(): void
  signInToDemo(personId: PersonId): Promise<DesktopSignIn>
  /** Null when the server cannot be reached and was never heard. */
  serverInfo(): Promise<ServerInfo | null>
  /** Null when the server cannot be reached; empty where it has no demo people. */
  demoPeople(): Promise<readonly DemoPerson[] | null>
  /** Calls back when the person is signed out elsewhere on this computer. Returns how to stop. */
  onEnded(personId: PersonId, ended: () => void): () => void
}

/** The servers that this computer knows, and how sessions are kept: the desktop's alone. */
export type KnownServers = Pick<
  DesktopBridge,
  'profiles' | 'addProfile' | 'chooseProfile' | 'removeProfile' | 'secretStore'
>

export interface Platform {
  readonly sessions: WindowSessions
  /** Null in a browser: the server is the page's own. */
  readonly servers: KnownServers | null
  /** Null in a browser. */
  readonly bridge: DesktopBridge | null
  /**
   * Opens the person's replica. Resolves once it answers (from its copy, with or without network). Rejects with a
   * `ReplicaFault` when there can be none.
   */
  connectReplica(person: Person): Promise<Replica>
  filesOf(person: Person): RoomFiles
}
