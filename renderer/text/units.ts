// Units of time as they follow a number. In the language that is spoken; the words are in en/ and id/.

import * as en from './en/units.ts'
import * as id from './id/units.ts'
import { type Words, words } from './words.ts'

export const unitText = words<Words<typeof en.unitText>>({ en: en.unitText, id: id.unitText })
