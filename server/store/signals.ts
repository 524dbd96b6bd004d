// What the nodes of one server say to each other, as a port beside the store: hints, never data. A signal says that it
// is worth looking now; what is there is read from the store. So a lost one costs a moment and never an event, and one
// that comes twice changes nothing (M12). A server of one node has nobody to tell.

import type { PersonId } from '../../domain/ids.ts'
import type { CloseReason, SessionId } from '../auth/identity.ts'
import type { Channel } from './event-store.ts'

/**
 * - poke: something was committed to these channels.
 * - directory: accounts or people were changed.
 * - sockets: those of a person, or of one session, are to be closed.
 * - presence: who is in which room, as `presence-news.ts` writes it; the one thing that no store keeps.
 * - mail: mails wait, and the node that took them in is busy sending others.
 */
export type Signal =
  | { readonly kind: 'poke'; readonly channels: readonly Channel[] }
  | { readonly kind: 'directory' }
  | {
      readonly kind: 'sockets'
      readonly personId?: PersonId
      readonly sessionId?: SessionId
      readonly reason: CloseReason
    }
  | { readonly kind: 'presence'; readonly text: string }
  | { readonly kind: 'mail' }

export interface SignalListener {
  told(signal: Signal): void
  /** Some may have been lost, as when the line was cut and is there again: look at everything. */
  missed(): void
}

export interface Signals {
  /** Tells all other nodes, never this one. Not waited for, and never throws. */
  tell(signal: Signal): void
  /** Returns how to stop listening. */
  listen(listener: SignalListener): () => void
  close(): Promise<void>
}

/** Of a server of one node. */
export const SILENT_SIGNALS: Signals = {
  tell: () => {},
  listen: () => () => {},
  close: () => Promise.resolve(),
}
