// What is said around files. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/attach.ts'
import * as id from './id/attach.ts'
import { type Words, words } from './words.ts'

export const attachText = words<Words<typeof en.attachText>>({ en: en.attachText, id: id.attachText })
