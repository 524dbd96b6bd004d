// Who each window is: which person of which server, with which session. Signing in and out, changing servers and opening
// replicas meet here, because each of them touches all three.

import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DesktopSignIn } from '../protocol/desktop.ts'
import { personFolder } from './person-folder.ts'
import type { ProfileDesk } from './profile-desk.ts'
import { chooseProfile, removeProfile } from './profiles.ts'
import type { ReplicaHost } from './replica-host.ts'
import type { ReplicaWindow } from './replica-keeper.ts'
import type { ServerDoor } from './server-door.ts'
import type { SessionVault } from './session-vault.ts'

/** What of a window is used here. */
export interface PersonWindow<Port> {
  readonly id: string
  readonly replica: Pick<ReplicaWindow<Port>, 'give' | 'stopped' | 'restarted'>
  /** Loads its page anew: it is nobody then. */
  reload(): void
}

export interface PersonDesk<Window = { readonly id: string }> {
  signInToDemo(personId: string): Promise<DesktopSignIn>
  /** Closes the person's replica everywhere, forgets the session, then tells the server. Other windows start anew. */
  signOut(personId: string, asker: Window): Promise<void>
  /**
   * Signs out and deletes the person's files here. False when they could not all be deleted, or when that person is not
   * signed in here: nobody's copy is deleted by a name alone.
   */
  forget(personId: string, asker: Window): Promise<boolean>
  openReplica(window: Window, personId: string): 'OPENING' | 'NO_SESSION'
  closeReplica(window: Window): void
  /** The session and server of the window's person; null when it has none (any more). */
  sessionOf(window: Window): { readonly origin: string; readonly token: string } | null
  /** Makes a server current; every other window starts anew there. */
  choose(profileId: string, asker: Window): void
  removeServer(profileId: string, asker: Window): Promise<void>
}

export interface PersonDeskParts<Port, Window> {
  readonly profiles: ProfileDesk
  readonly vault: SessionVault
  readonly door: ServerDoor
  readonly host: ReplicaHost<Port>
  /** Under it lies one folder for each server, with one for each person. */
  readonly folder: string
  readonly face: (window: Window) => PersonWindow<Port>
  readonly windows: () => readonly Window[]
}

export function openPersonDesk<Port, Window extends { readonly id: string }>(
  parts: PersonDeskParts<Port, Window>,
): PersonDesk<Window> {
  const { profiles, vault, door, host, folder, face } = parts
  const { persons, closeReplica, startAnew } = personsOf(parts)

  const originOf = (profileId: string): string | null =>
    profiles.list().find(({ id }) => id === profileId)?.origin ?? null

  const folderOf = (profileId: string, personId: string): string =>
    join(folder, profileId, personFolder(personId))

  async function signOut(profileId: string, personId: string, asker: Window): Promise<void> {
    const session = vault.find(profileId, personId)
    startAnew((of) => of.profileId === profileId && of.personId === personId, asker)
    await vault.forget(profileId, personId)
    const origin = originOf(profileId)
    if (session !== null && origin !== null) await door.signOut(origin, session.token)
  }

  return {
    async signInToDemo(personId) {
      const { id: profileId, origin } = profiles.current()
      const { answer, token } = await door.signInToDemo(origin, personId)
      if (answer.outcome !== 'SIGNED_IN') return answer
      await vault.keep({ profileId, person: answer.person, token })
      host.renew(replicaKey(profileId, answer.person.id), token)
      return answer
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
          token: () => vault.find(profileId, personId)?.token ?? null,
        },
      )
      return 'OPENING'
    },
    closeReplica,
    sessionOf(window) {
      const of = persons.get(window.id)
      if (of === undefined) return null
      const origin = originOf(of.profileId)
      const token = vault.find(of.profileId, of.personId)?.token ?? null
      return origin === null || token === null ? null : { origin, token }
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
      const ended = vault.people(profileId).flatMap(({ id }) => vault.find(profileId, id) ?? [])
      await vault.forgetProfile(profileId)
      await Promise.all(ended.map(({ token }) => door.signOut(origin, token)))
    },
  }
}

interface OfPerson {
  readonly profileId: string
  readonly personId: string
}

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
  return { persons, closeReplica, startAnew }
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
