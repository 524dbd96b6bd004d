// Settling: everything that the deadline engine owes a room by now, before anything else happens to it. So the log does
// not depend on whether the ticker or a command came first. Rules CLK-4, CLK-7.

import type { Account } from '../../domain/account.ts'
import { armedSteps, type ClockStep } from '../../domain/incident/clocks.ts'
import type { Context } from '../../domain/incident/context.ts'
import { decide } from '../../domain/incident/decide.ts'
import { type RoomId, toCommandId, uuidFromDigest } from '../../domain/ids.ts'
import type { Instant } from '../../domain/time.ts'
import { nativeCrypto as crypto } from '../sha256.ts'
import { extend, type RoomLog, type SaltOf, stampFor } from './room-log.ts'

/** The log after every armed step whose time has come by the wall clock, the earliest first. */
export function settle(log: RoomLog, account: Account | null, now: Instant, saltOf: SaltOf): RoomLog {
  let current = log
  for (;;) {
    const { room } = current
    const step = room === null ? undefined : armedSteps(room).find(({ at }) => at <= now)
    if (room === null || step === undefined) return current
    const ctx = engineContext(room.id, account, step, stampFor(room, now))
    const command = { type: 'fireClock', clockId: step.clockId, step: step.step } as const
    const decision = decide(room, command, ctx)
    if (!decision.ok) throw new Error(`an armed step was refused: ${room.id} ${step.clockId} ${step.step}`)
    current = extend(current, decision.events, ctx, room.accountId, saltOf)
  }
}

const engineContext = (roomId: RoomId, account: Account | null, step: ClockStep, now: Instant): Context => ({
  now,
  roomId,
  commandId: fireIdOf(roomId, step),
  actor: null,
  account,
  openRooms: [],
  referenced: null,
  assignee: null,
  crypto,
})

/** One step of one clock has one command id for ever: even a second firing could not be stored twice. */
function fireIdOf(roomId: RoomId, { clockId, step }: ClockStep) {
  return toCommandId(uuidFromDigest(crypto.digest(['fire', roomId, clockId, step])))
}
