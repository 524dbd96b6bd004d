// Events that one line of words says: who, what, and the reason in that person's own words.

import type { RecordedEvent } from '../../../domain/incident/events.ts'
import type { Room } from '../../../domain/incident/state.ts'
import type { EventId } from '../../../domain/ids.ts'
import {
  callEntryText,
  cadenceEntryText,
  clockEntryText,
  ownerEntryText,
  resolutionEntryText,
  timelineText,
  updateText,
  workaroundEntryText,
} from '../../text/en/room-entries.ts'
import { list, minutesText } from '../../text/format.ts'
import type { EntryTone } from './EntryFrame.tsx'

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
  readonly partyName: (party: 'CUSTOMER' | 'PROVIDER' | 'SYSTEM') => string
}

/** Null for an event that has an entry of its own kind, or of a kind that this version does not know. */
export function lineOf(event: RecordedEvent, facts: LineFacts): EntryLine | null {
  return (
    peopleLine(event) ??
    cadenceLine(event) ??
    workaroundLine(event, facts.room) ??
    clockLine(event) ??
    endLine(event, facts)
  )
}

function peopleLine({ body, actor }: RecordedEvent): EntryLine | null {
  switch (body.type) {
    case 'AgentAssigned': {
      const { agentName, previousAgentName: before, agentId } = body
      if (agentId === actor.personId)
        return {
          who: actor.name,
          rest: before === null ? ownerEntryText.took : ownerEntryText.tookOver(before),
        }
      const rest =
        before === null ? ownerEntryText.gave(agentName) : ownerEntryText.gaveFrom(agentName, before)
      return { who: actor.name, rest }
    }
    case 'CallbackAttempted':
      return { who: actor.name, rest: `${callEntryText.attempt[body.outcome]}${callEntryText.clockRuns}` }
    case 'UpdateRequested':
      return { who: actor.name, rest: updateText.requested, tone: 'accent' }
    case 'Corrected':
      return { who: '', rest: timelineText.correctedLine(actor.name), quote: body.text }
    default:
      return null
  }
}

function cadenceLine({ body, actor }: RecordedEvent): EntryLine | null {
  const who = actor.name
  switch (body.type) {
    case 'CadenceProposed': {
      const during = body.duringWorkaround ? cadenceEntryText.during : ''
      return { who, rest: `${cadenceEntryText.proposed(minutesText(body.everyMinutes))}${during}.` }
    }
    case 'CadenceAgreed': {
      const rest = `${cadenceEntryText.agreed(minutesText(body.everyMinutes))}${cadenceEntryText.clockStarts}`
      return { who, rest, tone: 'met' }
    }
    case 'CadenceDeclined':
      return { who, rest: cadenceEntryText.declined, quote: body.reason ?? undefined }
    case 'CadenceWithdrawn':
      return { who, rest: cadenceEntryText.withdrawn }
    default:
      return null
  }
}

function workaroundLine({ body, actor }: RecordedEvent, room: Room): EntryLine | null {
  const who = actor.name
  const named = (id: EventId) =>
    room.workarounds.find((workaround) => workaround.id === id)?.title ?? workaroundEntryText.unnamed
  switch (body.type) {
    case 'WorkaroundAccepted':
      return { who, rest: workaroundEntryText.accepted(named(body.workaroundId)), tone: 'met' }
    case 'WorkaroundRejected':
      return { who, rest: workaroundEntryText.rejected(named(body.workaroundId)), quote: body.reason }
    case 'WorkaroundWithdrawn':
      return { who, rest: workaroundEntryText.withdrawn(named(body.workaroundId)), quote: body.reason }
    default:
      return null
  }
}

function clockLine({ body, actor }: RecordedEvent): EntryLine | null {
  if (body.type === 'EscalationAcknowledged') return { who: actor.name, rest: clockEntryText.acknowledged }
  if (body.type !== 'ClockWarned') return null
  const told = clockEntryText.told(list(body.tells.map((target) => clockEntryText.targets[target])))
  const minutes = /^WARN_(\d+)$/.exec(body.step)?.[1]
  if (minutes !== undefined)
    return { who: '', rest: clockEntryText.warned(body.kind, Number(minutes)) + told }
  const words = body.step.startsWith('LATE_') ? clockEntryText.stillLate : clockEntryText.reminded
  return { who: '', rest: words(body.kind) + told }
}

function endLine({ body, actor }: RecordedEvent, { partyName }: LineFacts): EntryLine | null {
  const who = actor.name
  switch (body.type) {
    case 'ResolutionSigned':
      return { who, rest: resolutionEntryText.signed(partyName(body.party)), tone: 'met' }
    case 'ResolutionRejected':
      return {
        who,
        rest: resolutionEntryText.rejected(partyName(body.party)),
        quote: body.reason,
        tone: 'risk',
      }
    case 'IssueResolved':
      return { who: resolutionEntryText.resolved, rest: resolutionEntryText.resolvedLine, tone: 'met' }
    case 'Reopened':
      return { who, rest: resolutionEntryText.reopened, quote: body.reason, tone: 'risk' }
    case 'ReclassificationProposed':
      return { who, rest: resolutionEntryText.reclassificationProposed, quote: body.reason }
    case 'ReclassificationDeclined':
      return { who, rest: resolutionEntryText.reclassificationDeclined, quote: body.reason }
    case 'Reclassified':
      return { who, rest: resolutionEntryText.reclassified }
    default:
      return null
  }
}
