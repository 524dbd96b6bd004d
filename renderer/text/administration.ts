// What administration says. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/administration.ts'
import * as id from './id/administration.ts'
import { type Words, words } from './words.ts'

export const administrationText = words<Words<typeof en.administrationText>>({
  en: en.administrationText,
  id: id.administrationText,
})
export const personFormText = words<Words<typeof en.personFormText>>({
  en: en.personFormText,
  id: id.personFormText,
})
export const accountFormText = words<Words<typeof en.accountFormText>>({
  en: en.accountFormText,
  id: id.accountFormText,
})
export const auditText = words<Words<typeof en.auditText>>({ en: en.auditText, id: id.auditText })
