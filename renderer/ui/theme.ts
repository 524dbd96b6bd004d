// Light, dark or as the system says. The choice is kept in this browser or window profile; the resulting theme is an
// attribute on <html>, from which tokens.css takes its colours. public/theme-first.js does the first paint.

import { createSignal } from 'solid-js'
import { hearKept, keepHere, keptHere } from './kept-here.ts'

/** What a person can choose. */
export type ThemeChoice = 'light' | 'dark' | 'system'

/** The key under which the choice is kept. */
export const THEME_KEY = 'accord.theme'

/** The theme to paint for a choice, given what the system prefers. Anything unknown counts as "system". */
export function themeFor(choice: string | null, systemDark: boolean): 'light' | 'dark' {
  if (choice === 'dark' || choice === 'light') return choice
  return systemDark ? 'dark' : 'light'
}

const systemPrefersDark = (): MediaQueryList => matchMedia('(prefers-color-scheme: dark)')

const choiceOf = (kept: string | null): ThemeChoice => (kept === 'dark' || kept === 'light' ? kept : 'system')

function paint(choice: ThemeChoice): void {
  document.documentElement.dataset['theme'] = themeFor(choice, systemPrefersDark().matches)
}

const [choice, setChoice] = createSignal<ThemeChoice>('system')

/** The present choice; reactive. */
export const themeChoice = choice

/** Follow the kept choice, other windows and the system's setting from now on. Called once, by the page's entry. */
export function followTheme(): void {
  show(choiceOf(keptHere(THEME_KEY)))
  hearKept(THEME_KEY, (kept) => show(choiceOf(kept)))
  systemPrefersDark().addEventListener('change', () => paint(choice()))
}

/** Choose a theme, keep it, and paint it at once. */
export function chooseTheme(next: ThemeChoice): void {
  keepHere(THEME_KEY, next)
  show(next)
}

function show(next: ThemeChoice): void {
  setChoice(next)
  paint(next)
}
