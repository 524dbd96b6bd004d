// The keys of an action as caps: what is printed on the keys of this computer.

import { ACTIONS, type ActionId, type Binding } from './action.ts'
import type { Edition } from './edition.ts'
import { letterOf, type Letters } from './letters.ts'

const primaryCap = ({ mac }: Edition): string => (mac ? '⌘' : 'Ctrl')

/** The key that sends (ui/send-key.ts). */
export const sendCaps = (edition: Edition): readonly string[] => [primaryCap(edition), '↵']

/** The caps of every way that works here, most usual first; none when an action has no key here. */
export function capsOf(id: ActionId, edition: Edition, letters: Letters): readonly (readonly string[])[] {
  const { keys, slash } = ACTIONS[id]
  const chords = keys.flatMap((binding) => {
    const caps = capsFor(id, binding, edition, letters)
    return caps === null ? [] : [caps]
  })
  return slash === undefined ? chords : [...chords, [slash]]
}

/** The first of them, for a button or a line. */
export const firstCaps = (id: ActionId, edition: Edition, letters: Letters): readonly string[] | undefined =>
  capsOf(id, edition, letters)[0]

function capsFor(id: ActionId, key: Binding, edition: Edition, letters: Letters): readonly string[] | null {
  switch (key.kind) {
    case 'PRIMARY':
      return key.desktopOnly && !edition.desktop ? null : [primaryCap(edition), key.key.toUpperCase()]
    case 'ALT':
      return edition.desktop ? [edition.mac ? '⌥' : 'Alt', key.cap] : null
    case 'LETTER': {
      if (!letters.on) return null
      const cap = letterOf(id, key, letters).toUpperCase()
      return key.shift ? ['⇧', cap] : [cap]
    }
    case 'GO':
      return letters.on ? ['G', key.letter.toUpperCase()] : null
    case 'ESCAPE':
      return ['Esc']
  }
}
