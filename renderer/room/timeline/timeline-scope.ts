// What the entries of one timeline share: which of them the reader is at, which has a form open, and what later
// entries say about earlier ones (corrections, annotations).

import { createContext, useContext } from 'solid-js'
import type { EventId } from '../../../domain/ids.ts'
import type { IncidentEvent, RecordedEvent } from '../../../domain/incident/events.ts'

export type Body<Type extends IncidentEvent['type']> = Extract<IncidentEvent, { readonly type: Type }>

/** What was said again about an entry, oldest first. */
export interface Later {
  readonly corrections: readonly { readonly text: string; readonly event: RecordedEvent }[]
  readonly annotations: number
}

export type EntryForm = 'correct' | 'annotate'

export interface TimelineScope {
  /** The entry under the pointer or with the focus. */
  readonly isActive: (id: EventId) => boolean
  readonly formAt: (id: EventId) => EntryForm | null
  readonly openForm: (id: EventId, form: EntryForm | null) => void
  readonly later: (id: EventId) => Later
  /** The entry that another one refers to; undefined when this view does not hold it. */
  readonly entry: (id: EventId) => RecordedEvent | undefined
  /** It has just come: it fades in. */
  readonly isFresh: (id: EventId) => boolean
}

export const TimelineContext = createContext<TimelineScope>()

export function useTimeline(component: string): TimelineScope {
  const scope = useContext(TimelineContext)
  if (scope === undefined) throw new Error(`${component} must stand inside a RoomTimeline`)
  return scope
}
