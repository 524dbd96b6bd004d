// Participants: which agent owns the room. Taking over from somebody carries a summary note, which is internal;
// who owned the room when is what coverage is derived from (CRI-5). Rules OWN-n.

import type { PersonId } from '../ids.ts'
import { invalid, optionalText, requireText, TEXT_MAX } from '../input.ts'
import { replaceLast } from '../replaced.ts'
import { accept, type Decision, type NewEvent, reject } from '../result.ts'
import type { Context } from './context.ts'
import type { NotePosted } from './conversation.ts'
import type { Recorded } from './recorded.ts'
import { ownerOf, type Room } from './state.ts'

export interface AssignAgent {
  readonly type: 'assignAgent'
  readonly agentId: PersonId
  /** Required when somebody else has the room now. */
  readonly handOverNote: string | null
}

export interface AgentAssigned {
  readonly type: 'AgentAssigned'
  readonly agentId: PersonId
  readonly agentName: string
  readonly previousAgentId: PersonId | null
  readonly previousAgentName: string | null
}

export function decideAssign(
  room: Room,
  command: AssignAgent,
  ctx: Context,
): Decision<AgentAssigned | NotePosted> {
  const { actor, assignee } = ctx
  if (actor?.role !== 'SUPERVISOR' && actor?.id !== command.agentId) return reject({ code: 'NOT_PERMITTED' })
  if (assignee === null || assignee.role !== 'AGENT') return reject(invalid('agentId', 'NOT_FOUND'))
  const previous = ownerOf(room)
  if (previous?.agentId === assignee.id) return reject({ code: 'ALREADY_ASSIGNED' })
  const note = command.handOverNote ?? ''
  const wrong =
    previous === null
      ? optionalText('handOverNote', command.handOverNote, TEXT_MAX)
      : requireText('handOverNote', note, TEXT_MAX)
  if (wrong !== null) return reject(wrong)
  const assigned: NewEvent<AgentAssigned> = {
    audience: 'SHARED',
    body: {
      type: 'AgentAssigned',
      agentId: assignee.id,
      agentName: assignee.name,
      previousAgentId: previous?.agentId ?? null,
      previousAgentName: previous?.agentName ?? null,
    },
  }
  if (note.trim() === '') return accept(assigned)
  const handOver = { type: 'NotePosted', text: note.trim(), replyTo: null, handOver: true } as const
  return accept<AgentAssigned | NotePosted>(assigned, { audience: 'INTERNAL', body: handOver })
}

export function evolveAssigned(room: Room, event: Recorded<AgentAssigned>): Room {
  const { agentId, agentName } = event.body
  const ended = replaceLast(
    room.coverage,
    ({ until }) => until === null,
    (spell) => ({ ...spell, until: event.recordedAt }),
  )
  const known = room.knownProviders.includes(agentId)
    ? room.knownProviders
    : [...room.knownProviders, agentId]
  return {
    ...room,
    coverage: [...ended, { agentId, agentName, from: event.recordedAt, until: null }],
    knownProviders: known,
  }
}
