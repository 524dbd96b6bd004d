// What people do in a room: for everybody the commands that role and phase allow, with content that fits what their own
// copy shows. Nobody looks at anything else, so that they contradict each other as people do.

import type { PersonCommand, PersonCommandType } from '../../domain/incident/commands.ts'
import { isPermitted, PERMISSIONS } from '../../domain/incident/permissions.ts'
import { openReclassification, openResolution, phaseOf, type Room } from '../../domain/incident/state.ts'
import type { EventId } from '../../domain/ids.ts'
import type { Person } from '../../domain/people.ts'
import { type Instant, MINUTE, plus } from '../../domain/time.ts'
import type { RoomView } from '../../replica/api.ts'
import { nusantara } from '../support/accounts.ts'
import { agent } from '../support/people.ts'
import { markOf } from '../support/sealed-story.ts'
import type { Chance } from './chance.ts'

/** Stands in every internal text, so that it can be looked for where it must not be. */
export const INTERNAL_MARK = 'between us'

export interface Situation {
  readonly me: Person
  readonly view: RoomView
  /** Server time as this person's copy estimates it. */
  readonly now: Instant
  readonly chance: Chance
  /** A text that nobody wrote before. */
  readonly text: () => string
}

type Makers = {
  readonly [Type in PersonCommandType]: (situation: Situation, room: Room) => PersonCommand | null
}

const NOTHING = (): null => null
const anEntry = ({ view, chance }: Situation): EventId | null =>
  view.entries.length === 0 ? null : chance.pick(view.entries).event.id
const aReply = (situation: Situation): EventId | null =>
  situation.chance.percent(20) ? anEntry(situation) : null
const anAudience = ({ me, chance }: Situation) =>
  me.party === 'PROVIDER' && chance.percent(50) ? ('INTERNAL' as const) : ('SHARED' as const)
const marked = (situation: Situation, isInternal: boolean) =>
  isInternal ? `${situation.text()} ${INTERNAL_MARK}` : situation.text()

