// What has happened in the scripted room before one looks at it, told as commands at minutes before now. A story can
// be seen at every stage: `stage` is where it stops.

import type { PersonCommand } from '../../domain/incident/commands.ts'
import type { Room } from '../../domain/incident/state.ts'
import { toEventId } from '../../domain/ids.ts'
import { type Instant, instantAt, epochOf, MINUTE, plus, SECOND } from '../../domain/time.ts'
import { createScriptedLog, type ScriptedLog } from './scripted-log.ts'
import { account, type CastName, people } from './scripted-people.ts'

export const stages = [
  'reported',
  'callback',
  'working',
  'breach',
  'workaround',
  'proposed',
  'resolved',
  'reopened',
  'reclassified',
] as const
export type Stage = (typeof stages)[number]

/** What to do may depend on the room, e.g. on the id of a proposal. */
type Line = readonly [
  minutesBefore: number,
  who: CastName,
  what: PersonCommand | ((room: Room, at: Instant) => PersonCommand),
]

const reported: readonly Line[] = [
  [
    55.5,
    'rani',
    {
      type: 'reportIssue',
      contactName: null,
      accountId: account.id,
      channel: 'DASHBOARD',
      title: 'API sends return 503, SMTP injections time out',
      description: 'Since 14:05 every API call gets a 503 and our SMTP relays time out.',
    },
  ],
]

const intake: readonly Line[] = [
  [
    51.6,
    'priya',
    (_room, at) => ({
      type: 'takeIntake',
      accountId: account.id,
      company: 'Nusantara Pay',
      contactName: 'Rani Wulandari',
      contactPhone: '+62 21 5550 0142',
      contactEmail: 'rani@nusantarapay.example',
      description:
        'All OTP and receipt mail stopped at about 14:05. Every API call gets 503 and our SMTP relays time out.',
      receivedAt: plus(at, -1.83 * MINUTE),
      failing: ['API', 'SMTP'],
      title: null,
      separateFrom: [],
    }),
  ],
  [50.9, 'maeve', { type: 'assignAgent', agentId: people.maeve.id, handOverNote: null }],
  [48.4, 'maeve', { type: 'recordCallbackAttempt', number: '+62 21 5550 0142', outcome: 'BUSY' }],
]

const working: readonly Line[] = [
  [
    44.2,
    'maeve',
    (_room, at) => ({
      type: 'recordCallback',
      reached: 'Rani Wulandari',
      occurredAt: plus(at, -32 * SECOND),
      information: 'Both channels fail from two regions. Nothing was changed on their side.',
    }),
  ],
  [44, 'maeve', { type: 'proposeCadence', everyMinutes: 30, duringWorkaround: false }],
  [43.6, 'rani', (room) => ({ type: 'agreeCadence', proposalId: room.cadenceProposal?.id ?? toEventId('') })],
  [
    32,
    'aisha',
    {
      type: 'postNote',
      text: 'Edge certificate on ap-se-2 expired 07:04, Network is reissuing. Don’t name the cause yet.',
      replyTo: null,
    },
  ],
  [
    21.2,
    'maeve',
    {
      type: 'recordWorkaround',
      title: 'send API traffic to the eu-west endpoint',
      steps: 'Set the base URL to api.eu-west.halyard.example.',
      limits: 'SMTP stays on ap-se-2 and is still failing.',
      undo: 'Set the base URL back.',
      validUntil: null,
    },
  ],
  [
    17.3,
    'maeve',
    (_room, at) => ({
      type: 'postUpdate',
      nature: 'TLS handshakes to our ap-se-2 edge fail, so API calls return 503.',
      status: 'IDENTIFIED',
      expectation: {
        kind: 'TIME',
        at: instantAt(Math.ceil(epochOf(at) / (30 * MINUTE)) * 30 * MINUTE + 60 * MINUTE),
        confidence: 'MEDIUM',
      },
    }),
  ],
  [
    13.4,
    'rani',
    {
      type: 'postMessage',
      text: 'API traffic is recovering on our side. SMTP carries our OTP mail, so could updates come more often until that is back?',
      replyTo: null,
    },
  ],
  [
    6,
    'dimas',
    (_room, at) => {
      const from = instantAt(Math.floor(epochOf(at) / 1000) * 1000 - 50 * MINUTE)
      return {
        type: 'attachEvidence',
        fileName: 'attempts-18-nov.ndjson',
        size: 1_310_442,
        sha256: '9f3a71c208de44b1'.repeat(4),
        channels: [
          {
            channel: 'API',
            unavailableSeconds: 2434,
            intervals: [{ from, until: plus(from, 2434 * SECOND) }],
          },
          {
            channel: 'SMTP',
            unavailableSeconds: 2880,
            intervals: [{ from: plus(from, 60 * SECOND), until: plus(from, 2940 * SECOND) }],
          },
        ],
        eitherSeconds: 2940,
      }
    },
  ],
  [1.5, 'maeve', { type: 'proposeCadence', everyMinutes: 20, duringWorkaround: false }],
]

