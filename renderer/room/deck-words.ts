// What stands around the digits of the leading clock: its label, when it is due in both zones, how far it can be
// trusted; and what stands there while no promise runs. Pure but for reading the room's signals.

import { SUGGESTED_CADENCE_MINUTES } from '../../domain/incident/promises.ts'
import { isWorkaroundInPlace } from '../../domain/incident/state.ts'
import { between, type Instant } from '../../domain/time.ts'
import { type ClockFace, isTimeUnsure } from '../clock/clock-face.ts'
import { deckText } from '../text/room.ts'
import { minutesText } from '../text/format.ts'
import { bothTimes, timeIn } from '../text/zones.ts'
import type { ClockState } from '../ui/ClockHero.tsx'
import { elapsedText, longElapsedText } from '../ui/clock-format.ts'
import type { RoomScope } from './room-scope.ts'

export interface HeroWords {
  readonly label: string
  readonly note: string | undefined
  readonly sub: string | undefined
}

const PLUS_MINUS_FROM_MS = 2_000

export function heroWords(scope: RoomScope, face: ClockFace): HeroWords {
  const { kind, dueAt, stoppedAt, startedAt } = face.clock
  const times = (at: Instant) => bothTimes(scope.zones(), at, scope.now(), kind === 'CALLBACK')
  if (stoppedAt !== null) {
    const spare = dueAt === null ? undefined : deckText.toSpare(elapsedText(between(stoppedAt, dueAt)))
    return { label: deckText.kept[kind], note: undefined, sub: spare ?? times(startedAt) }
  }
  if (face.state === 'breach')
    return {
      label: deckText.late[kind](scope.room().updates.length + 1),
      note: trustNote(scope),
      sub: dueAt === null ? undefined : deckText.wasDue(times(dueAt)),
    }
  const isRisk = face.state === 'risk'
  const due = dueAt === null ? undefined : times(dueAt)
  return {
    label: isRisk ? deckText.atRisk[kind] : runningLabel(scope, face),
    note: trustNote(scope) ?? (isRisk || scope.me.party === 'CUSTOMER' ? undefined : deckText.bothSee),
    sub: due !== undefined && isRisk ? deckText.by(due) : due,
  }
}

function runningLabel({ me, provider }: RoomScope, { clock }: ClockFace): string {
  return me.party === 'CUSTOMER'
    ? deckText.runningForCustomer[clock.kind](provider())
    : deckText.running[clock.kind]
}

/** How far the digits can be believed, where that is worth saying. */
function trustNote({ status, trust, me }: RoomScope): string | undefined {
  const { asOf } = status()
  if (!trust().live && asOf !== null) return deckText.asAgreedAt(timeIn(me.timeZone, asOf))
  const { offsetErrorMs } = trust()
  if (offsetErrorMs === null || isTimeUnsure(trust())) return deckText.wholeMinutes
  return offsetErrorMs > PLUS_MINUS_FROM_MS ? deckText.plusMinus(Math.ceil(offsetErrorMs / 1000)) : undefined
}

export interface RestWords {
  readonly state: ClockState
  readonly label: string
  readonly words: string | undefined
  readonly digits: string | undefined
  readonly sub: string | undefined
}

const resting = (label: string, words: string, sub: string | undefined): RestWords => ({
  state: 'none',
  label,
  words,
  digits: undefined,
  sub,
})

/** While no promise binds: what it waits for, or how long it took. */
export function restWords(scope: RoomScope): RestWords {
  const room = scope.room()
  const { resolvedAt, reclassifiedAt, intake, reportedAt } = room
  const from = intake?.receivedAt ?? reportedAt
  const times = (at: Instant) => bothTimes(scope.zones(), at, scope.now())
  if (resolvedAt !== null)
    return {
      state: 'met',
      label: deckText.resolvedAfter,
      words: undefined,
      digits: longElapsedText(between(from, resolvedAt)),
      sub: deckText.resolvedSub(times(resolvedAt)),
    }
  if (reclassifiedAt !== null)
    return resting(deckText.lasted, deckText.reclassified, deckText.reclassifiedSub(times(reclassifiedAt)))
  if (intake === null) return resting(deckText.notCalledBack, deckText.noCall, deckText.noCallSub)
  if (isWorkaroundInPlace(room) && !(room.cadence?.duringWorkaround ?? false))
    return resting(deckText.updates, deckText.rests, deckText.restsSub)
  return resting(deckText.updates, deckText.notAgreed, reminder(scope))
}

function reminder({ room, zones, now }: RoomScope): string {
  const { clocks, cadenceProposal } = room()
  const dueAt = clocks.findLast((clock) => clock.kind === 'UPDATE' && clock.stoppedAt === null)?.dueAt
  if (dueAt == null) return deckText.agreeFirst
  const minutes = minutesText(cadenceProposal?.everyMinutes ?? SUGGESTED_CADENCE_MINUTES)
  return deckText.reminder(minutes, bothTimes(zones(), dueAt, now()))
}
