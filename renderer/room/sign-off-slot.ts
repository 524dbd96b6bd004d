// The place that a room keeps for signing. The room decides when it shows: a resolution waits for this person's party
// and this person may sign; the statement then takes the timeline's place, the choice that of the facts. On phones both
// stand under the Sign-off tab. What is in it comes from renderer/signoff and is handed to RoomPage by the app.

import type { JSX } from 'solid-js'
import type { EventId, RoomId } from '../../domain/ids.ts'

export interface SignOffProps {
  readonly roomId: RoomId
  /** The open proposal; changes when a newer one takes its place. */
  readonly proposalId: EventId
  /** The provider's name as people say it. */
  readonly provider: string
  /** Back to the timeline: signed, sent back, or put off. */
  readonly onClose: () => void
}

export interface SignOffParts {
  /** What is signed, in full width. */
  readonly statement: () => JSX.Element
  /** The two equal choices, and what the signature says. */
  readonly choice: () => JSX.Element
}

/** Called once under the room's owner, so that both parts can share signals. */
export type SignOffSlot = (props: SignOffProps) => SignOffParts
