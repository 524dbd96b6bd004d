// What the first page says of servers on the desktop. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/servers.ts'
import * as id from './id/servers.ts'
import { type Words, words } from './words.ts'

export const serverText = words<Words<typeof en.serverText>>({ en: en.serverText, id: id.serverText })
