// The choice of letters, kept on this device; every window follows it at once.

import { createSignal } from 'solid-js'
import { FIRST_LETTERS, type Letters, parseLetters } from './letters.ts'

const LETTERS_KEY = 'accord.letters'

const [letters, setLetters] = createSignal<Letters>(FIRST_LETTERS)

/** As they are now; reactive. */
export { letters }

/** Follow what is kept from now on. Returns how to stop. */
export function followLetters(): () => void {
  setLetters(parseLetters(kept()))
  const hear = ({ key, newValue }: StorageEvent) => key === LETTERS_KEY && setLetters(parseLetters(newValue))
  addEventListener('storage', hear)
  return () => removeEventListener('storage', hear)
}

export function keepLetters(next: Letters): void {
  setLetters(next)
  try {
    localStorage.setItem(LETTERS_KEY, JSON.stringify(next))
  } catch {
    // The choice then lives as long as the window.
  }
}

function kept(): string | null {
  try {
    return localStorage.getItem(LETTERS_KEY)
  } catch {
    return null
  }
}
