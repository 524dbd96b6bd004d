// The choice of letters, kept on this device; every window follows it at once.

import { createSignal } from 'solid-js'
import { hearKept, keepHere, keptHere } from '../ui/kept-here.ts'
import { FIRST_LETTERS, type Letters, parseLetters } from './letters.ts'

const LETTERS_KEY = 'accord.letters'

const [letters, setLetters] = createSignal<Letters>(FIRST_LETTERS)

/** As they are now; reactive. */
export { letters }

/** Follow what is kept from now on. Returns how to stop. */
export function followLetters(): () => void {
  setLetters(parseLetters(keptHere(LETTERS_KEY)))
  return hearKept(LETTERS_KEY, (kept) => setLetters(parseLetters(kept)))
}

export function keepLetters(next: Letters): void {
  setLetters(next)
  keepHere(LETTERS_KEY, JSON.stringify(next))
}
