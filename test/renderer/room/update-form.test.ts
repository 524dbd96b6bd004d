// From what is typed into the composer to a command: times, ranges, and what is honestly not known.

import { expect, test } from 'vitest'
import { type Instant, parseInstant } from '../../../domain/time.ts'
import { composeFrom } from '../../../renderer/room/compose-from.ts'
import { blankUpdate, updateCommand } from '../../../renderer/room/composer/update-form.ts'
import { workaroundCommand } from '../../../renderer/room/composer/workaround-form.ts'

const now = parseInstant('2025-11-18T08:05:00Z') as Instant
const zone = 'Europe/Dublin'
const typed = (fields: Partial<ReturnType<typeof blankUpdate>>) =>
  updateCommand({ ...blankUpdate(), nature: 'Rolling out', ...fields }, zone, now)

test('[UPD-1] a time with a confidence', () => {
  expect(typed({ at: '08:50', confidence: 'HIGH', status: 'MITIGATING' })).toEqual({
    ok: true,
    command: {
      type: 'postUpdate',
      nature: 'Rolling out',
      status: 'MITIGATING',
      expectation: { kind: 'TIME', at: '2025-11-18T08:50:00.000Z', confidence: 'HIGH' },
    },
  })
})

test('[UPD-2] a range whose end is typed as an earlier hour ends on the next day', () => {
  const made = typed({ kind: 'RANGE', from: '23:30', until: '01:15' })
  expect(made.ok && made.command.expectation).toEqual({
    kind: 'RANGE',
    from: '2025-11-18T23:30:00.000Z',
    until: '2025-11-19T01:15:00.000Z',
    confidence: 'MEDIUM',
  })
})

test('[UPD-1] not known yet has a reason and its own time', () => {
  const made = typed({ kind: 'UNKNOWN', reason: 'Vendor has not answered', moreAt: '09:00' })
  expect(made.ok && made.command.expectation).toEqual({
    kind: 'UNKNOWN',
    reason: 'Vendor has not answered',
    moreAt: '2025-11-18T09:00:00.000Z',
  })
})

test('the field that holds no time is named, the first of a range before the second', () => {
  expect(typed({ at: 'soon' })).toEqual({ ok: false, field: 'at' })
  expect(typed({ kind: 'RANGE', from: 'x', until: 'y' })).toEqual({ ok: false, field: 'from' })
  expect(typed({ kind: 'RANGE', from: '09:00', until: '' })).toEqual({ ok: false, field: 'until' })
  expect(typed({ kind: 'UNKNOWN', moreAt: '' })).toEqual({ ok: false, field: 'moreAt' })
})

test('[WRK-1] a workaround may leave out all but title and steps, but not with a time that is none', () => {
  const fields = { title: 'Use eu-west', steps: 'Set the base URL', limits: ' ', undo: '', validUntil: '' }
  expect(workaroundCommand(fields, zone, now)).toEqual({
    type: 'recordWorkaround',
    title: 'Use eu-west',
    steps: 'Set the base URL',
    limits: null,
    undo: null,
    validUntil: null,
  })
  expect(workaroundCommand({ ...fields, validUntil: 'tomorrow' }, zone, now)).toBeNull()
})

test('what was refused goes back into the composer with every word, and nothing else does', () => {
  const made = typed({ kind: 'UNKNOWN', reason: 'Vendor', moreAt: '09:00' })
  if (!made.ok) throw new Error('not made')
  expect(composeFrom(made.command)).toEqual({
    mode: 'update',
    fields: { nature: 'Rolling out', status: 'INVESTIGATING', kind: 'UNKNOWN', reason: 'Vendor' },
  })
  expect(composeFrom({ type: 'postNote', text: 'Pool saturated', replyTo: null })).toEqual({
    mode: 'note',
    replyTo: undefined,
    fields: { text: 'Pool saturated' },
  })
  expect(composeFrom({ type: 'requestUpdate' })).toBeNull()
})
