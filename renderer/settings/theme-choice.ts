// The kept choice of theme as something that a screen can show and change.

import { type Accessor, createSignal } from 'solid-js'
import { chooseTheme, type ThemeChoice, themeChoice } from '../ui/theme.ts'

export function createThemeChoice(): {
  readonly theme: Accessor<ThemeChoice>
  readonly choose: (theme: ThemeChoice) => void
} {
  const [theme, setTheme] = createSignal(themeChoice())
  const choose = (next: ThemeChoice) => {
    chooseTheme(next)
    setTheme(next)
  }
  return { theme, choose }
}
