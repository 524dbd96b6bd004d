// Spelling in the language that the person chose, and the menu on a press of the other mouse button: suggestions, the
// dictionary, and cutting, copying and pasting by Electron's roles. Dictionaries are the system's own on macOS; on
// Windows and Linux Electron fetches them from its own address, so a language that is not offered is left out.

import type { ContextMenuParams, Menu, MenuItemConstructorOptions, Session, WebContents } from 'electron'
import type { DesktopPlatform } from '../protocol/desktop.ts'
import type { ShellWords } from './text/en.ts'
import { type ShellLanguage, shellWords } from './text/shell-words.ts'
import { plainLabel } from './tray.ts'

type SpellingSession = Pick<
  Session,
  | 'availableSpellCheckerLanguages'
  | 'getSpellCheckerLanguages'
  | 'setSpellCheckerLanguages'
  | 'setSpellCheckerEnabled'
>

/** Wanted dictionaries, most fitting first: English words stand in Indonesian updates as well. */
const DICTIONARIES: Readonly<Record<ShellLanguage, readonly string[]>> = {
  en: ['en-GB', 'en-US'],
  id: ['id', 'id-ID', 'en-GB', 'en-US'],
}
/** One English and one Indonesian dictionary at most: two of a language would accept each other's mistakes. */
const sameLanguage = (a: string, b: string): boolean => a.split('-')[0] === b.split('-')[0]

const SUGGESTIONS_MAX = 5

/** The dictionaries to use, of those that the system offers. */
export function dictionariesFor(language: ShellLanguage, available: readonly string[]): readonly string[] {
  const offered = DICTIONARIES[language].filter((name) => available.includes(name))
  return offered.filter((name, at) => !offered.slice(0, at).some((earlier) => sameLanguage(earlier, name)))
}

/** Main: call with each status. macOS finds the language of a text by itself. */
export function chooseSpelling(
  session: SpellingSession,
  platform: DesktopPlatform,
  language: ShellLanguage,
): void {
  if (platform === 'darwin') return
  const names = dictionariesFor(language, session.availableSpellCheckerLanguages)
  session.setSpellCheckerEnabled(names.length > 0)
  // The same again would load its dictionaries again.
  if (names.length === 0 || names.join() === session.getSpellCheckerLanguages().join()) return
  session.setSpellCheckerLanguages([...names])
}

/** Main: call once for each window's contents. `language` is asked at each press. */
export function offerContextMenu(
  contents: WebContents,
  menus: Pick<typeof Menu, 'buildFromTemplate'>,
  language: () => ShellLanguage,
): void {
  contents.on('context-menu', (_event, params) => {
    const template = contextMenu(params, shellWords(language()), {
      replace: (word) => contents.replaceMisspelling(word),
      learn: (word) => contents.session.addWordToSpellCheckerDictionary(word),
    })
    if (template.length > 0) menus.buildFromTemplate(template).popup()
  })
}

type Pressed = Pick<
  ContextMenuParams,
  'misspelledWord' | 'dictionarySuggestions' | 'isEditable' | 'selectionText' | 'editFlags'
>

/** The menu for what was pressed; empty where nothing can be done with it. */
export function contextMenu(
  pressed: Pressed,
  words: ShellWords,
  act: { readonly replace: (word: string) => void; readonly learn: (word: string) => void },
): MenuItemConstructorOptions[] {
  const { editFlags, isEditable } = pressed
  const spelling = isEditable && pressed.misspelledWord !== '' ? spellingEntries(pressed, words, act) : []
  const copy: MenuItemConstructorOptions = {
    role: 'copy',
    label: words.menu.copy,
    enabled: editFlags.canCopy,
  }
  if (!isEditable) return pressed.selectionText.trim() === '' ? [] : [copy]
  return [
    ...spelling,
    { role: 'cut', label: words.menu.cut, enabled: editFlags.canCut },
    copy,
    { role: 'paste', label: words.menu.paste, enabled: editFlags.canPaste },
    { role: 'pasteAndMatchStyle', label: words.menu.pastePlain, enabled: editFlags.canPaste },
    { type: 'separator' },
    { role: 'selectAll', label: words.menu.selectAll, enabled: editFlags.canSelectAll },
  ]
}

function spellingEntries(
  { misspelledWord, dictionarySuggestions }: Pressed,
  { spelling }: ShellWords,
  act: { readonly replace: (word: string) => void; readonly learn: (word: string) => void },
): MenuItemConstructorOptions[] {
  const suggestions = dictionarySuggestions
    .slice(0, SUGGESTIONS_MAX)
    .map((word) => ({ label: plainLabel(word), click: () => act.replace(word) }))
  return [
    ...(suggestions.length > 0 ? suggestions : [{ label: spelling.noSuggestion, enabled: false }]),
    {
      label: plainLabel(spelling.addToDictionary(misspelledWord)),
      click: () => act.learn(misspelledWord),
    },
    { type: 'separator' },
  ]
}
