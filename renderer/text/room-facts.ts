// What the facts column of a room says. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/room-facts.ts'
import * as id from './id/room-facts.ts'
import { type Words, words } from './words.ts'

export const factsText = words<Words<typeof en.factsText>>({ en: en.factsText, id: id.factsText })
export const peopleText = words<Words<typeof en.peopleText>>({ en: en.peopleText, id: id.peopleText })
export const cadenceText = words<Words<typeof en.cadenceText>>({ en: en.cadenceText, id: id.cadenceText })
export const workaroundFactsText = words<Words<typeof en.workaroundFactsText>>({
  en: en.workaroundFactsText,
  id: id.workaroundFactsText,
})
export const resolutionText = words<Words<typeof en.resolutionText>>({
  en: en.resolutionText,
  id: id.resolutionText,
})
export const escalateText = words<Words<typeof en.escalateText>>({ en: en.escalateText, id: id.escalateText })
export const reclassifyText = words<Words<typeof en.reclassifyText>>({
  en: en.reclassifyText,
  id: id.reclassifyText,
})
export const coverageText = words<Words<typeof en.coverageText>>({ en: en.coverageText, id: id.coverageText })
export const expectationText = words<Words<typeof en.expectationText>>({
  en: en.expectationText,
  id: id.expectationText,
})
export const unavailabilityText = words<Words<typeof en.unavailabilityText>>({
  en: en.unavailabilityText,
  id: id.unavailabilityText,
})
export const intakeFactsText = words<Words<typeof en.intakeFactsText>>({
  en: en.intakeFactsText,
  id: id.intakeFactsText,
})
export const askText = words<Words<typeof en.askText>>({ en: en.askText, id: id.askText })
