// What a row of the board says, derived from a room and a moment: pure, so that it can be tested without a screen.

import { clockStateAt, turnsOf } from '../../domain/incident/facts.ts'
import { isOwner, phaseOf, type Room } from '../../domain/incident/state.ts'
import type { Person } from '../../domain/people.ts'
import type { Instant } from '../../domain/time.ts'
import { type ClockFace, roomFace, type TimeTrust } from '../clock/clock-face.ts'
import { boardText, clockText, phaseText } from '../text/app.ts'

export type BoardFilter = 'ALL' | 'MINE' | 'OWN'

export interface RowClock {
  readonly face: ClockFace | null
  /** Words in place of digits where no promise runs. */
  readonly words: string
  readonly sub: string
}

/** The clock of a row or sidebar link, or whose turn it is where no clock runs. */
export function rowClock(room: Room, me: Person, now: Instant, trust: TimeTrust): RowClock {
  const face = roomFace(room, now, trust)
  if (face !== null) return { face, words: '', sub: clockSub(face, room) }
  const turn = turnsOf(room)[0]
  if (turn === undefined) return { face, words: phaseText[phaseOf(room)], sub: clockText.noClock }
  const words = turn.party === me.party ? clockText.yourTurn : clockText.theirTurn
  return { face, words, sub: turn.kind === 'SIGNATURE' ? clockText.toSign : phaseText[phaseOf(room)] }
}

function clockSub(face: ClockFace, room: Room): string {
  const { kind, binding, outcome } = face.clock
  if (outcome === 'MET') return clockText.kept[kind]
  if (face.state === 'breach') return clockText.late[kind]
  const due = kind === 'UPDATE' ? clockText.updateDue(room.updates.length + 1) : clockText.due[kind]
  return binding ? due : `${due}, ${clockText.suggested}`
}

/** What the state column says: a word, and a line on the cadence. */
export function stateWords(room: Room, now: Instant): { readonly word: string; readonly line: string } {
  const open = room.clocks.filter((clock) => clock.stoppedAt === null)
  const states = open.map((clock) => clockStateAt(clock, now))
  const word = states.includes('BREACHED')
    ? boardText.late
    : states.includes('AT_RISK')
      ? boardText.atRisk
      : phaseText[phaseOf(room)]
  const agreed = room.cadence === null ? boardText.notAgreed : boardText.every(room.cadence.everyMinutes)
  const proposal = room.cadenceProposal
  const line = proposal === null ? agreed : `${agreed}, ${boardText.proposed(proposal.everyMinutes)}`
  return { word, line }
}

/** Which rooms a filter lets through: all, those of the accounts I manage, those I own. */
export function passes(
  room: Room,
  filter: BoardFilter,
  me: Person,
  myAccounts: ReadonlySet<string>,
): boolean {
  if (filter === 'MINE') return myAccounts.has(room.accountId)
  if (filter === 'OWN') return isOwner(room, me)
  return true
}
