// Who each window is: which person of which server, with which session. Sessions that begin and end, changing servers and
// opening replicas meet here, because each of them touches all three.

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Person } from '../domain/people.ts'
import type { DesktopEvent, SessionEnd } from '../protocol/desktop.ts'
import { openAccessTokens } from './access-tokens.ts'
import { personFolder } from './person-folder.ts'
import type { ProfileDesk } from './profile-desk.ts'
import { chooseProfile, removeProfile } from './profiles.ts'
import type { ReplicaHost } from './replica-host.ts'
import type { ReplicaWindow } from './replica-keeper.ts'
import type { Granted, ServerAuth } from './server-auth.ts'
import type { KeptSession, SessionVault } from './session-vault.ts'

/** What of a window is used here. */
export interface PersonWindow<Port> {
  readonly id: string
  readonly replica: Pick<ReplicaWindow<Port>, 'give' | 'stopped' | 'restarted'>
  /** Loads its page anew: it is nobody then. */
  reload(): void
  tell(event: DesktopEvent): void
}

/** Whom a window is, at which server. */
export interface WindowPerson {
  readonly profileId: string
  readonly origin: string
  readonly person: Person
}

/** `NO_SESSION`: nobody, or the session is over; `NO_ANSWER`: the server cannot be asked now. No token reads so. */
export type NoToken = 'NO_SESSION' | 'NO_ANSWER'

const isNone = (token: string): token is NoToken => token === 'NO_SESSION' || token === 'NO_ANSWER'

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
  tokenOf(window: Window, refused?: string | null): Promise<string | NoToken>
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
}

export function openPersonDesk<Port, Window extends { readonly id: string }>(
  parts: PersonDeskParts<Port, Window>,
): PersonDesk<Window> {
  const { profiles, vault, auth, host, folder, face } = parts
  const { persons, closeReplica, startAnew, tellWindowsOf } = personsOf(parts)

  const originOf = (profileId: string): string | null =>
    profiles.list().find(({ id }) => id === profileId)?.origin ?? null

  const folderOf = (profileId: string, personId: string): string =>
    join(folder, profileId, personFolder(personId))

  const tokens = openAccessTokens({
    vault,
    auth,
    originOf,
    ended,
    changed: (profileId, person) =>
      tellWindowsOf(isOf(profileId, person.id), { type: 'personChanged', person }),
  })
  /** Copies of revoked people that are being deleted. */
  const wiping = new Map<string, Promise<unknown>>()

  /** The server is told meanwhile or not at all: a session that nobody renews ends by its own age. */
  const tellEnd = async ({ profileId, sessionId, refreshToken }: KeptSession): Promise<void> => {
    const origin = originOf(profileId)
    if (origin !== null) await auth.signOut(origin, sessionId, refreshToken)
  }

  async function signOut(profileId: string, personId: string, asker: Window): Promise<void> {
    const session = vault.find(profileId, personId)
    startAnew(isOf(profileId, personId), asker)
    await vault.forget(profileId, personId)
    if (session !== null) await tellEnd(session)
  }

  /** What a revoked person has here goes, as if they had signed out and had it forgotten. */
  async function ended({ profileId, person }: KeptSession, reason: SessionEnd): Promise<void> {
    const isTheirs = isOf(profileId, person.id)
    await vault.forget(profileId, person.id)
    tellWindowsOf(isTheirs, { type: 'sessionEnded', name: person.name, reason })
    if (reason !== 'revoked') return
    for (const window of parts.windows()) {
      const of = persons.get(window.id)
      if (of !== undefined && isTheirs(of)) closeReplica(window)
    }
    const key = replicaKey(profileId, person.id)
    // Not waited for here: the replica that asked for a token is the one that closes.
    const wiped = host.closed(key).then(() => deleteFolder(folderOf(profileId, person.id)))
    wiping.set(key, wiped)
    void wiped.then(() => wiping.delete(key))
  }

  function personOf(window: Window): WindowPerson | null {
    const of = persons.get(window.id)
    if (of === undefined) return null
    const origin = originOf(of.profileId)
    const session = vault.find(of.profileId, of.personId)
    return origin === null || session === null ? null : { ...of, origin, person: session.person }
  }

  async function tokenOf(window: Window, refused: string | null = null): Promise<string | NoToken> {
    const of = personOf(window)
    if (of === null) return 'NO_SESSION'
    const answer = await tokens.access(of.profileId, of.person.id, refused)
    if (answer.ok) return answer.token
    return answer.why === 'OVER' ? 'NO_SESSION' : 'NO_ANSWER'
  }

  return {
    async signedIn(profileId, granted) {
      const { person, sessionId } = granted
      await wiping.get(replicaKey(profileId, person.id))
      const before = vault.find(profileId, person.id)
      await tokens.grant(profileId, granted)
      host.renew(replicaKey(profileId, person.id), sessionId)
      if (before !== null && before.sessionId !== sessionId) void tellEnd(before)
    },
    signOut: (personId, asker) => signOut(profiles.current().id, personId, asker),
    async forget(personId, asker) {
      const { id: profileId } = profiles.current()
      if (vault.find(profileId, personId) === null) return false
      // The server is told meanwhile: without a network that takes a while, and the copy shall be gone at once.
      const told = signOut(profileId, personId, asker)
      await host.closed(replicaKey(profileId, personId))
      const deleted = await deleteFolder(folderOf(profileId, personId))
      await told
      return deleted
    },
    openReplica(window, personId) {
      const { id: profileId, origin } = profiles.current()
      const session = vault.find(profileId, personId)
      if (session === null) return 'NO_SESSION'
      persons.set(window.id, { profileId, personId })
      host.connect(
        { id: window.id, ...face(window).replica },
        {
          key: replicaKey(profileId, personId),
          person: session.person,
          origin,
          folder: folderOf(profileId, personId),
          session: () => vault.find(profileId, personId)?.sessionId ?? null,
          access: (refused) => tokens.access(profileId, personId, refused),
        },
      )
      return 'OPENING'
    },
    closeReplica,
    personOf,
    tokenOf,
    async inNameOf(window, act) {
      const origin = personOf(window)?.origin ?? ''
      const first = await tokenOf(window)
      if (isNone(first)) return first === 'NO_SESSION' ? first : null
      const answer = await act(origin, first)
      if (answer?.status !== 401) return answer
      const second = await tokenOf(window, first)
      if (isNone(second)) return second === 'NO_SESSION' ? second : null
      return act(origin, second)
    },
    choose(profileId, asker) {
      if (profiles.current().id === profileId) return
      profiles.change((list) => chooseProfile(list, profileId))
      startAnew(() => true, asker)
    },
    async removeServer(profileId, asker) {
      const origin = originOf(profileId)
      profiles.change((list) => removeProfile(list, profileId))
      // The last one stays, and an unknown one was none.
      if (origin === null || originOf(profileId) !== null) return
      startAnew((of) => of.profileId === profileId, asker)
      const known = vault.people(profileId).flatMap(({ id }) => vault.find(profileId, id) ?? [])
      await vault.forgetProfile(profileId)
      await Promise.all(
        known.map(({ sessionId, refreshToken }) => auth.signOut(origin, sessionId, refreshToken)),
      )
    },
  }
}

