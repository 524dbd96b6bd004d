// The answers to what an interface asks of the copy.

import type { CommandId, EventId, RoomId } from '../domain/ids.ts'
import type { BoardRow, BoardView, Entry, Pending, RoomView } from './api.ts'
import type { LocalCopy } from './copy.ts'
import type { StoredCommand } from './store/outbox.ts'

/** Every room of this copy, newest report first. */
export function boardView(copy: LocalCopy): BoardView {
  const unsent = new Map<RoomId, number>()
  for (const { roomId } of copy.outbox.all()) unsent.set(roomId, (unsent.get(roomId) ?? 0) + 1)
  const rows: BoardRow[] = []
  for (const roomId of copy.roomIds()) {
    // Shown in a moment: making all of them anew at once would hold everything up.
    if (copy.log.isStale(roomId)) continue
    const { room } = copy.projection(roomId)
    if (room !== null) rows.push({ room, unsent: unsent.get(roomId) ?? 0 })
  }
  rows.sort((a, b) => (a.room.reportedAt < b.room.reportedAt ? 1 : -1))
  return { rows, renewing: copy.isRenewing }
}

/** The newest `limit` entries; predicted ones are the newest. */
export function roomView(copy: LocalCopy, roomId: RoomId, limit: number): RoomView {
  const { room, confirmed, predictions } = copy.projection(roomId)
  const predicted = predictions.flatMap(({ intent, events }) => {
    const state = copy.outbox.find(intent.id)?.state === 'WAITING' ? 'WAITING' : 'SENT'
    return events.map((event): Entry => ({ event, state }))
  })
  const recorded = copy.log
    .newest(roomId, Math.max(0, limit - predicted.length))
    .map((event): Entry => ({ event, state: 'RECORDED' }))
  const held = copy.log.head(roomId)?.position ?? 0
  return {
    room,
    confirmed,
    entries: [...recorded, ...predicted.slice(Math.max(0, predicted.length - limit))],
    olderCount: held - recorded.length,
    pending: pendingView(copy).filter((pending) => pending.roomId === roomId),
    renewing: copy.isRenewing,
  }
}

/** In the order they were issued. */
export const pendingView = (copy: LocalCopy): readonly Pending[] =>
  copy.outbox.all().map((row) => toPending(copy, row))

function toPending(copy: LocalCopy, row: StoredCommand): Pending {
  const { id: commandId, roomId, command, issuedAt, rejection } = row
  // Accepted, but its events are not here yet: to a person it is still on its way.
  const state = row.state === 'ACCEPTED' ? 'SENT' : row.state
  return {
    commandId,
    roomId,
    command,
    issuedAt,
    state,
    held: copy.isHeld(commandId) && state !== 'REJECTED',
    rejection,
    predicted: predictedOf(copy, roomId, commandId),
  }
}

const predictedOf = (copy: LocalCopy, roomId: RoomId, commandId: CommandId): readonly EventId[] =>
  copy
    .projection(roomId)
    .predictions.filter(({ intent }) => intent.id === commandId)
    .flatMap(({ events }) => events.map(({ id }) => id))
