// The application's menu on each platform and in both languages, and the menu of words that are misspelled.

import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, it } from 'vitest'
import { menuTemplate } from '../../../electron/menu.ts'
import { chooseSpelling, contextMenu, dictionariesFor } from '../../../electron/spelling.ts'
import { shellWords, systemLanguage } from '../../../electron/text/shell-words.ts'
import type { DesktopPlatform } from '../../../protocol/desktop.ts'
import { labelsOf, press } from './system.ts'

type Entry = MenuItemConstructorOptions
const PLATFORMS: readonly DesktopPlatform[] = ['win32', 'darwin', 'linux']

function menu(platform: DesktopPlatform, { isPackaged = true, language = 'en' as 'en' | 'id' } = {}) {
  const asked: string[] = []
  const act = { menu: (action: string) => asked.push(action), newWindow: () => asked.push('new window') }
  const template = menuTemplate({ platform, isPackaged, act }, shellWords(language))
  const entries = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
  return { template, entries, asked }
}

const words = (value: unknown): readonly string[] =>
  typeof value === 'string' ? [value] : Object.values(value as object).flatMap(words)

describe.each(PLATFORMS)('the menu on %s', (platform) => {
  it('asks the window for the intake, the palette and a new window by their keys', () => {
    const { entries, asked } = menu(platform)
    for (const key of ['CmdOrCtrl+N', 'CmdOrCtrl+K', 'CmdOrCtrl+Shift+N']) {
      const entry = entries.find(({ accelerator }) => accelerator === key)
      press({ template: [{ ...entry, label: key }] }, key)
    }
    expect(asked).toEqual(['intake', 'palette', 'new window'])
  })

  it('has each key once', () => {
    const keys = menu(platform).entries.flatMap(({ accelerator }) => accelerator ?? [])
    expect(keys).toEqual([...new Set(keys)])
  })

  it('has a label of the table on every entry, so that no entry speaks the system’s language', () => {
    for (const language of ['en', 'id'] as const) {
      const { template, entries } = menu(platform, { isPackaged: false, language })
      const unlabelled = [...template, ...entries].filter(
        ({ type, label }) => type !== 'separator' && (label ?? '') === '',
      )
      expect(unlabelled).toEqual([])
    }
  })

  it('has developer tools only while developing', () => {
    const roles = (isPackaged: boolean): readonly (Entry['role'] | undefined)[] =>
      menu(platform, { isPackaged }).entries.map(({ role }) => role)
    expect(roles(false)).toContain('toggleDevTools')
    expect(roles(true)).not.toContain('toggleDevTools')
    expect(roles(true)).not.toContain('reload')
  })

  it('offers editing and zoom by Electron’s roles', () => {
    const roles = menu(platform).entries.map(({ role }) => role)
    for (const role of ['undo', 'cut', 'paste', 'selectAll', 'zoomIn', 'zoomOut', 'resetZoom'] as const) {
      expect(roles).toContain(role)
    }
  })
})

describe('the bar of menus', () => {
  it('begins with the application’s own menu on macOS alone, and has Alt letters elsewhere', () => {
    expect(menu('darwin').template.map(({ label }) => label)).toEqual([
      'Accord',
      'File',
      'Edit',
      'View',
      'Room',
      'Window',
      'Help',
    ])
    for (const language of ['en', 'id'] as const) {
      const labels = labelsOf(menu('linux', { language }))
      const letters = labels.map((label) => /&(\w)/.exec(label)?.[1]?.toLowerCase())
      expect(new Set(letters).size).toBe(labels.length)
      expect(letters).not.toContain(undefined)
    }
  })
})

describe('the main process’s sentences', () => {
  it('name the same things in both languages, and none is empty', () => {
    const [english, indonesian] = [words(shellWords('en').menu), words(shellWords('id').menu)]
    expect(indonesian).toHaveLength(english.length)
    expect([...english, ...indonesian]).not.toContain('')
  })

  it('follow the system before a window has spoken', () => {
    expect(systemLanguage(['fr-FR', 'id-ID', 'en-US'])).toBe('id')
    expect(systemLanguage(['fr-FR'])).toBe('en')
  })
})

describe('spelling', () => {
  const offered = ['de', 'en-AU', 'en-GB', 'en-US', 'id']

  it('uses one dictionary of the chosen language, and English beside Indonesian', () => {
    expect(dictionariesFor('en', offered)).toEqual(['en-GB'])
    expect(dictionariesFor('en', ['en-US'])).toEqual(['en-US'])
    expect(dictionariesFor('id', offered)).toEqual(['id', 'en-GB'])
  })

  it('is off where the system offers no dictionary of the language, and left to macOS there', () => {
    const asked: unknown[] = []
    const session = (available: string[]) => ({
      availableSpellCheckerLanguages: available,
      getSpellCheckerLanguages: () => [],
      setSpellCheckerEnabled: (on: boolean) => asked.push(on),
      setSpellCheckerLanguages: (names: string[]) => asked.push(names),
    })
    chooseSpelling(session(['de']), 'linux', 'en')
    chooseSpelling(session(offered), 'win32', 'id')
    chooseSpelling(session(offered), 'darwin', 'id')
    expect(asked).toEqual([false, true, ['id', 'en-GB']])
  })

  const pressed = {
    misspelledWord: 'recieve',
    dictionarySuggestions: ['receive', 'relieve'],
    isEditable: true,
    selectionText: '',
    editFlags: { canCut: false, canCopy: false, canPaste: true, canSelectAll: true } as never,
  }

  it('offers suggestions and the dictionary before cutting, copying and pasting', () => {
    const done: string[] = []
    const template = contextMenu(pressed, shellWords('en'), {
      replace: (word) => done.push(`replace ${word}`),
      learn: (word) => done.push(`learn ${word}`),
    })
    expect(labelsOf({ template })).toEqual([
      'receive',
      'relieve',
      'Add “recieve” to the dictionary',
      'separator',
      'Cut',
      'Copy',
      'Paste',
      'Paste without formatting',
      'separator',
      'Select all',
    ])
    press({ template }, 'receive')
    press({ template }, 'Add “recieve” to the dictionary')
    expect(done).toEqual(['replace receive', 'learn recieve'])
  })

  it('says so where there is no suggestion', () => {
    const nothing = { replace: () => {}, learn: () => {} }
    const template = contextMenu({ ...pressed, dictionarySuggestions: [] }, shellWords('id'), nothing)
    expect(template[0]).toMatchObject({ label: 'Tidak ada saran', enabled: false })
  })

  it('offers only copying where nothing can be typed, and no menu where nothing is selected', () => {
    const nothing = { replace: () => {}, learn: () => {} }
    const text = { ...pressed, isEditable: false, selectionText: 'HC-20418' }
    expect(labelsOf({ template: contextMenu(text, shellWords('en'), nothing) })).toEqual(['Copy'])
    expect(contextMenu({ ...text, selectionText: ' ' }, shellWords('en'), nothing)).toEqual([])
  })
})
