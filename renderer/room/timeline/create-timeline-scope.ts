// Builds what the entries of a timeline share (timeline-scope.ts).

import { type Accessor, createSelector, createSignal } from 'solid-js'
import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { EventId } from '../../../domain/ids.ts'
import type { RoomRecord } from './create-record.ts'
import type { EntryForm, Later, TimelineScope } from './timeline-scope.ts'

export interface OpenForm {
  readonly id: EventId
  readonly kind: EntryForm
}

/** `active`: the entry under the pointer or with the focus. Also says which form is open. */
export function createTimelineScope(
  record: RoomRecord,
  active: Accessor<string | null>,
): { readonly scope: TimelineScope; readonly form: Accessor<OpenForm | null> } {
  const [form, setForm] = createSignal<OpenForm | null>(null)
  const isActive = createSelector(active)
  const scope: TimelineScope = {
    isActive: (id) => isActive(id),
    formAt: (id) => {
      const open = form()
      return open?.id === id ? open.kind : null
    },
    openForm: (id, kind) => setForm(kind === null ? null : { id, kind }),
    later: (id) => laterOf(record.later(id)),
    entry: (id) => record.entry(id),
    isFresh: (id) => record.isFresh(id),
  }
  return { scope, form }
}

function laterOf(said: readonly RecordedEvent[]): Later {
  const corrections = said.flatMap((event) =>
    event.body.type === 'Corrected' ? [{ text: event.body.text, event }] : [],
  )
  return { corrections, annotations: said.length - corrections.length }
}
