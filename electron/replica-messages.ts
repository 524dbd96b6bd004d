// What the main process and a replica's process say to each other. The session's token crosses here, by message alone:
// never by an argument or the environment, which other programs can read. Windows do not speak here; each has a port.

import type { Person } from '../domain/people.ts'

export type ToReplicaProcess =
  /** Once, first. `folder`: where the person's two files are. */
  | {
      readonly type: 'start'
      readonly person: Person
      readonly token: string
      readonly origin: string
      readonly folder: string
    }
  /** A window's port comes with this one. */
  | { readonly type: 'window'; readonly window: string }
  /** The person has signed in anew. */
  | { readonly type: 'token'; readonly token: string }
  /** Close the files once the windows have gone, then say `closed`. */
  | { readonly type: 'close' }

export type FromReplicaProcess =
  /** The replica answers; a crash from now on is no failure to start. */
  | { readonly type: 'opened' }
  /** Every window was told `unusable`: starting again would end the same way. */
  | { readonly type: 'unusable'; readonly code: string }
  | { readonly type: 'closed' }

/** The message that a replica's process has sent, or null. */
export function parseFromReplica(value: unknown): FromReplicaProcess | null {
  if (typeof value !== 'object' || value === null || !('type' in value)) return null
  if (value.type === 'opened' || value.type === 'closed') return { type: value.type }
  if (value.type !== 'unusable' || !('code' in value) || typeof value.code !== 'string') return null
  return { type: 'unusable', code: value.code }
}
