// The fields of a periodic update as text, and the command they make. Times are typed as "08:50" in the writer's zone.

import type { Confidence, Expectation, UpdateStatus } from '../../../domain/incident/state.ts'
import type { PostUpdate } from '../../../domain/incident/updates.ts'
import type { Instant } from '../../../domain/time.ts'
import { nextTime } from '../../text/zones.ts'

export type UpdateFields = ReturnType<typeof blankUpdate>

export const blankUpdate = () => ({
  nature: '',
  status: 'INVESTIGATING',
  kind: 'TIME',
  confidence: 'MEDIUM',
  at: '',
  from: '',
  until: '',
  reason: '',
  moreAt: '',
})

type TimeName = 'at' | 'from' | 'until' | 'moreAt'

export type UpdateMade =
  | { readonly ok: true; readonly command: PostUpdate }
  /** This field holds no time. */
  | { readonly ok: false; readonly field: TimeName }

const STATUSES: readonly UpdateStatus[] = ['INVESTIGATING', 'IDENTIFIED', 'MITIGATING', 'MONITORING']
const CONFIDENCES: readonly Confidence[] = ['LOW', 'MEDIUM', 'HIGH']

export const statusOf = (text: string): UpdateStatus =>
  STATUSES.find((status) => status === text) ?? 'INVESTIGATING'

export const confidenceOf = (text: string): Confidence =>
  CONFIDENCES.find((confidence) => confidence === text) ?? 'MEDIUM'

export function kindOf(text: string): Expectation['kind'] {
  return text === 'RANGE' || text === 'UNKNOWN' ? text : 'TIME'
}

export function updateCommand(fields: UpdateFields, zone: string, now: Instant): UpdateMade {
  const expectation = expectationOf(fields, zone, now)
  if (typeof expectation === 'string') return { ok: false, field: expectation }
  const { nature, status } = fields
  return { ok: true, command: { type: 'postUpdate', nature, status: statusOf(status), expectation } }
}

/** The name of the field that holds no time, where one does not. */
function expectationOf(fields: UpdateFields, zone: string, now: Instant): Expectation | TimeName {
  const time = (name: TimeName) => nextTime(fields[name], zone, now)
  const confidence = confidenceOf(fields.confidence)
  switch (kindOf(fields.kind)) {
    case 'TIME': {
      const at = time('at')
      return at === null ? 'at' : { kind: 'TIME', at, confidence }
    }
    case 'RANGE': {
      const from = time('from')
      if (from === null) return 'from'
      // The end of a range lies after its start, also past midnight.
      const until = nextTime(fields.until, zone, from)
      return until === null ? 'until' : { kind: 'RANGE', from, until, confidence }
    }
    case 'UNKNOWN': {
      const moreAt = time('moreAt')
      return moreAt === null ? 'moreAt' : { kind: 'UNKNOWN', reason: fields.reason, moreAt }
    }
  }
}
