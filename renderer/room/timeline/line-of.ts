// Events that one line of words says: who, what, and the reason in that person's own words. One table, an entry for
// each such kind of event.

import type { EventId } from '../../../domain/ids.ts'
import type { IncidentEvent, IncidentEventType, RecordedEvent } from '../../../domain/incident/events.ts'
import type { Room } from '../../../domain/incident/state.ts'
import type { Party } from '../../../domain/people.ts'
import {
  cadenceEntryText,
  callEntryText,
  clockEntryText,
  ownerEntryText,
  resolutionEntryText,
  timelineText,
  updateText,
  workaroundEntryText,
} from '../../text/room-entries.ts'
import { list, minutesText } from '../../text/format.ts'
import type { EntryTone } from './EntryFrame.tsx'
import type { Body } from './timeline-scope.ts'

export interface EntryLine {
  /** Leads, bold. */
  readonly who: string
  readonly rest: string
  /** Somebody's own words. */
  readonly quote?: string | undefined
  readonly tone?: EntryTone | undefined
}

export interface LineFacts {
  readonly room: Room
  readonly partyName: (party: Party) => string
}

type Lines = {
  readonly [Type in IncidentEventType]?: (body: Body<Type>, who: string, facts: LineFacts) => EntryLine
}

const LINES: Lines = {
  AgentAssigned: ({ agentName, previousAgentName: before }, who) => {
    if (agentName === who)
      return { who, rest: before === null ? ownerEntryText.took : ownerEntryText.tookOver(before) }
    return {
      who,
      rest: before === null ? ownerEntryText.gave(agentName) : ownerEntryText.gaveFrom(agentName, before),
    }
  },
  CallbackAttempted: ({ outcome }, who) => ({
    who,
    rest: `${callEntryText.attempt[outcome]}${callEntryText.clockRuns}`,
  }),
  UpdateRequested: (_body, who) => ({ who, rest: updateText.requested, tone: 'accent' }),
  Corrected: ({ text }, who) => ({ who: '', rest: timelineText.correctedLine(who), quote: text }),
  CadenceProposed: ({ everyMinutes, duringWorkaround }, who) => {
    const during = duringWorkaround ? cadenceEntryText.during : ''
    return { who, rest: `${cadenceEntryText.proposed(minutesText(everyMinutes))}${during}.` }
  },
  CadenceAgreed: ({ everyMinutes }, who) => ({
    who,
    rest: `${cadenceEntryText.agreed(minutesText(everyMinutes))}${cadenceEntryText.clockStarts}`,
    tone: 'met',
  }),
  CadenceDeclined: ({ reason }, who) => ({
    who,
    rest: cadenceEntryText.declined,
    quote: reason ?? undefined,
  }),
  CadenceWithdrawn: (_body, who) => ({ who, rest: cadenceEntryText.withdrawn }),
  WorkaroundAccepted: ({ workaroundId }, who, { room }) => ({
    who,
    rest: workaroundEntryText.accepted(titleOf(room, workaroundId)),
    tone: 'met',
  }),
  WorkaroundRejected: ({ workaroundId, reason }, who, { room }) => ({
    who,
    rest: workaroundEntryText.rejected(titleOf(room, workaroundId)),
    quote: reason,
  }),
  WorkaroundWithdrawn: ({ workaroundId, reason }, who, { room }) => ({
    who,
    rest: workaroundEntryText.withdrawn(titleOf(room, workaroundId)),
    quote: reason,
  }),
  EscalationAcknowledged: (_body, who) => ({ who, rest: clockEntryText.acknowledged }),
  ClockWarned: ({ kind, step, tells }) => {
    const told = clockEntryText.told(list(tells.map((target) => clockEntryText.targets[target])))
    const minutes = /^WARN_(\d+)$/.exec(step)?.[1]
    if (minutes !== undefined) return { who: '', rest: clockEntryText.warned(kind, Number(minutes)) + told }
    const words = step.startsWith('LATE_') ? clockEntryText.stillLate : clockEntryText.reminded
    return { who: '', rest: words(kind) + told }
  },
  ResolutionSigned: ({ party }, who, { partyName }) => ({
    who,
    rest: resolutionEntryText.signed(partyName(party)),
    tone: 'met',
  }),
  ResolutionRejected: ({ party, reason }, who, { partyName }) => ({
    who,
    rest: resolutionEntryText.rejected(partyName(party)),
    quote: reason,
    tone: 'risk',
  }),
  IssueResolved: () => ({
    who: resolutionEntryText.resolved,
    rest: resolutionEntryText.resolvedLine,
    tone: 'met',
  }),
  Reopened: ({ reason }, who) => ({ who, rest: resolutionEntryText.reopened, quote: reason, tone: 'risk' }),
  ReclassificationProposed: ({ reason }, who) => ({
    who,
    rest: resolutionEntryText.reclassificationProposed,
    quote: reason,
  }),
  ReclassificationDeclined: ({ reason }, who) => ({
    who,
    rest: resolutionEntryText.reclassificationDeclined,
    quote: reason,
  }),
  Reclassified: (_body, who) => ({ who, rest: resolutionEntryText.reclassified }),
}

/** Null for an event that has an entry of its own kind, or of a kind that this version does not know. */
export function lineOf({ body, actor }: RecordedEvent, facts: LineFacts): EntryLine | null {
  const line = LINES[body.type] as
    | ((body: IncidentEvent, who: string, facts: LineFacts) => EntryLine)
    | undefined
  return line === undefined ? null : line(body, actor.name, facts)
}

const titleOf = (room: Room, id: EventId): string =>
  room.workarounds.find((workaround) => workaround.id === id)?.title ?? workaroundEntryText.unnamed
