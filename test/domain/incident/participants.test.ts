// Owners of a room: taking over, giving to somebody, and the note that goes with it.

import { describe, expect, it } from 'vitest'
import { toPersonId } from '../../../domain/ids.ts'
import { TEXT_MAX } from '../../../domain/input.ts'
import { ownerOf } from '../../../domain/incident/state.ts'
import { at, given, when } from '../../support/given.ts'
import { lastOf } from '../../support/ledger.ts'
import { agent, otherAgent, signatory, supervisor, tam } from '../../support/people.ts'
import { assigned, reported } from '../../support/story.ts'

const give = (agentId = agent.id, handOverNote: string | null = null) =>
  ({ type: 'assignAgent', agentId, handOverNote }) as const
const owned = [reported, when(3, assigned())]

describe('owner', () => {
  it('[OWN-1] an agent takes a room nobody has', () => {
    const after = given(reported).as(agent).at(3).when(give())
    after.thenFor([
      'SHARED',
      {
        type: 'AgentAssigned',
        agentId: agent.id,
        agentName: agent.name,
        previousAgentId: null,
        previousAgentName: null,
      },
    ])
    expect(ownerOf(after.room)).toEqual({
      agentId: agent.id,
      agentName: agent.name,
      from: at(3),
      until: null,
    })
  })

  it('[OWN-1] an agent gives it to nobody else, a supervisor does', () => {
    given(reported).as(agent).when(give(otherAgent.id)).thenRejected({ code: 'NOT_PERMITTED' })
    expect(ownerOf(given(reported).as(supervisor).when(give(otherAgent.id)).room)?.agentId).toBe(
      otherAgent.id,
    )
  })

  it.each([supervisor.id, tam.id, signatory.id, toPersonId('nobody')])('[OWN-2] %s cannot be owner', (id) => {
    given(reported).as(supervisor).when(give(id)).thenInvalid('agentId', 'NOT_FOUND')
  })

  it('[OWN-2] the owner does not become it again', () => {
    given(...owned)
      .as(agent)
      .when(give(agent.id, 'me again'))
      .thenRejected({ code: 'ALREADY_ASSIGNED' })
    given(...owned)
      .as(supervisor)
      .when(give(agent.id))
      .thenRejected({ code: 'ALREADY_ASSIGNED' })
  })
})

describe('hand-over', () => {
  it('[OWN-3] carries a note for the provider alone; that the owner changed is shared', () => {
    const after = given(...owned)
      .as(otherAgent)
      .at(9)
      .when(give(otherAgent.id, ' Waiting for the router team. '))
    after.thenFor(
      [
        'SHARED',
        {
          type: 'AgentAssigned',
          agentId: otherAgent.id,
          agentName: otherAgent.name,
          previousAgentId: agent.id,
          previousAgentName: agent.name,
        },
      ],
      [
        'INTERNAL',
        { type: 'NotePosted', text: 'Waiting for the router team.', replyTo: null, handOver: true },
      ],
    )
    expect(after.room.coverage).toEqual([
      { agentId: agent.id, agentName: agent.name, from: at(3), until: at(9) },
      { agentId: otherAgent.id, agentName: otherAgent.name, from: at(9), until: null },
    ])
    expect(after.ledger.log.find(({ id }) => id === lastOf(after.ledger, 'NotePosted'))?.sharedSeq).toBeNull()
  })

  it.each([null, '', '  '])('[OWN-3] without a note (%j) nobody takes a room from somebody', (note) => {
    given(...owned)
      .as(otherAgent)
      .when(give(otherAgent.id, note))
      .thenInvalid('handOverNote', 'REQUIRED')
    given(...owned)
      .as(supervisor)
      .when(give(otherAgent.id, note))
      .thenInvalid('handOverNote', 'REQUIRED')
  })

  it('[OWN-3] a note is taken with a first assignment too, within its length', () => {
    expect(given(reported).as(agent).when(give(agent.id, 'Known issue.')).events).toHaveLength(2)
    expect(given(reported).as(agent).when(give(agent.id, '  ')).events).toHaveLength(1)
    const tooLong = give(agent.id, 'x'.repeat(TEXT_MAX + 1))
    given(reported).as(agent).when(tooLong).thenInvalid('handOverNote', 'TOO_LONG')
    given(...owned)
      .as(otherAgent)
      .when({ ...tooLong, agentId: otherAgent.id })
      .thenInvalid('handOverNote', 'TOO_LONG')
  })
})
