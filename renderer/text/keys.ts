// What keys, palette, wall and settings say. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/keys.ts'
import * as id from './id/keys.ts'
import { type Words, words } from './words.ts'

export const keysText = words<Words<typeof en.keysText>>({ en: en.keysText, id: id.keysText })
export const paletteText = words<Words<typeof en.paletteText>>({ en: en.paletteText, id: id.paletteText })
export const wallText = words<Words<typeof en.wallText>>({ en: en.wallText, id: id.wallText })
export const settingsText = words<Words<typeof en.settingsText>>({ en: en.settingsText, id: id.settingsText })
