// What each command is called where it stands in a list. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/commands.ts'
import * as id from './id/commands.ts'
import { type Words, words } from './words.ts'

export const commandName = words<Words<typeof en.commandName>>({ en: en.commandName, id: id.commandName })
