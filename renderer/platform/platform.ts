// What the interface needs of the edition it runs in, and nothing of how: who the window is, its replica, its files. Two
// adapters have this face: browser-platform.ts (a server's page) and desktop-platform.ts (a window of the program).

import type { PersonId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import type { DesktopBridge, DesktopSignIn } from '../../protocol/desktop.ts'
import type { Replica } from '../../replica/api.ts'
import type { RoomFiles } from '../attach/room-files.ts'
import type { DemoPerson, ServerInfo } from './server-answers.ts'
import type { AccountDoor } from './session-account.ts'
import type { AdministrationDoor } from './session-administration.ts'
import type { SignInDoor, SignInEnd } from './session-door.ts'
import type { EndedSession } from './session.ts'

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
  /**
   * Calls back when the person is signed out elsewhere on this computer, or by the server. Returns how to stop.
   * `wipe`: what this computer keeps of the person must go, once the replica is closed (`wipeCopy`).
   */
  onEnded(personId: PersonId, ended: (wipe: boolean) => void): () => void
  /** Calls back when the server knows the person otherwise now: another role, another name. Returns how to stop. */
  onChanged(personId: PersonId, changed: (person: Person) => void): () => void
  /** Why the server ended the last session of this window, once. */
  takeEnd(): EndedSession | null
}

/** The servers that this computer knows, and how sessions are kept: the desktop's alone. */
export type KnownServers = Pick<
  DesktopBridge,
  'profiles' | 'addProfile' | 'chooseProfile' | 'removeProfile' | 'secretStore'
>

/** How a journey to a provider ended; `back`: where the person was before it, such as "#/rooms/1/sign-off". */
export interface Journey {
  readonly end: SignInEnd
  readonly back: string | null
}

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
  /** Deletes what this computer keeps of a person whose session was revoked. The replica is closed by then. */
  wipeCopy(personId: PersonId): Promise<void>
  /** How somebody signs in here. */
  readonly signIn: SignInDoor
  /** How the window's person shows anew who they are, before signing. */
  stepUp(person: Person): SignInDoor
  /** Back from a provider: fetches what it handed over, for whoever began in this window. */
  finishJourney(handover: string): Promise<Journey>
  /** What a page of the server does for its person over HTTP; null in the desktop, whose window has no token. */
  accountOf(person: Person): AccountDoor | null
  /** What an administrator asks of the server. */
  administrationOf(person: Person): AdministrationDoor
  filesOf(person: Person): RoomFiles
}
