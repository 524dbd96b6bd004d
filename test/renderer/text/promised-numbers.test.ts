// Sentences that name a number of the contract: whoever changes a promise must not leave a sentence that says another.

import { afterEach, describe, expect, it } from 'vitest'
import {
  CALLBACK_PROMISE,
  INTAKE_ENTRY_MAX,
  REOPEN_PERIOD,
  WARNINGS_BEFORE_DUE,
} from '../../../domain/incident/promises.ts'
import { DAY, MINUTE } from '../../../domain/time.ts'
import { intakeProblem, intakeText } from '../../../renderer/text/intake.ts'
import { chooseLanguage, LANGUAGES } from '../../../renderer/text/language.ts'
import { reportText } from '../../../renderer/text/report.ts'
import { resolutionEntryText } from '../../../renderer/text/room-entries.ts'
import { askText } from '../../../renderer/text/room-facts.ts'

const numbersIn = (sentence: string | null) => (sentence ?? '').match(/\b\d+\b/g)?.map(Number)

afterEach(() => chooseLanguage('en'))

describe.each(LANGUAGES)('in %s', (language) => {
  it.each([
    ['[CLK-1] the start of the callback clock', () => intakeText.start, [CALLBACK_PROMISE / MINUTE]],
    ['[CLK-1] the report for staff', () => reportText.severityStaff, [CALLBACK_PROMISE / MINUTE]],
    [
      '[INT-5] a call too long ago',
      () => intakeProblem('receivedAt', 'TOO_LONG_AGO'),
      [INTAKE_ENTRY_MAX / MINUTE],
    ],
    ['[REO-1] the end of a room', () => resolutionEntryText.resolvedLine, [REOPEN_PERIOD / DAY]],
    [
      '[CLK-3] who is told before it is late',
      () => askText.breaks,
      WARNINGS_BEFORE_DUE.map((left) => left / MINUTE),
    ],
  ])('%s says what is promised', (_what, sentence, numbers) => {
    chooseLanguage(language)
    expect(numbersIn(sentence())).toEqual(numbers)
  })
})
