// What the frame of the product says: sidebar, connection, board, first run. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/app.ts'
import * as id from './id/app.ts'
import { type Words, words } from './words.ts'

export const appText = words<Words<typeof en.appText>>({ en: en.appText, id: id.appText })
export const linkText = words<Words<typeof en.linkText>>({ en: en.linkText, id: id.linkText })
export const ageText = words<Words<typeof en.ageText>>({ en: en.ageText, id: id.ageText })
export const clockText = words<Words<typeof en.clockText>>({ en: en.clockText, id: id.clockText })
export const phaseText = words<Words<typeof en.phaseText>>({ en: en.phaseText, id: id.phaseText })
export const boardText = words<Words<typeof en.boardText>>({ en: en.boardText, id: id.boardText })
export const firstRunText = words<Words<typeof en.firstRunText>>({ en: en.firstRunText, id: id.firstRunText })
