// Light, dark or as the system says. The choice is kept in this browser or window profile; the resulting theme is an
// attribute on <html>, from which tokens.css takes its colours. public/theme-first.js does the first paint.
import { createSignal } from 'solid-js'

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

function storedChoice(): ThemeChoice {
  try {
    const stored = localStorage.getItem(THEME_KEY)
    return stored === 'dark' || stored === 'light' ? stored : 'system'
  } catch {
    return 'system'
  }
}

function paint(choice: ThemeChoice): void {
  document.documentElement.dataset['theme'] = themeFor(choice, systemPrefersDark().matches)
}

const [choice, setChoice] = createSignal<ThemeChoice>('system')

/** The present choice; reactive. */
export const themeChoice = choice

/** Follow the stored choice and the system's setting from now on. Called once, by the page's entry. */
export function followTheme(): void {
  setChoice(storedChoice())
  paint(choice())
  systemPrefersDark().addEventListener('change', () => paint(choice()))
}

/** Choose a theme, keep it, and paint it at once. Storage that is switched off loses only the keeping. */
export function chooseTheme(next: ThemeChoice): void {
  try {
    localStorage.setItem(THEME_KEY, next)
  } catch {
    // The choice then lives as long as the window.
  }
  setChoice(next)
  paint(next)
}
