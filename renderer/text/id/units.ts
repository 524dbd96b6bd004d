// Units of time as they follow a number in running Indonesian text. Written out but for the second, which also stands
// in tables.

import type * as en from '../en/units.ts'
import type { Words } from '../words.ts'

export const unitText: Words<typeof en.unitText> = {
  seconds: (amount) => `${amount} dtk`,
  minutes: (amount) => `${amount} menit`,
  hours: (amount) => `${amount} jam`,
  days: (amount) => `${amount} hari`,
}
