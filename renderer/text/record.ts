// What is said around the export of a room's record. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/record.ts'
import * as id from './id/record.ts'
import { type Words, words } from './words.ts'

export const recordText = words<Words<typeof en.recordText>>({ en: en.recordText, id: id.recordText })
