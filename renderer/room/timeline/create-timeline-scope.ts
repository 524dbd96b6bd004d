// Builds what the entries of a timeline share (timeline-scope.ts).

import { createMemo, createSelector, createSignal, onMount } from 'solid-js'
import type { EventId } from '../../../domain/ids.ts'
import type { RoomScope } from '../room-scope.ts'
import type { EntryForm, Later, TimelineScope } from './timeline-scope.ts'

const NOTHING_LATER: Later = { corrections: [], annotations: 0 }

/** `active`: the entry under the pointer or with the focus. */
export function createTimelineScope({ view }: RoomScope, active: () => string | null): TimelineScope {
  const [form, setForm] = createSignal<{ readonly id: EventId; readonly kind: EntryForm } | null>(null)
  const [settled, setSettled] = createSignal(false)
  onMount(() => setTimeout(() => setSettled(true), 400))
  const isActive = createSelector(active)
  const later = createMemo(() => {
    const found = new Map<EventId, Later>()
    for (const { event } of view().entries) {
      const { body } = event
      if (body.type !== 'Corrected' && body.type !== 'Annotated') continue
      const before = found.get(body.refersTo) ?? NOTHING_LATER
      found.set(
        body.refersTo,
        body.type === 'Corrected'
          ? { ...before, corrections: [...before.corrections, { text: body.text, event }] }
          : { ...before, annotations: before.annotations + 1 },
      )
    }
    return found
  })
  const byId = createMemo(() => new Map(view().entries.map(({ event }) => [event.id, event])))
  return {
    isActive: (id) => isActive(id),
    formAt: (id) => {
      const open = form()
      return open?.id === id ? open.kind : null
    },
    openForm: (id, kind) => setForm(kind === null ? null : { id, kind }),
    later: (id) => later().get(id) ?? NOTHING_LATER,
    entry: (id) => byId().get(id),
    settled,
  }
}
