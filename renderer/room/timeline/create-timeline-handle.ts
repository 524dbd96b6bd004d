// Builds what other parts of a room can ask of its timeline (timeline-handle.ts), and keeps how far it was read.

import { createEffect, createSignal, on, onCleanup, untrack } from 'solid-js'
import type { EventId } from '../../../domain/ids.ts'
import type { PinnedHandle } from '../../ui/PinnedScroll.tsx'
import type { RoomScope } from '../room-scope.ts'
import type { TimelineRows } from './create-timeline-rows.ts'
import { readMarker } from './read-marker.ts'
import { reply } from './reply.ts'
import type { Row } from './rows.ts'
import type { TimelineHandle } from './timeline-handle.ts'

export interface TimelineHandleInput {
  readonly scope: RoomScope
  readonly rows: TimelineRows
  /** Undefined before it is mounted. */
  readonly scroll: () => PinnedHandle | undefined
  /** Takes the filter away, where it hides what is gone to. */
  readonly showAll: () => void
}

/** Needs an owner. */
export function createTimelineHandle(
  input: TimelineHandleInput,
): TimelineHandle & { readonly onPinned: (pinned: boolean) => void } {
  const { scope, rows, scroll, showAll } = input
  const { record, me, roomId } = scope
  const marker = readMarker(me.id, roomId)
  const [pinned, onPinned] = createSignal(false)
  const [looks, setLooks] = createSignal(isVisible())
  const look = () => setLooks(isVisible())
  if (typeof document !== 'undefined') {
    document.addEventListener('visibilitychange', look)
    onCleanup(() => document.removeEventListener('visibilitychange', look))
  }
  createEffect(
    on([() => record.outline().last, pinned, looks], ([last, atEnd, isLooking], before) => {
      if (!atEnd || !isLooking || last === 0) return
      // What a copy catches up on came while nobody looked at it.
      const isLive = untrack(() => scope.status().link === 'LIVE')
      marker.seen(last, isLive && before?.[1] === true && before[2])
    }),
  )

  const toPosition = (position: number): boolean => {
    if (rows.rowAt(position) === undefined) showAll()
    const row = rows.rowAt(position)
    if (row !== undefined) scroll()?.goTo(row.key)
    return row !== undefined
  }
  const focusedEvent = () => {
    const key = scroll()?.focused() ?? null
    return key === null ? undefined : eventOf(scope, rows.rowBy(key))
  }
  return {
    onPinned,
    step: (by) => scroll()?.step(by),
    reply: () => {
      const event = focusedEvent()
      return event !== undefined && reply(scope, event)
    },
    firstUnread: () => {
      const unread = marker.firstUnread(record.outline().last)
      marker.done()
      if (unread === null || !toPosition(unread)) scroll()?.toEnd()
    },
    lastUpdate: () => {
      const { first, last, classAt } = record.outline()
      for (let position = last; position >= first; position -= 1)
        if (classAt(position)?.type === 'UpdatePosted') return toPosition(position)
      return false
    },
    end: () => scroll()?.toEnd(),
    goTo: async (id: EventId) => {
      const shown = rows.rowBy(id)
      if (shown !== undefined) {
        scroll()?.goTo(shown.key)
        return true
      }
      const position = await record.positionOf(id)
      return position !== null && toPosition(position)
    },
  }
}

function eventOf(scope: RoomScope, row: Row | undefined) {
  if (row?.kind === 'recorded') return scope.record.at(row.from)?.event
  return row?.kind === 'predicted' ? row.entry.event : undefined
}

const isVisible = (): boolean => typeof document === 'undefined' || document.visibilityState === 'visible'
