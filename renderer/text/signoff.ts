// What the sign-off page says. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/signoff.ts'
import * as id from './id/signoff.ts'
import { type Words, words } from './words.ts'

export const signoffText = words<Words<typeof en.signoffText>>({ en: en.signoffText, id: id.signoffText })
