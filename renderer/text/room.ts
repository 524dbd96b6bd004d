// What the frame of a room says. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/room.ts'
import * as id from './id/room.ts'
import { type Words, words } from './words.ts'

export const roomText = words<Words<typeof en.roomText>>({ en: en.roomText, id: id.roomText })
export const syncText = words<Words<typeof en.syncText>>({ en: en.syncText, id: id.syncText })
export const deckText = words<Words<typeof en.deckText>>({ en: en.deckText, id: id.deckText })
export const barText = words<Words<typeof en.barText>>({ en: en.barText, id: id.barText })
export const voiceText = words<Words<typeof en.voiceText>>({ en: en.voiceText, id: id.voiceText })
export const formText = words<Words<typeof en.formText>>({ en: en.formText, id: id.formText })
