// What a window of the desktop edition and the desktop's main process say to each other: the named methods that the
// preload puts on `window.accord`, and the one stream of events that comes back. Everything is plain data. No token,
// path, SQL or channel name crosses; an address only as a person typed it, for a server to be judged by the main process.
// A method that the main process refuses (a wrong argument, too often, not our page) rejects with a code as its message.

import type { RoomId } from '../domain/ids.ts'
import type { Person } from '../domain/people.ts'
import type { AdministrationOperation } from './administration-operations.ts'

/** The name under which the preload exposes the bridge. */
export const BRIDGE_NAME = 'accord'

/** The window message (its whole data) that carries a replica's port, after `openReplica` and after each restart. */
export const REPLICA_PORT = 'accord:replica-port'

export type DesktopPlatform = 'win32' | 'darwin' | 'linux'

/** A server that this computer knows: one of them is current for all windows. */
export interface ServerProfile {
  readonly id: string
  /** The server's own name for its provider once it was heard, else its host. */
  readonly name: string
  /** Origin, such as "https://rooms.example". */
  readonly origin: string
  readonly current: boolean
}

/** Why an address did not become a profile. */
export type ProfileProblem = 'NOT_AN_ADDRESS' | 'NOT_SECURE' | 'ALREADY_THERE' | 'TOO_MANY'

/** How a sign-in ended; the session itself stays with the main process. */
export type DesktopSignIn =
  | { readonly outcome: 'SIGNED_IN'; readonly person: Person }
  | { readonly outcome: 'REFUSED' }
  | { readonly outcome: 'UNREACHABLE' }

/** A sign-in that was tried too often adds one more way to end: waiting helps. */
export type DesktopSignInEnd = DesktopSignIn | { readonly outcome: 'TOO_MANY' }

/** A new session of whoever signs in, or a fresh proof that the window's person is there (before signing). */
export type SignInPurpose = 'SIGN_IN' | 'STEP_UP'

/** How a sign-in in the system's browser began. */
export type BegunSignIn =
  /** The browser shows the sign-in page; window and page show the same code, such as "7KQ-M2X". */
  | { readonly outcome: 'OPENED'; readonly code: string }
  /** The system opened no browser. */
  | { readonly outcome: 'NOT_OPENED' }
  /** A step-up for a window that has nobody. */
  | { readonly outcome: 'NO_SESSION' }

/** Whether a code was sent: the same for every address, known or not. */
export type EmailStart = 'SENT' | 'REFUSED' | 'TOO_MANY' | 'UNREACHABLE'

/** What the server says before anybody has signed in: unjudged JSON, null where it did not answer. */
export interface ServerSaid {
  readonly info: unknown
  readonly demoPeople: unknown
}

/** Where sessions are kept: `MEMORY` where the system has no safe store, and the person is told. */
export type SecretStore = 'SAFE' | 'MEMORY'

export type NoticeUrgency = 'LOW' | 'NORMAL' | 'CRITICAL'

/** Platforms show no more; the main process refuses more. */
export const NOTICE_ACTIONS_MAX = 2
/** As many as a menu of the tray can list at a glance; the main process refuses more. */
export const STATUS_CLOCKS_MAX = 5

/** One alert as the system shows it. A later one of the same group takes its place. */
export interface Notice {
  readonly id: string
  readonly group: string
  readonly title: string
  readonly body: string
  readonly urgency: NoticeUrgency
  /** Stays until it is answered. */
  readonly stays: boolean
  /** At most `NOTICE_ACTIONS_MAX`; shown where the platform has them. Without one, or on a click elsewhere, the room opens. */
  readonly actions: readonly { readonly key: string; readonly label: string }[]
  readonly roomId: RoomId | null
}

/** One clock of the tray, the dock and the task bar. Times are of this computer's clock, ms since 1970. */
export interface ClockStatus {
  readonly roomId: RoomId
  /** The customer's name. */
  readonly title: string
  /** What is due, worded: "callback", "update 2". */
  readonly what: string
  readonly state: 'RUNNING' | 'RISK' | 'LATE'
  readonly startedAt: number
  readonly dueAt: number
}

