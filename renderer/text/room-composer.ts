// What the composer of a room says. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/room-composer.ts'
import * as id from './id/room-composer.ts'
import { type Words, words } from './words.ts'

export const composerText = words<Words<typeof en.composerText>>({ en: en.composerText, id: id.composerText })
export const callText = words<Words<typeof en.callText>>({ en: en.callText, id: id.callText })
