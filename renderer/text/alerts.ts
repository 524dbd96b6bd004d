// What alerts, their settings and the window's title say. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/alerts.ts'
import * as id from './id/alerts.ts'
import { type Words, words } from './words.ts'

export const alertText = words<Words<typeof en.alertText>>({ en: en.alertText, id: id.alertText })
export const alertSettingsText = words<Words<typeof en.alertSettingsText>>({
  en: en.alertSettingsText,
  id: id.alertSettingsText,
})
