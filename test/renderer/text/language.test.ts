// Which language is spoken, and that a table follows it.

import { createMemo, createRoot } from 'solid-js'
import { afterEach, describe, expect, it } from 'vitest'
import { chooseLanguage, language, languageFor, locale } from '../../../renderer/text/language.ts'
import { inWords, words } from '../../../renderer/text/words.ts'

afterEach(() => chooseLanguage('en'))

describe('the first language', () => {
  it.each([
    ['id', ['en-GB'], 'id'],
    [null, ['id-ID', 'en-US'], 'id'],
    [null, ['ID'], 'id'],
    [null, ['ms-MY', 'en-US', 'id-ID'], 'en'],
    [null, ['nl-NL'], 'en'],
    [null, [], 'en'],
    ['fr', ['id-ID'], 'id'],
  ] as const)('for the choice %s and a system that prefers %j is %s', (kept, preferred, spoken) => {
    expect(languageFor(kept, preferred)).toBe(spoken)
  })
})

describe('a table of sentences', () => {
  const table = words<{ readonly room: string; readonly at: { readonly once: string } }>({
    en: { room: 'room', at: { once: 'at once' } },
    id: { room: 'ruang', at: { once: 'seketika' } },
  })

  it('answers in the language that is spoken, and tells who reads it when that changes', () => {
    createRoot((end) => {
      const sentence = createMemo(() => `${table.room}, ${table.at.once}`)
      expect(sentence()).toBe('room, at once')
      chooseLanguage('id')
      expect(sentence()).toBe('ruang, seketika')
      expect([language(), locale()]).toEqual(['id', 'id-ID'])
      end()
    })
  })

  it('may be one function', () => {
    const greet = inWords({ en: (name: string) => `Call ${name}`, id: (name: string) => `Telepon ${name}` })
    chooseLanguage('id')
    expect(greet('Rani')).toBe('Telepon Rani')
  })
})
