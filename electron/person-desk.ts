// Who each window is: which person of which server, with which session. Windows (person-windows.ts), sessions
// (person-sessions.ts), servers and replicas meet here.

import { join } from 'node:path'
import type { Person } from '../domain/people.ts'
import type { AccessAnswer } from './access-tokens.ts'
import { personFolder } from './person-folder.ts'
import { openPersonSessions, type PersonSessionsParts, replicaKey } from './person-sessions.ts'
import { openPersonWindows, type PersonWindow } from './person-windows.ts'
import type { ProfileDesk } from './profile-desk.ts'
import { chooseProfile, removeProfile } from './profiles.ts'
import type { ReplicaHost } from './replica-host.ts'
import type { Granted, ServerAuth } from './server-auth.ts'
import type { SessionVault } from './session-vault.ts'

/** Whom a window is, at which server. */
export interface WindowPerson {
  readonly profileId: string
  readonly origin: string
  readonly person: Person
}

export interface PersonDesk<Window = { readonly id: string }> {
  /** Keeps the session that a server has granted; the person's replica goes on with it. */
  signedIn(profileId: string, granted: Granted): Promise<void>
  /** Closes the person's replica everywhere, forgets the session, then tells the server. Other windows start anew. */
  signOut(personId: string, asker: Window): Promise<void>
  /**
   * Signs out and deletes the person's files here. False when they could not all be deleted, or when that person is not
   * signed in here: nobody's copy is deleted by a name alone.
   */
  forget(personId: string, asker: Window): Promise<boolean>
  openReplica(window: Window, personId: string): 'OPENING' | 'NO_SESSION'
  closeReplica(window: Window): void
  /** The window's person; null when it has none (any more). */
  personOf(window: Window): WindowPerson | null
  /** A token of the window's person that opens something now; `refused` is one that the server would not take. */
  tokenOf(window: Window, refused?: string | null): Promise<AccessAnswer>
  /**
   * Asks the server in the name of the window's person: `act` gets a token, and once more another one where the server
   * took the first one for none. `NO_SESSION`: nobody, or the session is over; null: the server cannot be asked.
   */
  inNameOf<Answer extends { readonly status: number }>(
    window: Window,
    act: (origin: string, token: string) => Promise<Answer | null>,
  ): Promise<Answer | null | 'NO_SESSION'>
  /** Makes a server current; every other window starts anew there. */
  choose(profileId: string, asker: Window): void
  removeServer(profileId: string, asker: Window): Promise<void>
  /** At the program's start: every server is asked about everybody who is kept here. Resolves after the first round. */
  begin(): Promise<void>
}

export interface PersonDeskParts<Port, Window> {
  readonly profiles: ProfileDesk
  readonly vault: SessionVault
  readonly auth: Pick<ServerAuth, 'refresh' | 'signOut'>
  readonly host: ReplicaHost<Port>
  /** Under it lies one folder for each server, with one for each person. */
  readonly folder: string
  readonly face: (window: Window) => PersonWindow<Port>
  readonly windows: () => readonly Window[]
  readonly later?: PersonSessionsParts<Port, Window>['later']
}

export function openPersonDesk<Port, Window extends { readonly id: string }>(
  parts: PersonDeskParts<Port, Window>,
): PersonDesk<Window> {
  const { profiles, vault, host, folder, face } = parts
  const windows = openPersonWindows(parts)
  const originOf = (profileId: string): string | null =>
    profiles.list().find(({ id }) => id === profileId)?.origin ?? null
  const folderOf = (profileId: string, personId: string): string =>
    join(folder, profileId, personFolder(personId))
  const sessions = openPersonSessions({ ...parts, windows, originOf, folderOf })

  function personOf(window: Window): WindowPerson | null {
    const of = windows.of(window)
    if (of === null) return null
    const { profileId } = of
    const origin = originOf(profileId)
    const session = vault.find(profileId, of.personId)
    return origin === null || session === null ? null : { profileId, origin, person: session.person }
  }

  async function tokenOf(window: Window, refused: string | null = null): Promise<AccessAnswer> {
    const of = personOf(window)
    return of === null ? { ok: false, why: 'OVER' } : sessions.access(of.profileId, of.person.id, refused)
  }

  return {
    signedIn: (profileId, granted) => sessions.signedIn(profileId, granted),
    signOut: (personId, asker) => sessions.signOut(profiles.current().id, personId, asker),
    forget: (personId, asker) => sessions.forget(profiles.current().id, personId, asker),
    openReplica(window, personId) {
      const { id: profileId, origin } = profiles.current()
      const session = vault.find(profileId, personId)
      if (session === null) return 'NO_SESSION'
      windows.become(window, { profileId, personId })
      host.connect(
        { id: window.id, ...face(window).replica },
        {
          key: replicaKey(profileId, personId),
          person: session.person,
          origin,
          folder: folderOf(profileId, personId),
          session: () => vault.find(profileId, personId)?.sessionId ?? null,
          access: (refused) => sessions.access(profileId, personId, refused),
        },
      )
      return 'OPENING'
    },
    closeReplica: (window) => windows.leave(window),
    begin: () => sessions.begin(profiles.list().map(({ id }) => id)),
    personOf,
    tokenOf,
    async inNameOf(window, act) {
      const origin = personOf(window)?.origin ?? ''
      const first = await tokenOf(window)
      if (!first.ok) return first.why === 'OVER' ? 'NO_SESSION' : null
      const answer = await act(origin, first.token)
      if (answer?.status !== 401) return answer
      const second = await tokenOf(window, first.token)
      if (!second.ok) return second.why === 'OVER' ? 'NO_SESSION' : null
      return act(origin, second.token)
    },
    choose(profileId, asker) {
      if (profiles.current().id === profileId) return
      profiles.change((list) => chooseProfile(list, profileId))
      windows.startAnew(() => true, asker)
    },
    async removeServer(profileId, asker) {
      const origin = originOf(profileId)
      profiles.change((list) => removeProfile(list, profileId))
      // The last one stays, and an unknown one was none.
      if (origin === null || originOf(profileId) !== null) return
      windows.startAnew((of) => of.profileId === profileId, asker)
      await sessions.endAll(profileId, origin)
    },
  }
}