/** What the main process shows outside of the window and does about sleep. */
export interface DesktopStatus {
  readonly language: 'en' | 'id'
  /** Next to breach first; at most `STATUS_CLOCKS_MAX`. */
  readonly clocks: readonly ClockStatus[]
  /** How many rooms want something of this person: the badge. */
  readonly badge: number
  /** A clock that this person owes is running: the computer does not fall asleep by itself. */
  readonly keepAwake: boolean
  readonly link: 'LIVE' | 'CONNECTING' | 'OFFLINE' | 'SIGNED_OUT'
  readonly waiting: number
  /** Quiet until then, ms since 1970; null: not quiet. */
  readonly quietUntil: number | null
}

/** What a menu entry or the tray asks the window to do. */
export type MenuAction =
  | 'palette'
  | 'intake'
  | 'board'
  | 'settings'
  | 'keys'
  | 'wall'
  | 'facts'
  | 'call'
  | 'cadence'
  | 'message'
  | 'update'
  | 'note'
  | 'workaround'
  | 'quiet'

export type UpdateState =
  | { readonly state: 'OFF' | 'CURRENT' | 'CHECKING' | 'REFUSED' | 'FAILED' }
  | { readonly state: 'DOWNLOADING'; readonly percent: number }
  | { readonly state: 'READY'; readonly version: string }

/** What the main process tells a window. */
export type DesktopEvent =
  /** A link `accord://room/<id>` or a file was opened; the window only shows, it never acts. */
  | { readonly type: 'openRoom'; readonly roomId: RoomId }
  | { readonly type: 'menu'; readonly action: MenuAction }
  /** `action` null: the notice itself was pressed. */
  | { readonly type: 'notice'; readonly id: string; readonly action: string | null }
  /** The machine woke, the screen was unlocked or the network changed: what is shown may be old. */
  | { readonly type: 'probe' }
  /** The replica's process ended and was started again; a new port follows as a window message. */
  | { readonly type: 'replicaRestarted' }
  /** The replica's process ended by itself; it is started again in so many ms. */
  | { readonly type: 'replicaStopped'; readonly againInMs: number }
  /** The window is about to go: what is typed is kept now, and `flushed` is called. It is waited for only a moment. */
  | { readonly type: 'flush' }
  | { readonly type: 'update'; readonly update: UpdateState }
  /** The sign-in that this window began in the system's browser came to an end. */
  | { readonly type: 'signInDone'; readonly purpose: SignInPurpose; readonly result: DesktopSignInEnd }
  /** The server ended the session of this window's person, whose name comes along. */
  | { readonly type: 'sessionEnded'; readonly name: string; readonly reason: SessionEnd }
  /** The server knows this window's person otherwise now: another role, another name. */
  | { readonly type: 'personChanged'; readonly person: Person }

/**
 * Why a server ended a session. `revoked` (by a person or an administrator) deletes what this computer kept of the
 * person; the other two keep it for the next sign-in, since what is unsent must not be lost by a lost reply.
 */
export type SessionEnd = 'expired' | 'revoked' | 'reused'

/** A file that a person chose, on its way into a room. */
export interface FileToBring {
  readonly roomId: RoomId
  readonly name: string
  readonly type: string
  readonly bytes: Uint8Array
}

