// Who is signed in on this computer, at which server, in which session. What renews a session lives here and never
// leaves the main process; what opens things for minutes is made from it (access-tokens.ts). Sessions are kept encrypted
// by the system's own key store; where there is none worth the name, in memory alone, and the person is told.

import type { SafeStorage } from 'electron'
import type { Person } from '../domain/people.ts'
import type { SecretStore } from '../protocol/desktop.ts'
import { parsePerson } from '../protocol/person.ts'
import { readKept, writeKept } from './kept-file.ts'
import { isProfileId } from './profiles.ts'

/** Somebody signed in at the server of a profile. */
export interface KeptSession {
  readonly profileId: string
  readonly person: Person
  readonly sessionId: string
  /** Good once: each renewal gives the next one. */
  readonly refreshToken: string
}

/** A session that was ended here and whose server has not been told yet. */
export interface LeftSession {
  /** Its server may not be among the known ones any more. */
  readonly origin: string
  readonly sessionId: string
  readonly refreshToken: string
}

/** The system's key store, as far as it is safe here. */
export interface Cipher {
  encrypt(text: string): Promise<Buffer>
  /** Rejects for what was encrypted by another key or is broken. */
  decrypt(content: Buffer): Promise<string>
}

export interface SessionVault {
  readonly store: SecretStore
  people(profileId: string): readonly Person[]
  find(profileId: string, personId: string): KeptSession | null
  keep(session: KeptSession): Promise<void>
  forget(profileId: string, personId: string): Promise<void>
  forgetProfile(profileId: string): Promise<void>
  left(): readonly LeftSession[]
  leave(session: LeftSession): Promise<void>
  /** The server knows that this one is over. */
  told(sessionId: string): Promise<void>
}

const SESSIONS_MAX = 200

/** The key store of this system, or null where tokens would lie open: no store, or Linux with `basic_text`. */
export async function cipherOf(safeStorage: SafeStorage, platform: NodeJS.Platform): Promise<Cipher | null> {
  if (platform === 'linux') {
    const backend = safeStorage.getSelectedStorageBackend()
    if (backend === 'basic_text' || backend === 'unknown') return null
  }
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return null
  return {
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    decrypt: async (content) => (await safeStorage.decryptStringAsync(content)).result,
  }
}

/** Reads what is kept. What cannot be read is begun anew: people sign in again, and nothing of theirs is lost by it. */
export async function openSessionVault(path: string, cipher: Cipher | null): Promise<SessionVault> {
  let { sessions, left } = cipher === null ? NOTHING : await readVault(path, cipher)
  let turn: Promise<void> = Promise.resolve()

  /** One write after the other, each with what is true by then. */
  function save(): Promise<void> {
    if (cipher === null) return Promise.resolve()
    turn = turn.then(async () => {
      try {
        writeKept(path, await cipher.encrypt(JSON.stringify({ sessions, left })))
      } catch (error) {
        console.error('sessions could not be kept:', error)
      }
    })
    return turn
  }
  function without(profileId: string, personId: string | null): KeptSession[] {
    return sessions.filter(
      (session) => session.profileId !== profileId || (personId !== null && session.person.id !== personId),
    )
  }

  return {
    store: cipher === null ? 'MEMORY' : 'SAFE',
    people: (profileId) =>
      sessions
        .filter((session) => session.profileId === profileId)
        .map(({ person }) => person)
        .sort((a, b) => a.name.localeCompare(b.name)),
    find: (profileId, personId) =>
      sessions.find((session) => session.profileId === profileId && session.person.id === personId) ?? null,
    keep(session) {
      sessions = [session, ...without(session.profileId, session.person.id)].slice(0, SESSIONS_MAX)
      return save()
    },
    forget(profileId, personId) {
      sessions = without(profileId, personId)
      return save()
    },
    forgetProfile(profileId) {
      sessions = without(profileId, null)
      return save()
    },
    left: () => left,
    leave(session) {
      left = [session, ...left].slice(0, SESSIONS_MAX)
      return save()
    },
    told(sessionId) {
      left = left.filter((session) => session.sessionId !== sessionId)
      return save()
    },
  }
}

interface Kept {
  readonly sessions: KeptSession[]
  readonly left: LeftSession[]
}

const NOTHING: Kept = { sessions: [], left: [] }

async function readVault(path: string, cipher: Cipher): Promise<Kept> {
  const content = readKept(path)
  if (content === null) return NOTHING
  try {
    const value: unknown = JSON.parse(await cipher.decrypt(content))
    // A list of sessions alone is what earlier versions kept.
    const { sessions = value, left = [] } = (value ?? {}) as Record<string, unknown>
    return { sessions: parseSessions(sessions), left: parseLeft(left) }
  } catch {
    console.warn('the kept sessions cannot be read with this key: everybody signs in again')
    return NOTHING
  }
}

/** The sessions of a kept list; what is none is left out. */
export function parseSessions(value: unknown): KeptSession[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, SESSIONS_MAX).flatMap((kept: unknown) => {
    if (typeof kept !== 'object' || kept === null) return []
    const { profileId, person, sessionId, refreshToken } = kept as Record<string, unknown>
    const known = parsePerson(person)
    if (typeof profileId !== 'string' || !isProfileId(profileId) || known === null) return []
    if (typeof sessionId !== 'string' || sessionId === '') return []
    if (typeof refreshToken !== 'string' || refreshToken === '') return []
    return [{ profileId, person: known, sessionId, refreshToken }]
  })
}

function parseLeft(value: unknown): LeftSession[] {
  if (!Array.isArray(value)) return []
  return value.slice(0, SESSIONS_MAX).flatMap((kept: unknown) => {
    if (typeof kept !== 'object' || kept === null) return []
    const { origin, sessionId, refreshToken } = kept as Record<string, unknown>
    const isWhole =
      typeof origin === 'string' && typeof sessionId === 'string' && typeof refreshToken === 'string'
    return isWhole ? [{ origin, sessionId, refreshToken }] : []
  })
}