interface OfPerson {
  readonly profileId: string
  readonly personId: string
}

const isOf =
  (profileId: string, personId: string) =>
  (of: OfPerson): boolean =>
    of.profileId === profileId && of.personId === personId

/** Which window is whose, and how windows become nobody's. */
function personsOf<Port, Window extends { readonly id: string }>({
  host,
  face,
  windows,
}: PersonDeskParts<Port, Window>) {
  const persons = new Map<string, OfPerson>()

  function closeReplica(window: Window): void {
    persons.delete(window.id)
    host.leave(window.id)
  }

  /** Windows of that server (and person) are nobody from now on. */
  function startAnew(isMeant: (of: OfPerson) => boolean, asker?: Window): void {
    for (const window of windows()) {
      const of = persons.get(window.id)
      if (of === undefined || !isMeant(of)) continue
      closeReplica(window)
      if (window.id !== asker?.id) face(window).reload()
    }
  }

  function tellWindowsOf(isMeant: (of: OfPerson) => boolean, event: DesktopEvent): void {
    for (const window of windows()) {
      const of = persons.get(window.id)
      if (of !== undefined && isMeant(of)) face(window).tell(event)
    }
  }
  return { persons, closeReplica, startAnew, tellWindowsOf }
}

/** Windows holds on to a file for a moment after the process that had it open has ended. */
const DELETE_AGAIN = { maxRetries: 5, retryDelay: 100 }

async function deleteFolder(folder: string): Promise<boolean> {
  try {
    await rm(folder, { recursive: true, force: true, ...DELETE_AGAIN })
    return true
  } catch (error) {
    console.error('a copy could not be deleted:', error)
    return false
  }
}

const replicaKey = (profileId: string, personId: string): string => `${profileId}/${personId}`
