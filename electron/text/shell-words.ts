// The main process's sentences in the language that the windows speak. The window says which one with its status;
// before the first status, the system's own language decides.

import type { DesktopStatus } from '../../protocol/desktop.ts'
import { englishWords, type ShellWords } from './en.ts'
import { indonesianWords } from './id.ts'

export type ShellLanguage = DesktopStatus['language']

const TABLES: Readonly<Record<ShellLanguage, ShellWords>> = { en: englishWords, id: indonesianWords }

/** The table of a language. Everything built from it must be built anew when the language changes. */
export const shellWords = (language: ShellLanguage): ShellWords => TABLES[language]

/** The language before a window has said its own, from the system's list, most wanted first. */
export function systemLanguage(preferred: readonly string[]): ShellLanguage {
  for (const name of preferred) {
    const [base] = name.toLowerCase().split('-')
    if (base === 'en' || base === 'id') return base
  }
  return 'en'
}