const workaround: readonly Line[] = [
  [
    1.2,
    'rani',
    (room) => ({ type: 'acceptWorkaround', workaroundId: room.workarounds[0]?.id ?? toEventId('') }),
  ],
]

const proposed: readonly Line[] = [
  [
    1,
    'maeve',
    (_room, at) => ({
      type: 'proposeResolution',
      outcome: 'ENDED',
      statement:
        'An expired TLS certificate on our ap-se-2 edge made every API call from your account return 503 and every SMTP injection time out. The certificate was reissued and rolled out.',
      unavailabilityEndedAt: plus(at, -4 * MINUTE),
      cause: 'Certificate of the ap-se-2 edge expired',
      followUp: 'Root cause report by Friday, Tiago Lemos.',
    }),
  ],
]

const signed: readonly Line[] = (['maeve', 'rani'] as const).map(
  (who, index): Line => [
    0.8 - index * 0.2,
    who,
    (room) => ({
      type: 'signResolution',
      proposalId: room.resolutions[0]?.id ?? toEventId(''),
      digest: room.resolutions[0]?.digest ?? '',
      publicKey: `scripted-${who}`,
      signature: 'scripted',
    }),
  ],
)

const reopened: readonly Line[] = [
  [0.3, 'rani', { type: 'reopen', reason: 'Since 15:04 a third of our OTP mail times out again.' }],
]

const reclassified: readonly Line[] = [
  [
    0.9,
    'maeve',
    { type: 'proposeReclassification', reason: 'Sending never stopped: it was slow for one hour.' },
  ],
  [
    0.5,
    'rani',
    (room) => ({ type: 'agreeReclassification', proposalId: room.reclassifications[0]?.id ?? toEventId('') }),
  ],
]

const scripts: Readonly<Record<Stage, readonly Line[]>> = {
  reported,
  callback: [...reported, ...intake].map(([before, who, what]): Line => [before - 40, who, what]),
  working: [...reported, ...intake, ...working],
  breach: [...reported, ...intake, ...working.filter(([, who]) => who !== 'dimas')].map(
    ([before, who, what]): Line => [before + 15, who, what],
  ),
  workaround: [...reported, ...intake, ...working, ...workaround],
  proposed: [...reported, ...intake, ...working, ...proposed],
  resolved: [...reported, ...intake, ...working, ...proposed, ...signed],
  reopened: [...reported, ...intake, ...working, ...proposed, ...signed, ...reopened],
  reclassified: [...reported, ...intake, ...working, ...reclassified],
}

/** The room's log up to `now`, with every warning and breach that the clocks bring about on the way. */
export function tell(stage: Stage, now: Instant): ScriptedLog {
  const log = createScriptedLog()
  for (const [before, who, what] of scripts[stage]) {
    const at = plus(now, -before * MINUTE)
    log.fire(at)
    const room = log.room()
    const command = typeof what === 'function' ? what(room as Room, at) : what
    const refused = log.record(command, people[who], at)
    if (refused !== null) throw new Error(`${command.type} was refused: ${JSON.stringify(refused)}`)
  }
  log.fire(now)
  return log
}
