// Who may ask for what, and when: one table of role and phase per command. The decider asks it first, and the
// interface asks it to show what a person can do. Rules PER-1 (role) and PER-2 (phase).

import { maySeeAccount, type Person, type Role } from '../people.ts'
import type { Rejection } from '../result.ts'
import type { PersonCommand, PersonCommandType } from './commands.ts'
import type { Context } from './context.ts'
import { type Phase, phaseOf, type Room } from './state.ts'

interface Permission {
  readonly roles: readonly Role[]
  /** NONE: the command opens a room that does not exist yet. */
  readonly phases: readonly (Phase | 'NONE')[]
}

const CUSTOMER: readonly Role[] = ['CONTACT', 'SIGNATORY']
const STAFF: readonly Role[] = ['REPRESENTATIVE', 'AGENT', 'TAM', 'SUPERVISOR']
/** Those who work the issue and answer for it. */
const WORKING: readonly Role[] = ['AGENT', 'TAM', 'SUPERVISOR']
const ANYONE: readonly Role[] = [...CUSTOMER, ...STAFF]
/** Those who can bind their party. */
const BINDING: readonly Role[] = ['SIGNATORY', ...WORKING]

const WORKED: readonly Phase[] = ['IN_PROGRESS', 'WORKAROUND_IN_PLACE', 'RESOLUTION_PROPOSED']
const LIVE: readonly Phase[] = ['REPORTED', 'AWAITING_CALLBACK', ...WORKED]
const ALWAYS: readonly Phase[] = [...LIVE, 'RESOLVED', 'RECLASSIFIED']

export const PERMISSIONS: Readonly<Record<PersonCommandType, Permission>> = {
  reportIssue: { roles: ANYONE, phases: ['NONE'] },
  takeIntake: { roles: ['REPRESENTATIVE', 'AGENT', 'SUPERVISOR'], phases: ['NONE', 'REPORTED'] },
  assignAgent: { roles: ['AGENT', 'SUPERVISOR'], phases: LIVE },
  recordCallbackAttempt: { roles: ['AGENT'], phases: ['AWAITING_CALLBACK'] },
  recordCallback: { roles: ['AGENT'], phases: ['AWAITING_CALLBACK'] },
  postMessage: { roles: ANYONE, phases: LIVE },
  postNote: { roles: STAFF, phases: LIVE },
  postUpdate: { roles: WORKING, phases: LIVE },
  requestUpdate: { roles: CUSTOMER, phases: LIVE },
  proposeCadence: { roles: BINDING, phases: LIVE },
  agreeCadence: { roles: BINDING, phases: LIVE },
  declineCadence: { roles: BINDING, phases: LIVE },
  withdrawCadence: { roles: BINDING, phases: LIVE },
  recordWorkaround: { roles: WORKING, phases: WORKED },
  acceptWorkaround: { roles: ['SIGNATORY'], phases: WORKED },
  rejectWorkaround: { roles: ['SIGNATORY'], phases: WORKED },
  withdrawWorkaround: { roles: ['AGENT', 'SUPERVISOR'], phases: WORKED },
  attachEvidence: { roles: ANYONE, phases: LIVE },
  attachFile: { roles: ANYONE, phases: LIVE },
  escalate: { roles: ANYONE, phases: LIVE },
  acknowledgeEscalation: { roles: WORKING, phases: LIVE },
  proposeResolution: { roles: [...CUSTOMER, ...WORKING], phases: WORKED },
  signResolution: { roles: BINDING, phases: [...WORKED, 'RESOLVED'] },
  rejectResolution: { roles: BINDING, phases: [...WORKED, 'RESOLVED'] },
  reopen: { roles: [...CUSTOMER, ...WORKING], phases: ['RESOLVED'] },
  proposeReclassification: { roles: [...CUSTOMER, ...WORKING], phases: LIVE },
  agreeReclassification: { roles: BINDING, phases: LIVE },
  declineReclassification: { roles: BINDING, phases: LIVE },
  annotate: { roles: ANYONE, phases: ALWAYS },
  correct: { roles: ANYONE, phases: LIVE },
}

/** Whether the table lets a role ask for a command in this phase; facts of the room may still say no. */
export function isPermitted(type: PersonCommandType, role: Role, phase: Phase | 'NONE'): boolean {
  const { roles, phases } = PERMISSIONS[type]
  return roles.includes(role) && phases.includes(phase)
}

/**
 * The one guard before every decision: role allowed, room visible, phase right, in this order. The role comes first
 * because it says nothing about any room: a room of another account answers exactly like one that does not
 * exist (ACC-2).
 */
export function refusal(room: Room | null, command: PersonCommand, ctx: Context): Rejection | null {
  const { actor } = ctx
  if (actor === null) return { code: 'NOT_FOUND' }
  const { roles, phases } = PERMISSIONS[command.type]
  if (!roles.includes(actor.role)) return { code: 'NOT_PERMITTED' }
  if (!isVisible(room, command, actor)) return { code: 'NOT_FOUND' }
  if (room === null) return phases.includes('NONE') ? null : { code: 'NOT_FOUND' }
  if (phases.includes(phaseOf(room))) return null
  return command.type === 'reportIssue'
    ? { code: 'ALREADY_EXISTS' }
    : { code: 'WRONG_PHASE', phase: phaseOf(room) }
}

function isVisible(room: Room | null, command: PersonCommand, actor: Person): boolean {
  if (room !== null) return maySeeAccount(actor, room.accountId)
  if (command.type === 'reportIssue' || command.type === 'takeIntake')
    return maySeeAccount(actor, command.accountId)
  return true
}