/** The frozen list of what a window may ask of the desktop. Every method judges its arguments and its caller. */
export interface DesktopBridge {
  readonly platform: DesktopPlatform
  readonly version: string
  /** The last day on which the Electron it is built on gets security fixes, such as "2027-04-07"; null: unknown. */
  readonly supportEnds: string | null
  profiles(): Promise<readonly ServerProfile[]>
  addProfile(address: string): Promise<ServerProfile | { readonly problem: ProfileProblem }>
  chooseProfile(id: string): Promise<void>
  removeProfile(id: string): Promise<void>
  askServer(): Promise<ServerSaid>
  secretStore(): Promise<SecretStore>
  /** Who has a session with the current server on this computer. */
  people(): Promise<readonly Person[]>
  signInToDemo(personId: string): Promise<DesktopSignIn>
  /**
   * Opens the sign-in page in the system's browser; the event `signInDone` follows. One at a time: a later one, of any
   * window, takes the place of the one before, whose link then does nothing. It ends unsaid after ten minutes.
   */
  beginSignIn(): Promise<BegunSignIn>
  /** Forgets what `beginSignIn` or `stepUpBegin` began. */
  cancelSignIn(): Promise<void>
  /** Has a code mailed; the attempt stays with the main process. */
  emailStart(email: string): Promise<EmailStart>
  /** The six digits of the mail that `emailStart` of this window had sent. */
  emailFinish(code: string): Promise<DesktopSignInEnd>
  /** The eight digits that an agent read out on the phone. */
  phoneFinish(email: string, code: string): Promise<DesktopSignInEnd>
  /** The same three ways, as a fresh proof that this window's person is there. Another person is REFUSED. */
  stepUpBegin(): Promise<BegunSignIn>
  stepUpEmailStart(): Promise<EmailStart>
  stepUpEmailFinish(code: string): Promise<DesktopSignInEnd>
  stepUpPhoneFinish(code: string): Promise<DesktopSignInEnd>
  signOut(personId: string): Promise<void>
  /**
   * Signs out and deletes what this computer keeps of the person at the current server: rooms, unsent changes and
   * drafts. False when some of it could not be deleted; the session has ended anyway.
   */
  forgetPerson(personId: string): Promise<boolean>
  /** Makes the person's replica answer this window: a window message `REPLICA_PORT` with a MessagePort follows. */
  openReplica(personId: string): Promise<'OPENING' | 'NO_SESSION'>
  closeReplica(): Promise<void>
  /** The server's answer to the upload: status and JSON, as the browser edition gets it by HTTP; null: unreachable. */
  bringFile(file: FileToBring): Promise<{ readonly status: number; readonly body: unknown } | null>
  /** The content of an entry's file; judged by its fingerprint in the window. Null: unreachable. */
  fetchFile(
    roomId: string,
    eventId: string,
  ): Promise<{ readonly status: number; readonly bytes: Uint8Array } | null>
  /**
   * Asks the server, in the name of the window's person, one of the named questions and changes of administration;
   * `variables` are JSON. The answer is the server's status and JSON; null: unreachable.
   */
  administer(
    operation: AdministrationOperation,
    variables: string,
  ): Promise<{ readonly status: number; readonly body: unknown } | null>
  notify(notice: Notice): Promise<void>
  dismissNotices(group: string): Promise<void>
  setStatus(status: DesktopStatus): Promise<void>
  /** Opens a https: or mailto: link of the record in the system's own program, or dials a validated number. */
  openOutside(kind: 'web' | 'mail' | 'phone', target: string): Promise<boolean>
  installUpdate(): Promise<void>
  /** The answer to the event `flush`: everything that was typed is on disk. */
  flushed(): Promise<void>
  /** Every event from now on; returns how to stop. */
  onEvent(hear: (event: DesktopEvent) => void): () => void
}

/** The methods' names: the bridge is exactly these, and a test compares. */
export const BRIDGE_METHODS = [
  'profiles',
  'addProfile',
  'chooseProfile',
  'removeProfile',
  'askServer',
  'secretStore',
  'people',
  'signInToDemo',
  'beginSignIn',
  'cancelSignIn',
  'emailStart',
  'emailFinish',
  'phoneFinish',
  'stepUpBegin',
  'stepUpEmailStart',
  'stepUpEmailFinish',
  'stepUpPhoneFinish',
  'signOut',
  'forgetPerson',
  'openReplica',
  'closeReplica',
  'bringFile',
  'fetchFile',
  'administer',
  'notify',
  'dismissNotices',
  'setStatus',
  'openOutside',
  'installUpdate',
  'flushed',
  'onEvent',
] as const satisfies readonly (keyof DesktopBridge)[]
