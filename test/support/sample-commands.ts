// At least one command of every type, with every optional field once filled and once left out. The compiler keeps the
// table complete: a new command does not compile until it has a sample.

import type { PersonCommand, PersonCommandType } from '../../domain/incident/commands.ts'
import { toEventId, toRoomId } from '../../domain/ids.ts'
import { nusantara } from './accounts.ts'
import { at } from './given.ts'
import { agent } from './people.ts'
import { callback, type CommandOf, report, resolution, takeIntake, update, workaround } from './story.ts'

type Samples = { readonly [Type in PersonCommandType]: readonly CommandOf<Type>[] }

const proposalId = toEventId('event-proposal')
const workaroundId = toEventId('event-workaround')
const refersTo = toEventId('event-message')

export const SAMPLES: Samples = {
  reportIssue: [report(), report({ channel: 'EMAIL' }), report({ channel: 'HOTLINE' })],
  takeIntake: [
    takeIntake({ failing: ['API', 'SMTP', 'SOME'], title: 'Down', separateFrom: [toRoomId('room-2')] }),
    takeIntake({ contactName: null, contactEmail: null, description: null, failing: [] }),
  ],
  assignAgent: [
    { type: 'assignAgent', agentId: agent.id, handOverNote: null },
    { type: 'assignAgent', agentId: agent.id, handOverNote: 'Router team is on it.' },
  ],
  recordCallbackAttempt: (['NO_ANSWER', 'BUSY', 'VOICEMAIL'] as const).map((outcome) => ({
    type: 'recordCallbackAttempt',
    number: '+622155500142',
    outcome,
  })),
  recordCallback: [callback(), callback({ information: '' })],
  postMessage: [
    { type: 'postMessage', text: 'Halo 👋', replyTo: null },
    { type: 'postMessage', text: 'Yes.', replyTo: refersTo },
  ],
  postNote: [
    { type: 'postNote', text: 'Ours.', replyTo: null },
    { type: 'postNote', text: 'Ours.', replyTo: refersTo },
  ],
  postUpdate: [
    update({ status: 'INVESTIGATING' }),
    update({
      status: 'MITIGATING',
      expectation: { kind: 'RANGE', from: at(500), until: at(600), confidence: 'LOW' },
    }),
    update({ status: 'MONITORING', expectation: { kind: 'UNKNOWN', reason: 'Vendor', moreAt: at(700) } }),
  ],
  requestUpdate: [{ type: 'requestUpdate' }],
  proposeCadence: [
    { type: 'proposeCadence', everyMinutes: 30, duringWorkaround: false },
    { type: 'proposeCadence', everyMinutes: 1_440, duringWorkaround: true },
  ],
  agreeCadence: [{ type: 'agreeCadence', proposalId }],
  declineCadence: [
    { type: 'declineCadence', proposalId, reason: 'Too seldom.', counterMinutes: null },
    { type: 'declineCadence', proposalId, reason: null, counterMinutes: 20 },
  ],
  withdrawCadence: [{ type: 'withdrawCadence', proposalId }],
  recordWorkaround: [
    workaround(),
    workaround({ limits: '10/s', undo: 'Point it back.', validUntil: at(9_000) }),
  ],
  acceptWorkaround: [{ type: 'acceptWorkaround', workaroundId }],
  rejectWorkaround: [{ type: 'rejectWorkaround', workaroundId, reason: 'Cannot.' }],
  withdrawWorkaround: [{ type: 'withdrawWorkaround', workaroundId, reason: 'Loses mail.' }],
  attachEvidence: [
    {
      type: 'attachEvidence',
      fileName: 'attempts.csv',
      size: 4_096,
      sha256: 'b'.repeat(64),
      channels: [
        { channel: 'API', unavailableSeconds: 60, intervals: [{ from: at(1), until: at(2) }] },
        { channel: 'SMTP', unavailableSeconds: 0, intervals: [] },
      ],
      eitherSeconds: 60,
    },
  ],
  attachFile: (['SHARED', 'INTERNAL'] as const).map((audience) => ({
    type: 'attachFile',
    audience,
    name: 'trace.log',
    mediaType: 'text/plain',
    size: 12,
    sha256: 'a'.repeat(64),
  })),
  escalate: (['OWNER', 'ON_DUTY', 'SUPERVISOR', 'TAM'] as const).map((to) => ({
    type: 'escalate',
    to,
    reason: 'Nobody answers.',
  })),
  acknowledgeEscalation: [{ type: 'acknowledgeEscalation', escalationId: toEventId('event-escalation') }],
  proposeResolution: [
    resolution(),
    resolution({ outcome: 'WORKAROUND', unavailabilityEndedAt: null, cause: 'Router', followUp: 'A case' }),
  ],
  signResolution: [
    { type: 'signResolution', proposalId, digest: 'd'.repeat(64), publicKey: 'AA', signature: 'AA' },
    {
      type: 'signResolution',
      proposalId,
      digest: 'd'.repeat(64),
      publicKey: 'AA',
      signature: 'AA',
      protected: 'e30',
      certificate: 'a.b.c',
    },
  ],
  rejectResolution: [{ type: 'rejectResolution', proposalId, reason: 'Still failing.' }],
  reopen: [{ type: 'reopen', reason: 'It fails again.' }],
  proposeReclassification: [{ type: 'proposeReclassification', reason: 'One template.' }],
  agreeReclassification: [{ type: 'agreeReclassification', proposalId }],
  declineReclassification: [{ type: 'declineReclassification', proposalId, reason: 'All fail.' }],
  annotate: [
    { type: 'annotate', audience: 'SHARED', refersTo, text: 'See the trace.' },
    { type: 'annotate', audience: 'INTERNAL', refersTo, text: 'See the trace.' },
  ],
  correct: [{ type: 'correct', refersTo, text: 'The second region.' }],
}

export const COMMAND_TYPES = Object.keys(SAMPLES) as readonly PersonCommandType[]

export const sampleOf = (type: PersonCommandType, accountId = nusantara.id): PersonCommand => {
  const [sample] = SAMPLES[type]
  if (sample === undefined) throw new Error(`no sample of ${type}`)
  return 'accountId' in sample ? { ...sample, accountId } : sample
}
