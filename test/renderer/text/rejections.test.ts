// What a person reads when the rules say no: a sentence that names what to do, for every field a form has.

import { expect, test } from 'vitest'
import type { InputProblem, Rejection } from '../../../domain/result.ts'
import { parseInstant } from '../../../domain/time.ts'
import { rejectionSentence } from '../../../renderer/text/rejections.ts'

const invalid = (field: string, problem: InputProblem, limit: number | null = null): Rejection => ({
  code: 'INVALID_INPUT',
  field,
  problem,
  limit,
})

test('an input that is wrong is named, with its limit', () => {
  expect(rejectionSentence(invalid('nature', 'REQUIRED'))).toBe('Fill in the nature of the issue.')
  expect(rejectionSentence(invalid('text', 'TOO_LONG', 8000))).toBe('Shorten the text to 8000 characters.')
  expect(rejectionSentence(invalid('receivedAt', 'TOO_LONG_AGO', 3_600_000))).toBe(
    'Check the time of the call: it may be at most 1 h ago.',
  )
})

test('[CB-3] a callback before the hotline call says before what', () => {
  expect(rejectionSentence(invalid('occurredAt', 'BEFORE_START'))).toContain('before the hotline call')
})

test('[RES-1] ending by a workaround that nobody accepted says what is missing', () => {
  expect(rejectionSentence(invalid('outcome', 'NOT_ALLOWED'))).toContain('has to be accepted')
})

test('[RES-3] a superseded proposal points to the newer one, if there is one', () => {
  expect(rejectionSentence({ code: 'STALE_PROPOSAL', current: null })).not.toContain('newer')
  expect(rejectionSentence({ code: 'STALE_PROPOSAL', current: 'x' as never })).toContain('newer')
})

test('[REO-1] reopening too late says until when it was possible', () => {
  const until = parseInstant('2025-12-02T08:00:00Z')
  if (until === null) throw new Error('no instant')
  expect(rejectionSentence({ code: 'REOPEN_PERIOD_OVER', until })).toContain('2 December 2025')
})

test('a field without a name of its own is still a sentence', () => {
  expect(rejectionSentence(invalid('somethingNew', 'REQUIRED'))).toBe('Fill in this field.')
})
