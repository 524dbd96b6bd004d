// Who may ask for what, and when: every role by every command by every phase, against a table written out here by
// hand, so that a change of the one in the code is seen.

import { describe, expect, it } from 'vitest'
import type { PersonCommandType } from '../../../domain/incident/commands.ts'
import { decide } from '../../../domain/incident/decide.ts'
import { isPermitted } from '../../../domain/incident/permissions.ts'
import { type Phase, phaseOf } from '../../../domain/incident/state.ts'
import type { Role } from '../../../domain/people.ts'
import { nusantara, tagus } from '../../support/accounts.ts'
import { at, given } from '../../support/given.ts'
import { contextFor, emptyLedger, type Ledger } from '../../support/ledger.ts'
import { admin, agent, insiders, people, personOfRole, stranger, supervisor } from '../../support/people.ts'
import { COMMAND_TYPES, sampleOf } from '../../support/sample-commands.ts'
import { historyOf } from '../../support/story.ts'

const PHASES = Object.keys(historyOf) as Phase[]
const ROLES = Object.keys(personOfRole) as Role[]
const rooms = Object.fromEntries(PHASES.map((phase) => [phase, given(...historyOf[phase]).ledger])) as Record<
  Phase,
  Ledger
>

// One letter a role: Contact, siGnatory, Representative, Agent, Tam, Supervisor.
// One a phase: - none yet, r reported, a awaiting callback, p in progress, w workaround in place,
// s resolution proposed, D resolved, C reclassified.
const TABLE: Readonly<Record<PersonCommandType, readonly [roles: string, phases: string]>> = {
  reportIssue: ['CGRATS', '-'],
  takeIntake: ['R A S', '-r'],
  assignAgent: ['A S', 'rapws'],
  recordCallbackAttempt: ['A', 'a'],
  recordCallback: ['A', 'a'],
  postMessage: ['CGRATS', 'rapws'],
  postNote: ['RATS', 'rapws'],
  postUpdate: ['ATS', 'rapws'],
  requestUpdate: ['CG', 'rapws'],
  proposeCadence: ['GATS', 'rapws'],
  agreeCadence: ['GATS', 'rapws'],
  declineCadence: ['GATS', 'rapws'],
  withdrawCadence: ['GATS', 'rapws'],
  recordWorkaround: ['ATS', 'pws'],
  acceptWorkaround: ['G', 'pws'],
  rejectWorkaround: ['G', 'pws'],
  withdrawWorkaround: ['A S', 'pws'],
  attachEvidence: ['CGRATS', 'rapws'],
  attachFile: ['CGRATS', 'rapws'],
  escalate: ['CGRATS', 'rapws'],
  acknowledgeEscalation: ['ATS', 'rapws'],
  proposeResolution: ['CGATS', 'pws'],
  signResolution: ['GATS', 'pwsD'],
  rejectResolution: ['GATS', 'pwsD'],
  reopen: ['CGATS', 'D'],
  proposeReclassification: ['CGATS', 'rapws'],
  agreeReclassification: ['GATS', 'rapws'],
  declineReclassification: ['GATS', 'rapws'],
  annotate: ['CGRATS', 'rapwsDC'],
  correct: ['CGRATS', 'rapws'],
}

const LETTER: Readonly<Record<Role | Phase | 'NONE', string>> = {
  CONTACT: 'C',
  SIGNATORY: 'G',
  REPRESENTATIVE: 'R',
  AGENT: 'A',
  TAM: 'T',
  SUPERVISOR: 'S',
  ADMIN: '!',
  NONE: '-',
  REPORTED: 'r',
  AWAITING_CALLBACK: 'a',
  IN_PROGRESS: 'p',
  WORKAROUND_IN_PLACE: 'w',
  RESOLUTION_PROPOSED: 's',
  RESOLVED: 'D',
  RECLASSIFIED: 'C',
}

const hasRole = (type: PersonCommandType, role: Role) => TABLE[type][0].includes(LETTER[role])
const hasPhase = (type: PersonCommandType, phase: Phase | 'NONE') => TABLE[type][1].includes(LETTER[phase])

/** The code of the refusal, or null where the command itself was looked at. */
function guardOf(type: PersonCommandType, role: Role, ledger: Ledger): string | null {
  const command = sampleOf(type)
  const decision = decide(ledger.room, command, contextFor(ledger, command, personOfRole[role], at(60)))
  if (decision.ok) return null
  const { code } = decision.rejection
  return ['NOT_PERMITTED', 'WRONG_PHASE', 'NOT_FOUND', 'ALREADY_EXISTS'].includes(code) ? code : null
}

it('has a history for each phase that ends in it', () => {
  for (const phase of PHASES) expect(rooms[phase].room && phaseOf(rooms[phase].room)).toBe(phase)
})

