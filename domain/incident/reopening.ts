// Reopening: within 14 days of the resolution either party may open the room again; the signatures stay in the
// record and the update clock runs again. Rules REO-n.

import { requireText, TEXT_MAX } from '../input.ts'
import { accept, type Decision, reject } from '../result.ts'
import { plus } from '../time.ts'
import { restartUpdateClock } from './clocks.ts'
import type { Context } from './context.ts'
import { REOPEN_PERIOD } from './promises.ts'
import type { Recorded } from './recorded.ts'
import type { Room } from './state.ts'

export interface Reopen {
  readonly type: 'reopen'
  readonly reason: string
}

export interface Reopened {
  readonly type: 'Reopened'
  readonly reason: string
}

export function decideReopen(room: Room, command: Reopen, ctx: Context): Decision<Reopened> {
  const until = plus(room.resolvedAt ?? ctx.now, REOPEN_PERIOD)
  if (ctx.now > until) return reject({ code: 'REOPEN_PERIOD_OVER', until })
  const wrong = requireText('reason', command.reason, TEXT_MAX)
  if (wrong !== null) return reject(wrong)
  return accept({ audience: 'SHARED', body: { type: 'Reopened', reason: command.reason.trim() } })
}

/** In progress again: a workaround that was accepted holds no longer (REO-2). */
export function evolveReopened(room: Room, event: Recorded<Reopened>): Room {
  const workarounds = room.workarounds.map((workaround) =>
    workaround.status === 'ACCEPTED' || workaround.status === 'OFFERED'
      ? { ...workaround, status: 'LAPSED' as const }
      : workaround,
  )
  const next = { ...room, workarounds, resolvedAt: null, reopenedAt: event.recordedAt, updateRequest: null }
  return restartUpdateClock(next, event.recordedAt)
}
