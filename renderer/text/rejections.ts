// Why the rules said no, in one sentence or two. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/rejections.ts'
import * as id from './id/rejections.ts'
import { inWords } from './words.ts'

export const rejectionSentence = inWords({ en: en.rejectionSentence, id: id.rejectionSentence })
