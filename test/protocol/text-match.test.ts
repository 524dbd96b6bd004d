// Words are found without case and marks, and the match is shown at the right place of the text as it was written.

import { describe, expect, it } from 'vitest'
import { foldedText, matchOf, wordsOf } from '../../protocol/text-match.ts'

const found = (text: string, query: string): string | null => {
  const match = matchOf(foldedText(text), wordsOf(query))
  return match === null ? null : text.slice(match.from, match.to)
}

describe('a match', () => {
  it('does not mind case and accents, on either side', () => {
    expect(found('Señor José', 'jose')).toBe('José')
    expect(found('jose', 'JOSÉ')).toBe('jose')
  })

  it('is cut out of the text as written, also where folding changes its length', () => {
    expect(found('e\u0301te\u0301 ici', 'ici')).toBe('ici')
    expect(found('İstanbul relay', 'relay')).toBe('relay')
  })

  it('prefers the beginning of a word', () => {
    expect(matchOf(foldedText('reupdate, update'), wordsOf('upd'))).toEqual({ from: 10, to: 13 })
  })

  it('needs every word', () => {
    expect(found('the relay times out', 'times relay')).toBe('times')
    expect(found('the relay times out', 'relay burst')).toBeNull()
  })

  it('of nothing is nothing', () => {
    expect(found('anything', '  ')).toBeNull()
  })
})
