// Which language the window speaks. The choice is kept like the theme; the first time, the system's own language
// decides. Reactive: every sentence is read through it, so that a change is seen at once and loses nothing typed.

import { createSignal } from 'solid-js'
import { hearKept, keepHere, keptHere } from '../ui/kept-here.ts'

export type Language = 'en' | 'id'

/** What each language calls itself: the one thing that is never translated. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', id: 'Bahasa Indonesia' }

export const LANGUAGES: readonly Language[] = ['en', 'id']

/** The key under which the choice is kept. */
export const LANGUAGE_KEY = 'accord.language'

/** For Intl. Both write the day before the month and 24 hours. */
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', id: 'id-ID' }

const [chosen, setChosen] = createSignal<Language>('en')

/** The present language; reactive. */
export const language = chosen

/** The present language's name for Intl, as "en-GB"; reactive. */
export const locale = (): string => LOCALES[chosen()]

/** The language for a kept choice, given what the system prefers, most wanted first. */
export function languageFor(kept: string | null, preferred: readonly string[]): Language {
  if (kept === 'en' || kept === 'id') return kept
  for (const name of preferred) {
    const [base] = name.toLowerCase().split('-')
    if (base === 'en' || base === 'id') return base
  }
  return 'en'
}

/** Speak the kept or the system's language from now on. Called once, by the page's entry. */
export function followLanguage(): void {
  const speakKept = (kept: string | null) => speak(languageFor(kept, navigator.languages))
  speakKept(keptHere(LANGUAGE_KEY))
  hearKept(LANGUAGE_KEY, speakKept)
}

/** Choose a language, keep it, and speak it at once. */
export function chooseLanguage(next: Language): void {
  keepHere(LANGUAGE_KEY, next)
  speak(next)
}

function speak(next: Language): void {
  setChosen(next)
  if (typeof document !== 'undefined') document.documentElement.lang = next
}
