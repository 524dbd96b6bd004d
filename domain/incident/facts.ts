// Facts derived from a room and a moment: which clock leads, what has become of it, whose turn it is, who was on it
// when. Shown by server and interface alike. Rules FAC-n.

import type { EventId } from '../ids.ts'
import { otherParty, type Party } from '../people.ts'
import { between, type Instant, SECOND } from '../time.ts'
import { isAtRisk } from './promises.ts'
import {
  type Clock,
  type Expectation,
  isClosed,
  openReclassification,
  openResolution,
  type OwnerSpell,
  phaseOf,
  type Room,
} from './state.ts'

/** How a clock stands at a moment: what its ring and digits show. */
export type ClockState = 'RUNNING' | 'AT_RISK' | 'BREACHED' | 'MET' | 'CANCELLED'

const KEPT_SHOWN = 60 * SECOND

/** What has become of a clock at a moment (CLK-2). */
export function clockStateAt(clock: Clock, now: Instant): ClockState {
  if (clock.outcome !== 'RUNNING') return clock.outcome
  if (clock.dueAt === null || clock.promise === null) return 'RUNNING'
  const left = between(now, clock.dueAt)
  if (left < 0 && clock.binding) return 'BREACHED'
  return isAtRisk(left, clock.promise) ? 'AT_RISK' : 'RUNNING'
}

/**
 * The clock that leads the screen (FAC-1): broken and still open first, the oldest before the others; then one
 * kept within the last minute; then the earliest due. Null when no promise runs.
 */
export function leadingClock(room: Room, now: Instant): Clock | null {
  const open = room.clocks.filter((clock) => clock.stoppedAt === null && clock.dueAt !== null)
  const byDue = open.toSorted((a, b) => ((a.dueAt ?? '') < (b.dueAt ?? '') ? -1 : 1))
  const broken = byDue.find((clock) => clockStateAt(clock, now) === 'BREACHED')
  if (broken !== undefined) return broken
  const kept = room.clocks.findLast(
    (clock) => clock.outcome === 'MET' && clock.kind !== 'SIGN_OFF' && clock.binding,
  )
  const isFresh = kept?.stoppedAt != null && between(kept.recordedLateAt ?? kept.stoppedAt, now) < KEPT_SHOWN
  return (isFresh ? kept : undefined) ?? byDue[0] ?? null
}

/** The callback's clock, kept or running, for the cell "called back in". */
export const callbackClock = (room: Room): Clock | null =>
  room.clocks.find((clock) => clock.kind === 'CALLBACK') ?? null

/** Something that waits for one party's answer. */
export interface Turn {
  readonly party: Party
  readonly kind: 'CADENCE' | 'WORKAROUND' | 'SIGNATURE' | 'RECLASSIFICATION'
  readonly id: EventId
}

/** What waits for whom, in the order it should be answered (FAC-2). */
export function turnsOf(room: Room): readonly Turn[] {
  if (isClosed(phaseOf(room))) return []
  const turns: Turn[] = []
  const resolution = openResolution(room)
  if (resolution !== null) {
    for (const party of ['CUSTOMER', 'PROVIDER'] as const)
      if (!resolution.signatures.some((signature) => signature.party === party))
        turns.push({ party, kind: 'SIGNATURE', id: resolution.id })
  }
  for (const workaround of room.workarounds)
    if (workaround.status === 'OFFERED')
      turns.push({ party: 'CUSTOMER', kind: 'WORKAROUND', id: workaround.id })
  const { cadenceProposal } = room
  if (cadenceProposal !== null)
    turns.push({ party: otherParty(cadenceProposal.party), kind: 'CADENCE', id: cadenceProposal.id })
  const reclassification = openReclassification(room)
  if (reclassification !== null)
    turns.push({
      party: otherParty(reclassification.party),
      kind: 'RECLASSIFICATION',
      id: reclassification.id,
    })
  return turns
}

/** The expectations stated so far, newest first (UPD-4). */
export const expectationHistory = (room: Room): readonly { at: Instant; expectation: Expectation }[] =>
  room.updates.map(({ at, expectation }) => ({ at, expectation })).reverse()

/** A stretch of time with the person who was on it, or nobody: a gap is shown as a gap (CRI-5). */
export interface CoverageSpell {
  readonly from: Instant
  readonly until: Instant | null
  readonly owner: OwnerSpell | null
}

/** Who was on it when, from the hotline call (or the report, where there was none) until the end (FAC-3). */
export function coverageOf(room: Room): readonly CoverageSpell[] {
  const from = room.intake?.receivedAt ?? room.reportedAt
  const end = room.resolvedAt ?? room.reclassifiedAt
  const spells = room.coverage.map((owner) => ({ from: owner.from, until: owner.until ?? end, owner }))
  const first = spells[0]
  if (first === undefined) return [{ from, until: end, owner: null }]
  return first.from > from ? [{ from, until: first.from, owner: null }, ...spells] : spells
}

/** The essentials the representative could not get, to be asked on the callback (CRI-3). */
export function missingEssentials(room: Room): readonly ('contactName' | 'contactEmail' | 'description')[] {
  const { intake } = room
  if (intake === null) return []
  return (['contactName', 'contactEmail', 'description'] as const).filter((field) => intake[field] === null)
}
