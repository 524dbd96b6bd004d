// What the hotline intake says. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/intake.ts'
import * as id from './id/intake.ts'
import { inWords, type Words, words } from './words.ts'

export const intakeText = words<Words<typeof en.intakeText>>({ en: en.intakeText, id: id.intakeText })
export const intakeChecks = words<Words<typeof en.intakeChecks>>({ en: en.intakeChecks, id: id.intakeChecks })
export const intakeAside = words<Words<typeof en.intakeAside>>({ en: en.intakeAside, id: id.intakeAside })
export const intakeProblem = inWords({ en: en.intakeProblem, id: id.intakeProblem })
