// Single letters as this person wants them on this device: off, or other letters for the same acts (WCAG 2.1.4).

import { ACTION_IDS, ACTIONS, type ActionId, type Binding } from './action.ts'

export interface Letters {
  readonly on: boolean
  /** Only what differs from the first letters. */
  readonly changed: Readonly<Partial<Record<ActionId, string>>>
}

export const FIRST_LETTERS: Letters = { on: true, changed: {} }

type LetterBinding = Extract<Binding, { kind: 'LETTER' }>

/** The letter of an action as it is now. */
export const letterOf = (id: ActionId, { letter }: LetterBinding, letters: Letters): string =>
  letters.changed[id] ?? letter

/** The actions whose letter can be changed. */
export const lettered = (): readonly { readonly id: ActionId; readonly key: LetterBinding }[] =>
  ACTION_IDS.flatMap((id) => {
    const key = ACTIONS[id].keys.find((binding) => binding.kind === 'LETTER')
    return key === undefined ? [] : [{ id, key }]
  })

export type LetterProblem = { readonly kind: 'WRONG' } | { readonly kind: 'TAKEN'; readonly by: ActionId }

/** Why an action cannot have a letter; null when it can. G begins the keys of two letters. */
export function letterProblem(id: ActionId, wanted: string, letters: Letters): LetterProblem | null {
  const own = lettered().find((one) => one.id === id)
  if (own === undefined || Array.from(wanted).length !== 1 || /[\s\d]/.test(wanted)) return { kind: 'WRONG' }
  const letter = wanted.toLowerCase()
  if (letter === 'g') return { kind: 'WRONG' }
  const other = lettered().find(
    (one) =>
      one.id !== id && one.key.shift === own.key.shift && letterOf(one.id, one.key, letters) === letter,
  )
  return other === undefined ? null : { kind: 'TAKEN', by: other.id }
}

/** What was kept, as far as it makes sense; the first letters otherwise. */
export function parseLetters(text: string | null): Letters {
  if (text === null) return FIRST_LETTERS
  try {
    const kept: unknown = JSON.parse(text)
    if (typeof kept !== 'object' || kept === null) return FIRST_LETTERS
    const changed: Partial<Record<ActionId, string>> = {}
    const wanted: unknown = Reflect.get(kept, 'changed')
    for (const { id } of lettered()) {
      const letter: unknown =
        typeof wanted === 'object' && wanted !== null ? Reflect.get(wanted, id) : undefined
      if (typeof letter !== 'string') continue
      if (letterProblem(id, letter, { on: true, changed }) === null) changed[id] = letter.toLowerCase()
    }
    return { on: Reflect.get(kept, 'on') !== false, changed }
  } catch {
    return FIRST_LETTERS
  }
}
