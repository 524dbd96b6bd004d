// The fields of a workaround as text, and the command they make.

import type { RecordWorkaround } from '../../../domain/incident/workaround.ts'
import type { Instant } from '../../../domain/time.ts'
import { nextTime } from '../../text/zones.ts'

export const blankWorkaround = () => ({ title: '', steps: '', limits: '', undo: '', validUntil: '' })

const orNull = (text: string): string | null => (text.trim() === '' ? null : text)

/** Null when "valid until" holds no time. */
export function workaroundCommand(
  fields: ReturnType<typeof blankWorkaround>,
  zone: string,
  now: Instant,
): RecordWorkaround | null {
  const typed = fields.validUntil.trim()
  const validUntil = typed === '' ? null : nextTime(typed, zone, now)
  if (typed !== '' && validUntil === null) return null
  const { title, steps } = fields
  return {
    type: 'recordWorkaround',
    title,
    steps,
    limits: orNull(fields.limits),
    undo: orNull(fields.undo),
    validUntil,
  }
}
