// What is said of a person's devices, passkeys and codes for the phone. In the language that is spoken; the sentences are in en/ and id/.

import * as en from './en/devices.ts'
import * as id from './id/devices.ts'
import { type Words, words } from './words.ts'

export const devicesText = words<Words<typeof en.devicesText>>({ en: en.devicesText, id: id.devicesText })
export const passkeysText = words<Words<typeof en.passkeysText>>({
  en: en.passkeysText,
  id: id.passkeysText,
})
export const phoneCodeText = words<Words<typeof en.phoneCodeText>>({
  en: en.phoneCodeText,
  id: id.phoneCodeText,
})
export const signingKeysText = words<Words<typeof en.signingKeysText>>({
  en: en.signingKeysText,
  id: id.signingKeysText,
})
