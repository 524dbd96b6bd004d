// One alert as plain data: what happened, how loudly it is told and what can be done about it. No words: they are made
// where it is shown (alert-words.ts), so that a kept alert speaks the language of whoever reads it.

import type { EventId, RoomId } from '../../domain/ids.ts'
import type { IncidentEventType } from '../../domain/incident/events.ts'
import type { AttemptOutcome, ClockKind } from '../../domain/incident/state.ts'
import type { Instant } from '../../domain/time.ts'
import type { NoticeUrgency } from '../../protocol/desktop.ts'

/** The three sounds of the product; no other is ever made. */
export type AlertSound = 'SOFT' | 'TWO' | 'LOW'

/** What an alert offers, the first first; a platform shows two at most. */
export type AlertAction = 'CALL' | 'TAKE' | 'OPEN'

/** What a clock's alert has to say beside its state. */
export interface ClockFacts {
  readonly clock: ClockKind
  readonly startedAt: Instant
  readonly dueAt: Instant
  /** Of the update that is due; 1 for a callback. */
  readonly number: number
  readonly attempts: number
  readonly lastAttempt: {
    readonly by: string
    readonly outcome: AttemptOutcome
    readonly at: Instant
  } | null
}

/** Which row of the table of UX/DESIGN.md section 9 an alert follows, with what its words need. */
export type AlertWhat =
  | ({ readonly kind: 'LEFT'; readonly minutes: number } & ClockFacts)
  | ({ readonly kind: 'LATE' } & ClockFacts)
  | ({ readonly kind: 'STILL_LATE' } & ClockFacts)
  /** Nothing was promised: a suggested update is due, or signatures have been waited for. `minutes` since the start. */
  | ({ readonly kind: 'REMINDER'; readonly minutes: number } & ClockFacts)
  | {
      readonly kind: 'SAID'
      readonly event: IncidentEventType
      readonly by: string
      /** Of an update. */
      readonly number: number
    }
  /** After a sleep or a long time offline: what came in meanwhile, in one. */
  | { readonly kind: 'MISSED'; readonly rooms: number; readonly entries: number }

/** Somebody to call, with the number as it is dialled. */
export interface AlertContact {
  readonly name: string
  /** E.164. */
  readonly number: string
}

export interface Alert {
  /** One for each step or entry: it is told once on this device. */
  readonly key: string
  /** A later alert of the same group takes the place of the earlier one. */
  readonly group: string
  /** Null: no single room is meant. */
  readonly roomId: RoomId | null
  readonly customer: string
  readonly title: string
  readonly what: AlertWhat
  readonly at: Instant
  readonly urgency: NoticeUrgency
  readonly sound: AlertSound | null
  /** Stays until it is answered. */
  readonly stays: boolean
  /** Shown outside of the window also in quiet time. */
  readonly pierces: boolean
  readonly actions: readonly AlertAction[]
  readonly contact: AlertContact | null
  /** What "I am on it" acknowledges (ESC-4). */
  readonly escalationId: EventId | null
}

/** Whether an alert is of a clock: those sound also while the window is in front. */
export const isOfClock = ({ what }: Alert): boolean => what.kind !== 'SAID' && what.kind !== 'MISSED'
