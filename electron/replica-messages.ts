// What the main process and a replica's process say to each other. Access tokens cross here, by message alone: never by an
// argument or the environment, which other programs can read. They are asked for when they are needed, and what renews
// a session stays in the main process. Windows do not speak here; each has a port.

import type { AccessAnswer } from './access-tokens.ts'
import type { Person } from '../domain/people.ts'

export type ToReplicaProcess =
  /** Once, first. `folder`: where the person's two files are. */
  | {
      readonly type: 'start'
      readonly person: Person
      /** The session's id: it opens nothing. */
      readonly session: string
      readonly origin: string
      readonly folder: string
    }
  /** A window's port comes with this one. */
  | { readonly type: 'window'; readonly window: string }
  /** The person has signed in anew: another session from now on. */
  | { readonly type: 'session'; readonly session: string }
  /** The answer to `askToken`. */
  | { readonly type: 'token'; readonly answer: AccessAnswer }
  /** Answered at once with `alive`, whatever it is doing. */
  | { readonly type: 'ask' }
  /** Close the files once the windows have gone, then say `closed`. */
  | { readonly type: 'close' }

export type FromReplicaProcess =
  /** The replica answers; a crash from now on is no failure to start. */
  | { readonly type: 'opened' }
  /** One at a time. `refused`: what the server would not take; null where nothing was tried. */
  | { readonly type: 'askToken'; readonly refused: string | null }
  /** Every window was told `unusable`: starting again would end the same way. */
  | { readonly type: 'unusable'; readonly code: string }
  | { readonly type: 'closed' }
  | { readonly type: 'alive' }

/** The message that a replica's process has sent, or null. */
export function parseFromReplica(value: unknown): FromReplicaProcess | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null
  if (value.type === 'opened' || value.type === 'closed' || value.type === 'alive')
    return { type: value.type }
  if (value.type === 'askToken') {
    const refused = 'refused' in value && typeof value.refused === 'string' ? value.refused : null
    return { type: 'askToken', refused }
  }
  if (value.type !== 'unusable' || !('code' in value) || typeof value.code !== 'string') return null
  return { type: 'unusable', code: value.code }
}
