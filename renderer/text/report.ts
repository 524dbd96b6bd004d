// What the written report says. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/report.ts'
import * as id from './id/report.ts'
import { type Words, words } from './words.ts'

export const reportText = words<Words<typeof en.reportText>>({ en: en.reportText, id: id.reportText })
