// What is said while somebody shows who they are. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/sign-in.ts'
import * as id from './id/sign-in.ts'
import { type Words, words } from './words.ts'

export const signInText = words<Words<typeof en.signInText>>({ en: en.signInText, id: id.signInText })
export const entryText = words<Words<typeof en.entryText>>({ en: en.entryText, id: id.entryText })
export const stepUpText = words<Words<typeof en.stepUpText>>({ en: en.stepUpText, id: id.stepUpText })
