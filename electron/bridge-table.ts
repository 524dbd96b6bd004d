// What each method of the bridge does: the table from which bridge.ts serves. The window names a person, a room, an
// address that somebody typed; which server, which token and which folder that means is decided here.

import type { Person } from '../domain/people.ts'
import type { ServerProfile, ServerSaid } from '../protocol/desktop.ts'
import { type BridgeTable, entry } from './bridge-judge.ts'
import {
  addressArgument,
  administerArguments,
  emailArgument,
  fetchArguments,
  fileArgument,
  groupArgument,
  mailCodeArgument,
  noArguments,
  outsideArguments,
  personArgument,
  phoneArguments,
  phoneCodeArgument,
  profileArgument,
} from './bridge-arguments.ts'
import { noticeArgument, statusArgument } from './bridge-status.ts'
import type { OutsideKind } from './open-outside.ts'
import type { PersonDesk } from './person-desk.ts'
import type { ProfileDesk } from './profile-desk.ts'
import { addProfile, nameProfile } from './profiles.ts'
import type { ServerDoor } from './server-door.ts'
import type { SessionVault } from './session-vault.ts'
import type { SignInDesk } from './sign-in-desk.ts'
import type { SystemFace } from './system-face.ts'
import type { AppWindow } from './windows.ts'

export interface TableParts {
  readonly profiles: ProfileDesk
  readonly vault: SessionVault
  readonly door: ServerDoor
  readonly people: PersonDesk
  readonly signIn: SignInDesk<AppWindow>
  readonly face: Pick<SystemFace, 'notify' | 'dismiss' | 'setStatus'>
  readonly openOutside: (kind: OutsideKind, target: string) => Promise<boolean>
  readonly installUpdate: () => Promise<void>
  /** The window has kept what was typed in it. */
  readonly flushed: (window: AppWindow) => void
  /** The window's page hears from now on. */
  readonly listens: (window: AppWindow) => void
}

const SIGN_IN = { burst: 10, everyMs: 1_000 }
const SEEN_BY_PEOPLE = { burst: 12, everyMs: 1_000 }
const DIALOG = { burst: 3, everyMs: 2_000 }
const FILES = { burst: 10, everyMs: 500 }
const ADMINISTRATION = { burst: 40, everyMs: 100 }
const STATUS = { burst: 30, everyMs: 200 }

export function bridgeTable(parts: TableParts): BridgeTable<AppWindow> {
  const { profiles, vault, door, people, face } = parts
  return {
    profiles: entry(noArguments('profiles'), () => profiles.list()),
    addProfile: entry(addressArgument, (_window, address) => added(profiles, address)),
    chooseProfile: entry(profileArgument('chooseProfile'), (window, id) => people.choose(id, window)),
    removeProfile: entry(profileArgument('removeProfile'), (window, id) => people.removeServer(id, window)),
    askServer: entry(noArguments('askServer'), () => askServer(profiles, door)),
    secretStore: entry(noArguments('secretStore'), () => vault.store),
    people: entry(noArguments('people'), (): readonly Person[] => vault.people(profiles.current().id)),
    ...signInTable(parts.signIn),
    signOut: entry(personArgument('signOut'), (window, personId) => people.signOut(personId, window)),
    forgetPerson: entry(
      personArgument('forgetPerson'),
      (window, personId) => people.forget(personId, window),
      SIGN_IN,
    ),
    openReplica: entry(personArgument('openReplica'), (window, personId) =>
      people.openReplica(window, personId),
    ),
    closeReplica: entry(noArguments('closeReplica'), (window) => people.closeReplica(window)),
    bringFile: entry(
      fileArgument,
      async (window, { roomId, bytes }) => {
        const answer = await people.inNameOf(window, (origin, token) =>
          door.bringFile(origin, token, roomId, bytes),
        )
        return answer === 'NO_SESSION' ? NO_SESSION : answer
      },
      FILES,
    ),
    fetchFile: entry(
      fetchArguments,
      async (window, roomId, eventId) => {
        const answer = await people.inNameOf(window, (origin, token) =>
          door.fetchFile(origin, token, roomId, eventId),
        )
        return answer === 'NO_SESSION' ? { status: NO_SESSION.status, bytes: new Uint8Array() } : answer
      },
      FILES,
    ),
    administer: entry(
      administerArguments,
      async (window, operation, variables) => {
        const answer = await people.inNameOf(window, (origin, token) =>
          door.administer(origin, token, operation, variables),
        )
        return answer === 'NO_SESSION' ? NO_SESSION : answer
      },
      ADMINISTRATION,
    ),
    notify: entry(noticeArgument, (window, notice) => face.notify(window, notice), SEEN_BY_PEOPLE),
    dismissNotices: entry(groupArgument, (_window, group) => face.dismiss(group)),
    setStatus: entry(statusArgument, (window, status) => face.setStatus(window, status), STATUS),
    openOutside: entry(outsideArguments, (_window, kind, target) => parts.openOutside(kind, target), DIALOG),
    installUpdate: entry(noArguments('installUpdate'), () => parts.installUpdate(), DIALOG),
    flushed: entry(noArguments('flushed'), (window) => parts.flushed(window)),
    onEvent: entry(noArguments('onEvent'), (window) => parts.listens(window)),
  }
}

