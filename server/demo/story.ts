// The demo's incident: what everybody did in the 58 minutes before the first start, told through the same commands
// that people use. Times count back from that start, so that an update is due twelve minutes and forty seconds later.

import { createHash } from 'node:crypto'
import { judgeAttempts } from '../../domain/incident/availability.ts'
import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { Room } from '../../domain/incident/state.ts'
import type { PersonId } from '../../domain/ids.ts'
import { epochOf, type Instant, type Millis, MINUTE, plus, SECOND } from '../../domain/time.ts'
import { AISHA, DIMAS, MAEVE, NUSANTARA, PRIYA, RANI } from './cast.ts'
import { monitorLog } from './monitor-log.ts'

/** One thing that somebody did. */
export interface Step {
  /** How long before the first start. */
  readonly before: Millis
  readonly by: PersonId
  /** Made when its turn comes: some commands answer what stands in the room by then. */
  readonly command: (room: Room | null) => PersonCommand
  /** Content of the file that the command refers to. */
  readonly brings?: string | undefined
}

const ago = (minutes: number, seconds = 0): Millis => minutes * MINUTE + seconds * SECOND

/** The report, with which it begins. */
export const STORY_BEGINS = ago(57, 40)
const CALL_ANSWERED = ago(53, 26)
const CALLED_BACK = ago(44, 45)
const API_FAILED_FROM = ago(61)
const API_BACK = ago(20, 26)
const SMTP_FAILED_FROM = ago(58, 57)
const EVIDENCE_UNTIL = ago(4)
const MONITORED_FROM = ago(62)

/** In order; `start` is the first start of the demo. */
export function story(start: Instant): readonly Step[] {
  const at = (before: Millis): Instant => plus(start, -before)
  return [...firstContact(at), ...working(at), ...latest(at)]
}

type At = (before: Millis) => Instant

const firstContact = (at: At): readonly Step[] => [
  step(STORY_BEGINS, RANI, {
    type: 'reportIssue',
    contactName: null,
    accountId: NUSANTARA,
    channel: 'DASHBOARD',
    title: 'API sends return 503, SMTP injections time out',
    description: `All OTP and receipt mail stopped at about ${timeIn('Asia/Jakarta', at(API_FAILED_FROM))} our time. Every API call gets 503 and our SMTP relays time out.`,
  }),
  step(ago(51, 30), PRIYA, {
    type: 'takeIntake',
    accountId: NUSANTARA,
    company: 'Nusantara Pay',
    contactName: 'Rani Wulandari',
    contactPhone: '+62 21 5550 0142',
    contactEmail: 'rani@nusantarapay.example',
    description: `All OTP and receipt mail stopped at about ${timeIn('Asia/Jakarta', at(API_FAILED_FROM))}. Every API call gets 503 and our SMTP relays time out.`,
    receivedAt: at(CALL_ANSWERED),
    failing: ['API', 'SMTP'],
    title: null,
    separateFrom: [],
  }),
  step(ago(50, 50), MAEVE, { type: 'assignAgent', agentId: MAEVE, handOverNote: null }),
  step(CALLED_BACK, MAEVE, {
    type: 'recordCallback',
    reached: 'Rani Wulandari',
    occurredAt: at(CALLED_BACK),
    information:
      'API and SMTP both fail against ap-se-2, from two networks. Nothing was changed on their side. Updates every 30 minutes agreed on the call.',
  }),
]

const working = (at: At): readonly Step[] => [
  step(ago(44, 30), MAEVE, { type: 'proposeCadence', everyMinutes: 30, duringWorkaround: true }),
  {
    before: ago(44, 20),
    by: RANI,
    command: (room) => ({ type: 'agreeCadence', proposalId: openProposal(room) }),
  },
  step(ago(32), AISHA, {
    type: 'postNote',
    text: `Edge certificate on ap-se-2 expired ${timeIn('Europe/Dublin', at(API_FAILED_FROM))}, Network is reissuing. Don’t name the cause yet.`,
    replyTo: null,
  }),
  step(ago(21, 10), MAEVE, {
    type: 'recordWorkaround',
    title: 'Send API traffic to the eu-west endpoint',
    steps: 'Set the base URL to api.eu-west.halyard.example. SMTP stays on ap-se-2 and is still failing.',
    limits: 'API only. Expect about 180 ms more per call.',
    undo: 'Set the base URL back to api.ap-se-2.halyard.example.',
    validUntil: null,
  }),
  step(ago(17, 20), MAEVE, {
    type: 'postUpdate',
    nature: 'TLS handshakes to our ap-se-2 edge fail, so API calls return 503.',
    status: 'IDENTIFIED',
    expectation: { kind: 'TIME', at: wholeMinute(at(ago(-85))), confidence: 'MEDIUM' },
  }),
]

const latest = (at: At): readonly Step[] => [
  step(ago(15, 30), DIMAS, {
    type: 'postMessage',
    text: 'API confirmed on eu-west from both of our networks.',
    replyTo: null,
  }),
  step(ago(13), RANI, {
    type: 'postMessage',
    text: 'API traffic is recovering on our side. SMTP carries our OTP mail, so could updates come more often until that is back?',
    replyTo: null,
  }),
  evidence(at),
  step(ago(1, 20), MAEVE, { type: 'proposeCadence', everyMinutes: 20, duringWorkaround: true }),
]

/** What their sending monitor had counted, second by second (UNA-1). */
function evidence(at: At): Step {
  const log = monitorLog(at(MONITORED_FROM), at(EVIDENCE_UNTIL), [
    { channel: 'API', from: at(API_FAILED_FROM), until: at(API_BACK) },
    { channel: 'SMTP', from: at(SMTP_FAILED_FROM), until: at(EVIDENCE_UNTIL) },
  ])
  const file = {
    fileName: 'sending-monitor.csv',
    size: Buffer.byteLength(log.text),
    sha256: createHash('sha256').update(log.text).digest('hex'),
  }
  return {
    ...step(ago(3, 30), DIMAS, { type: 'attachEvidence', ...file, ...judgeAttempts(log.attempts) }),
    brings: log.text,
  }
}

const step = (before: Millis, by: PersonId, command: PersonCommand): Step => ({
  before,
  by,
  command: () => command,
})

function openProposal(room: Room | null) {
  const proposal = room?.cadenceProposal
  if (proposal == null) throw new Error('the story agrees to a cadence that nobody proposed')
  return proposal.id
}

const wholeMinute = (instant: Instant): Instant => plus(instant, MINUTE - (epochOf(instant) % MINUTE))

const timeIn = (timeZone: string, at: Instant): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(epochOf(at))
