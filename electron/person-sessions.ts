// The sessions of people on this computer: begun, renewed (access-tokens.ts) and ended, by their person or by the server.
// With a session that was revoked goes what the computer keeps of the person, as if they had it forgotten.

import { rm } from 'node:fs/promises'
import type { SessionEnd } from '../protocol/desktop.ts'
import { type AccessAnswer, type AccessTokens, openAccessTokens } from './access-tokens.ts'
import { isOf, type PersonWindows } from './person-windows.ts'
import type { ReplicaHost } from './replica-host.ts'
import type { Granted, ServerAuth } from './server-auth.ts'
import { openSessionErrands, type SessionErrandsParts } from './session-errands.ts'
import type { KeptSession, SessionVault } from './session-vault.ts'

export interface PersonSessions<Window> {
  access(...of: Parameters<AccessTokens['access']>): Promise<AccessAnswer>
  /** Keeps the session that a server has granted; the person's replica goes on with it. */
  signedIn(profileId: string, granted: Granted): Promise<void>
  /** Forgets it, then tells the server. The person's other windows start anew. */
  signOut(profileId: string, personId: string, asker: Window): Promise<void>
  /** Signs out and deletes the copy; false when some of it could not be deleted, or nobody is signed in. */
  forget(profileId: string, personId: string, asker: Window): Promise<boolean>
  /** Forgets every session at a server, then tells it; `origin`: it may not be among the known ones any more. */
  endAll(profileId: string, origin: string): Promise<void>
  /** At the program's start: servers hear what they were not told, and are asked about everybody kept here. */
  begin(profileIds: readonly string[]): Promise<void>
}

export interface PersonSessionsParts<Port, Window> {
  readonly vault: SessionVault
  readonly auth: Pick<ServerAuth, 'refresh' | 'signOut'>
  readonly host: ReplicaHost<Port>
  readonly windows: PersonWindows<Window>
  readonly originOf: (profileId: string) => string | null
  /** Where the copy of somebody lies. */
  readonly folderOf: (profileId: string, personId: string) => string
  readonly later?: SessionErrandsParts['later']
}

/** What a replica is known by: two of the same are one process. */
export const replicaKey = (profileId: string, personId: string): string => `${profileId}/${personId}`

export function openPersonSessions<Port, Window>(
  parts: PersonSessionsParts<Port, Window>,
): PersonSessions<Window> {
  const { vault, auth, host, windows, originOf, folderOf, later } = parts
  /** Copies of revoked people that are being deleted. */
  const wiping = new Map<string, Promise<boolean>>()
  const tokens = openAccessTokens({
    vault,
    auth,
    originOf,
    ended,
    changed: (profileId, person) =>
      windows.tell(isOf(profileId, person.id), { type: 'personChanged', person }),
  })

  const errands = openSessionErrands({
    vault,
    auth,
    access: (profileId, personId) => tokens.access(profileId, personId),
    ...(later === undefined ? {} : { later }),
  })

  const tellServer = async (session: KeptSession): Promise<void> => {
    const origin = originOf(session.profileId)
    if (origin !== null) await errands.end(origin, session)
  }

  async function wipe(profileId: string, personId: string): Promise<boolean> {
    await host.closed(replicaKey(profileId, personId))
    return deleteFolder(folderOf(profileId, personId))
  }

  async function ended({ profileId, person }: KeptSession, reason: SessionEnd): Promise<void> {
    const isTheirs = isOf(profileId, person.id)
    await vault.forget(profileId, person.id)
    windows.tell(isTheirs, { type: 'sessionEnded', name: person.name, reason })
    if (reason !== 'revoked') return
    windows.leaveAll(isTheirs)
    const key = replicaKey(profileId, person.id)
    // Not waited for here: the replica that asked for a token is the one that closes.
    const wiped = wipe(profileId, person.id)
    wiping.set(key, wiped)
    void wiped.finally(() => wiping.delete(key))
  }

  async function signOut(profileId: string, personId: string, asker: Window): Promise<void> {
    const session = vault.find(profileId, personId)
    windows.startAnew(isOf(profileId, personId), asker)
    // Forgotten and kept to be told in one write: no end in between brings the session back.
    const forgotten = vault.forget(profileId, personId)
    if (session !== null) await tellServer(session)
    await forgotten
  }

  return {
    access: (profileId, personId, refused) => tokens.access(profileId, personId, refused),
    async signedIn(profileId, granted) {
      const { person, sessionId } = granted
      await wiping.get(replicaKey(profileId, person.id))
      const before = vault.find(profileId, person.id)
      await tokens.grant(profileId, granted)
      host.renew(replicaKey(profileId, person.id), sessionId)
      if (before !== null && before.sessionId !== sessionId) void tellServer(before)
    },
    signOut,
    begin: (profileIds) => errands.begin(profileIds),
    async forget(profileId, personId, asker) {
      if (vault.find(profileId, personId) === null) return false
      // The server is told meanwhile: without a network that takes a while, and the copy shall be gone at once.
      const told = signOut(profileId, personId, asker)
      const deleted = await wipe(profileId, personId)
      await told
      return deleted
    },
    async endAll(profileId, origin) {
      const known = vault.people(profileId).flatMap(({ id }) => vault.find(profileId, id) ?? [])
      const forgotten = vault.forgetProfile(profileId)
      await Promise.all(known.map((session) => errands.end(origin, session)))
      await forgotten
    },
  }
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