const MAKERS: Makers = {
  reportIssue: NOTHING,
  takeIntake: (situation) => intake(situation),
  assignAgent: (situation) => ({
    type: 'assignAgent',
    agentId: situation.me.role === 'AGENT' ? situation.me.id : agent.id,
    handOverNote: situation.chance.percent(70) ? `${situation.text()} ${INTERNAL_MARK}` : null,
  }),
  recordCallbackAttempt: () => ({ type: 'recordCallbackAttempt', number: '021 5550 0142', outcome: 'BUSY' }),
  recordCallback: (situation) => ({
    type: 'recordCallback',
    reached: 'Rani Wulandari',
    occurredAt: situation.now,
    information: situation.text(),
  }),
  postMessage: (situation) => ({
    type: 'postMessage',
    text: situation.text(),
    replyTo: aReply(situation),
  }),
  postNote: (situation) => ({
    type: 'postNote',
    text: `${situation.text()} ${INTERNAL_MARK}`,
    replyTo: aReply(situation),
  }),
  postUpdate: (situation) => ({
    type: 'postUpdate',
    nature: situation.text(),
    status: situation.chance.pick(['INVESTIGATING', 'IDENTIFIED', 'MITIGATING']),
    expectation: { kind: 'TIME', at: plus(situation.now, 300 * MINUTE), confidence: 'LOW' },
  }),
  requestUpdate: () => ({ type: 'requestUpdate' }),
  proposeCadence: ({ chance }) => ({
    type: 'proposeCadence',
    everyMinutes: chance.between(5, 30),
    duringWorkaround: chance.percent(30),
  }),
  agreeCadence: (_, { cadenceProposal }) =>
    cadenceProposal === null ? null : { type: 'agreeCadence', proposalId: cadenceProposal.id },
  declineCadence: (situation, { cadenceProposal }) =>
    cadenceProposal === null
      ? null
      : {
          type: 'declineCadence',
          proposalId: cadenceProposal.id,
          reason: situation.text(),
          counterMinutes: situation.chance.percent(50) ? 20 : null,
        },
  withdrawCadence: (_, { cadenceProposal }) =>
    cadenceProposal === null ? null : { type: 'withdrawCadence', proposalId: cadenceProposal.id },
  recordWorkaround: (situation) => ({
    type: 'recordWorkaround',
    title: situation.text(),
    steps: 'Send through the other region.',
    limits: null,
    undo: null,
    validUntil: null,
  }),
  acceptWorkaround: (situation, room) => {
    const workaroundId = aWorkaround(situation, room)
    return workaroundId === null ? null : { type: 'acceptWorkaround', workaroundId }
  },
  rejectWorkaround: (situation, room) => {
    const workaroundId = aWorkaround(situation, room)
    return workaroundId === null ? null : { type: 'rejectWorkaround', workaroundId, reason: situation.text() }
  },
  withdrawWorkaround: (situation, room) => {
    const workaroundId = aWorkaround(situation, room)
    return workaroundId === null
      ? null
      : { type: 'withdrawWorkaround', workaroundId, reason: situation.text() }
  },
  attachEvidence: NOTHING,
  attachFile: (situation) => {
    const audience = anAudience(situation)
    const name = marked(situation, audience === 'INTERNAL')
    return { type: 'attachFile', audience, name, mediaType: 'text/plain', size: 12, sha256: 'a'.repeat(64) }
  },
  escalate: (situation) => ({ type: 'escalate', to: 'SUPERVISOR', reason: situation.text() }),
  acknowledgeEscalation: ({ chance }, { escalations }) =>
    escalations.length === 0
      ? null
      : { type: 'acknowledgeEscalation', escalationId: chance.pick(escalations).id },
  proposeResolution: (situation) => ({
    type: 'proposeResolution',
    outcome: 'ENDED',
    statement: situation.text(),
    unavailabilityEndedAt: situation.now,
    cause: null,
    followUp: null,
  }),
  signResolution: ({ me }, room) => {
    const proposal = openResolution(room)
    if (proposal === null) return null
    return markOf(me, proposal)
  },
  rejectResolution: (situation, room) => {
    const proposal = openResolution(room)
    return proposal === null
      ? null
      : { type: 'rejectResolution', proposalId: proposal.id, reason: situation.text() }
  },
  reopen: (situation) => ({ type: 'reopen', reason: situation.text() }),
  proposeReclassification: (situation) =>
    situation.chance.percent(20) ? { type: 'proposeReclassification', reason: situation.text() } : null,
  agreeReclassification: ({ chance }, room) => {
    const proposal = openReclassification(room)
    // Rarely: it ends the room.
    return proposal === null || !chance.percent(25)
      ? null
      : { type: 'agreeReclassification', proposalId: proposal.id }
  },
  declineReclassification: (situation, room) => {
    const proposal = openReclassification(room)
    return proposal === null
      ? null
      : { type: 'declineReclassification', proposalId: proposal.id, reason: situation.text() }
  },
  annotate: (situation) => {
    const refersTo = anEntry(situation)
    const audience = anAudience(situation)
    return refersTo === null
      ? null
      : { type: 'annotate', audience, refersTo, text: marked(situation, audience === 'INTERNAL') }
  },
  correct: (situation) => {
    const mine = situation.view.entries.filter(
      ({ event }) => event.actor.personId === situation.me.id && event.body.type === 'MessagePosted',
    )
    return mine.length === 0
      ? null
      : { type: 'correct', refersTo: situation.chance.pick(mine).event.id, text: situation.text() }
  },
}

const TYPES = Object.keys(PERMISSIONS) as PersonCommandType[]

/** Something this person may ask for in this room now, or null. */
export function someCommand(situation: Situation): PersonCommand | null {
  const { room } = situation.view
  if (room === null) return null
  const allowed = TYPES.filter((type) => isPermitted(type, situation.me.role, phaseOf(room)))
  for (let tries = 0; tries < 5 && allowed.length > 0; tries++) {
    const command = MAKERS[situation.chance.pick(allowed)](situation, room)
    if (command !== null) return command
  }
  return null
}

/** A ticket that opens a room: by phone where the person takes calls, else in the app. */
export function opening(situation: Omit<Situation, 'view'>): PersonCommand {
  if (situation.me.party === 'PROVIDER' && situation.chance.percent(70)) return intake(situation)
  return {
    type: 'reportIssue',
    contactName: null,
    accountId: nusantara.id,
    channel: 'DASHBOARD',
    title: situation.text(),
    description: situation.text(),
  }
}

const intake = ({ now, text }: Omit<Situation, 'view'>): PersonCommand => ({
  type: 'takeIntake',
  accountId: nusantara.id,
  company: 'Nusantara Pay',
  contactName: 'Rani Wulandari',
  contactPhone: '021 5550 0142',
  contactEmail: null,
  description: text(),
  receivedAt: plus(now, -MINUTE),
  failing: ['API'],
  title: null,
  separateFrom: [],
})

const aWorkaround = ({ chance }: Situation, { workarounds }: Room): EventId | null =>
  workarounds.length === 0 ? null : chance.pick(workarounds).id
