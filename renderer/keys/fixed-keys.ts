// Keys that belong to one place and are heard there: they are listed with the others, and are not changed.

import type { Edition } from './edition.ts'
import { sendCaps } from './key-caps.ts'

export type FixedKey = 'send' | 'walk' | 'outcomes' | 'answer' | 'intake' | 'spoken' | 'failing' | 'sameRoom'

/** Each with its caps; a list within the list is another way. */
export const fixedKeys = (edition: Edition): readonly (readonly [FixedKey, readonly string[]])[] => [
  ['send', sendCaps(edition)],
  ['walk', ['←', '↑', '↓', '→']],
  ['outcomes', ['1', '2', '3']],
  ['answer', ['Y', 'N']],
  ['intake', ['↵']],
  ['spoken', ['F2']],
  ['failing', ['Alt', 'A', 'S', 'O']],
  ['sameRoom', ['Alt', 'J', 'D']],
]