/** The ways to sign in, and to show anew who the window's person is. */
const signInTable = (signIn: SignInDesk<AppWindow>) => ({
  signInToDemo: entry(
    personArgument('signInToDemo'),
    (_window: AppWindow, personId) => signIn.demo(personId),
    SIGN_IN,
  ),
  beginSignIn: entry(
    noArguments('beginSignIn'),
    (window: AppWindow) => signIn.begin(window, 'SIGN_IN'),
    DIALOG,
  ),
  stepUpBegin: entry(
    noArguments('stepUpBegin'),
    (window: AppWindow) => signIn.begin(window, 'STEP_UP'),
    DIALOG,
  ),
  cancelSignIn: entry(noArguments('cancelSignIn'), (window: AppWindow) => signIn.cancel(window)),
  emailStart: entry(
    emailArgument,
    (window: AppWindow, email) => signIn.emailStart(window, 'SIGN_IN', email),
    SIGN_IN,
  ),
  stepUpEmailStart: entry(
    noArguments('stepUpEmailStart'),
    (window: AppWindow) => signIn.emailStart(window, 'STEP_UP', null),
    SIGN_IN,
  ),
  emailFinish: entry(
    mailCodeArgument('emailFinish'),
    (window: AppWindow, code) => signIn.emailFinish(window, 'SIGN_IN', code),
    SIGN_IN,
  ),
  stepUpEmailFinish: entry(
    mailCodeArgument('stepUpEmailFinish'),
    (window: AppWindow, code) => signIn.emailFinish(window, 'STEP_UP', code),
    SIGN_IN,
  ),
  phoneFinish: entry(
    phoneArguments,
    (window: AppWindow, email, code) => signIn.phoneFinish(window, 'SIGN_IN', email, code),
    SIGN_IN,
  ),
  stepUpPhoneFinish: entry(
    phoneCodeArgument,
    (window: AppWindow, code) => signIn.phoneFinish(window, 'STEP_UP', null, code),
    SIGN_IN,
  ),
})

/** As the server would answer somebody who is not signed in. */
const NO_SESSION = { status: 401, body: null }

function added(profiles: ProfileDesk, address: string): unknown {
  const result = addProfile(profiles.list(), address)
  if ('problem' in result) return result
  profiles.change(() => result.profiles)
  return result.added satisfies ServerProfile
}

/** What the current server says of itself; the name it gives is kept for its profile. */
async function askServer(profiles: ProfileDesk, door: ServerDoor): Promise<ServerSaid> {
  const { id, origin } = profiles.current()
  const said = await door.said(origin)
  const name =
    typeof said.info === 'object' && said.info !== null && 'provider' in said.info ? said.info.provider : null
  if (typeof name === 'string') profiles.change((list) => nameProfile(list, id, name))
  return said
}
