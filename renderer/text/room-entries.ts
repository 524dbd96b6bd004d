// What the entries of a timeline say. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/room-entries.ts'
import * as id from './id/room-entries.ts'
import { type Words, words } from './words.ts'

export const timelineText = words<Words<typeof en.timelineText>>({ en: en.timelineText, id: id.timelineText })
export const intakeEntryText = words<Words<typeof en.intakeEntryText>>({
  en: en.intakeEntryText,
  id: id.intakeEntryText,
})
export const callEntryText = words<Words<typeof en.callEntryText>>({
  en: en.callEntryText,
  id: id.callEntryText,
})
export const ownerEntryText = words<Words<typeof en.ownerEntryText>>({
  en: en.ownerEntryText,
  id: id.ownerEntryText,
})
export const updateText = words<Words<typeof en.updateText>>({ en: en.updateText, id: id.updateText })
export const cadenceEntryText = words<Words<typeof en.cadenceEntryText>>({
  en: en.cadenceEntryText,
  id: id.cadenceEntryText,
})
export const workaroundEntryText = words<Words<typeof en.workaroundEntryText>>({
  en: en.workaroundEntryText,
  id: id.workaroundEntryText,
})
export const evidenceText = words<Words<typeof en.evidenceText>>({ en: en.evidenceText, id: id.evidenceText })
export const clockEntryText = words<Words<typeof en.clockEntryText>>({
  en: en.clockEntryText,
  id: id.clockEntryText,
})
export const resolutionEntryText = words<Words<typeof en.resolutionEntryText>>({
  en: en.resolutionEntryText,
  id: id.resolutionEntryText,
})
