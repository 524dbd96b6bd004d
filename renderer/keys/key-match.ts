// Which action a pressed key means. Pure: the key, the edition, the letters, and whether G was pressed just before.

import { ACTION_IDS, ACTIONS, type ActionId, type Binding } from './action.ts'
import type { Edition } from './edition.ts'
import { letterOf, type Letters } from './letters.ts'

export interface KeyPress {
  readonly key: string
  /** The key by its place. */
  readonly code: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  readonly shiftKey: boolean
}

export interface KeyPlace {
  readonly edition: Edition
  readonly letters: Letters
  /** The key goes into a text. */
  readonly isTyping: boolean
  /** G was pressed just before. */
  readonly afterG: boolean
}

/** The action; 'G' when the next letter says which; null for a key that is none of ours. */
export function actionOf(press: KeyPress, place: KeyPlace): ActionId | 'G' | null {
  const found = ACTION_IDS.find((id) => ACTIONS[id].keys.some((key) => isPressed(id, key, press, place)))
  if (found !== undefined) return found
  return isBare(press) && canLetter(place) && press.key.toLowerCase() === 'g' ? 'G' : null
}

function isPressed(id: ActionId, key: Binding, press: KeyPress, place: KeyPlace): boolean {
  switch (key.kind) {
    case 'PRIMARY':
      return (
        isPrimary(press, place.edition) &&
        press.key.toLowerCase() === key.key &&
        (place.edition.desktop || !key.desktopOnly)
      )
    case 'ALT':
      return (
        place.edition.desktop &&
        press.altKey &&
        !press.ctrlKey &&
        !press.metaKey &&
        !press.shiftKey &&
        press.code === key.code
      )
    case 'LETTER':
      return (
        canLetter(place) &&
        !place.afterG &&
        hasShift(press, key) &&
        sameLetter(press, letterOf(id, key, place.letters))
      )
    case 'GO':
      return canLetter(place) && place.afterG && isBare(press) && sameLetter(press, key.letter)
    case 'ESCAPE':
      return press.key === 'Escape' && !press.ctrlKey && !press.metaKey && !press.altKey
  }
}

const isPrimary = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyPress, { mac }: Edition): boolean =>
  !altKey && !shiftKey && (mac ? metaKey && !ctrlKey : ctrlKey && !metaKey)

const canLetter = ({ letters, isTyping }: KeyPlace): boolean => letters.on && !isTyping

const isBare = ({ ctrlKey, metaKey, altKey, shiftKey }: KeyPress): boolean =>
  !ctrlKey && !metaKey && !altKey && !shiftKey

/** A sign such as "?" needs Shift on some keyboards and not on others; a letter says whether it wants it. */
function hasShift(press: KeyPress, { shift }: Extract<Binding, { kind: 'LETTER' }>): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey) return false
  return /\p{L}/u.test(press.key) ? press.shiftKey === shift : !shift
}

const sameLetter = ({ key }: KeyPress, letter: string): boolean => key.toLowerCase() === letter