describe.each(COMMAND_TYPES)('%s', (type) => {
  it('[PER-1] is refused to every role that the table does not name, in every phase', () => {
    for (const role of ROLES.filter((candidate) => !hasRole(type, candidate)))
      for (const ledger of [emptyLedger(), ...Object.values(rooms)])
        expect([role, guardOf(type, role, ledger)]).toEqual([role, 'NOT_PERMITTED'])
  })

  it('[PER-2] is refused in every phase that the table does not name, and says in which the room is', () => {
    for (const role of ROLES.filter((candidate) => hasRole(type, candidate)))
      for (const phase of PHASES.filter((candidate) => !hasPhase(type, candidate))) {
        const command = sampleOf(type)
        const ctx = contextFor(rooms[phase], command, personOfRole[role], at(60))
        const rejection = type === 'reportIssue' ? { code: 'ALREADY_EXISTS' } : { code: 'WRONG_PHASE', phase }
        expect(decide(rooms[phase].room, command, ctx)).toEqual({ ok: false, rejection })
      }
  })

  it('[PER-1] [PER-2] is looked at for the roles and phases that the table names', () => {
    for (const role of ROLES.filter((candidate) => hasRole(type, candidate)))
      for (const phase of PHASES.filter((candidate) => hasPhase(type, candidate))) {
        const guard = guardOf(type, role, rooms[phase])
        // Whose turn it is to take over or to sign is a fact of the room, not of the table.
        const byFact = ['assignAgent', 'signResolution', 'rejectResolution'].includes(type)
        expect(byFact && guard === 'NOT_PERMITTED' ? null : guard).toBeNull()
      }
  })

  it('[PER-1] [PER-2] answers the interface’s question alike', () => {
    for (const role of ROLES)
      for (const phase of ['NONE', ...PHASES] as const)
        expect([role, phase, isPermitted(type, role, phase)]).toEqual([
          role,
          phase,
          hasRole(type, role) && hasPhase(type, phase),
        ])
  })

  it('[ACC-2] a room of another account answers like one that is not there', () => {
    for (const phase of PHASES) {
      const command = sampleOf(type, tagus.id)
      const there = contextFor(rooms[phase], command, stranger, at(60))
      const missing = { ...there, account: null }
      const refused = decide(rooms[phase].room, command, there)
      expect(refused).toMatchObject({ ok: false })
      if (type !== 'reportIssue') expect(decide(null, command, missing)).toEqual(refused)
    }
  })
})

it('[ACC-1] a customer’s person reaches rooms of the own account only', () => {
  const message = { type: 'postMessage', text: 'Hello', replyTo: null } as const
  for (const person of insiders)
    expect(
      given(...historyOf.REPORTED)
        .as(person)
        .when(message).events,
    ).toHaveLength(1)
  given(...historyOf.REPORTED)
    .as(stranger)
    .when(message)
    .thenRejected({ code: 'NOT_FOUND' })
  given(...historyOf.REPORTED)
    .as(admin)
    .when(message)
    .thenRejected({ code: 'NOT_PERMITTED' })
})

it('[ACC-1] a customer’s person reports for the own account only', () => {
  const foreign = sampleOf('reportIssue', nusantara.id)
  given().as(stranger).at(0).when(foreign).thenRejected({ code: 'NOT_FOUND' })
  expect(given().as(stranger).at(0).when(sampleOf('reportIssue', tagus.id)).room.accountId).toBe(tagus.id)
})

it('[ACC-2] nobody acts in a room that is not there', () => {
  for (const person of people)
    for (const type of COMMAND_TYPES.filter((candidate) => !hasPhase(candidate, 'NONE'))) {
      const code = hasRole(type, person.role) ? 'NOT_FOUND' : 'NOT_PERMITTED'
      given().as(person).at(60).when(sampleOf(type)).thenRejected({ code })
    }
})

describe('a closed room', () => {
  it('[PHA-2] takes annotations and reopening alone once resolved', () => {
    const open = COMMAND_TYPES.filter((type) => hasPhase(type, 'RESOLVED'))
    expect(open).toEqual(['signResolution', 'rejectResolution', 'reopen', 'annotate'])
    // A late signature or rejection is looked at only to say what became of its proposal.
    for (const type of ['signResolution', 'rejectResolution'] as const) {
      const proposalId = rooms.RESOLVED.room?.resolutions[0]?.id ?? agent.id
      const command = { ...sampleOf(type), proposalId } as ReturnType<typeof sampleOf>
      const ctx = contextFor(rooms.RESOLVED, command, supervisor, at(60))
      expect(decide(rooms.RESOLVED.room, command, ctx)).toMatchObject({
        rejection: { code: 'ALREADY_ANSWERED' },
      })
    }
  })

  it('[PHA-2] takes annotations alone once reclassified', () => {
    expect(COMMAND_TYPES.filter((type) => hasPhase(type, 'RECLASSIFIED'))).toEqual(['annotate'])
  })
})
