// What changed between two versions of a statement, word by word.

import fc from 'fast-check'
import { expect, it } from 'vitest'
import { diffWords, type Piece } from '../../../renderer/signoff/word-diff.ts'

const textOf = (pieces: readonly Piece[], ...kinds: Piece['kind'][]): string =>
  pieces
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ text }) => text)
    .join('')

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')

it('marks a changed word, removed before added, and leaves the rest alone', () => {
  expect(diffWords('back since 16:01 Jakarta.', 'back since 16:05 Jakarta.')).toEqual([
    { kind: 'SAME', text: 'back since ' },
    { kind: 'REMOVED', text: '16:01 ' },
    { kind: 'ADDED', text: '16:05 ' },
    { kind: 'SAME', text: 'Jakarta.' },
  ])
})

it('a sentence added at the end does not touch the one before it', () => {
  expect(diffWords('By Friday, Tiago Lemos.', 'By Friday, Tiago Lemos. Alarms too.')).toEqual([
    { kind: 'SAME', text: 'By Friday, Tiago Lemos. ' },
    { kind: 'ADDED', text: 'Alarms too.' },
  ])
})

it('everything is added to nothing, and nothing changed in the same text', () => {
  expect(diffWords('', 'All of it')).toEqual([{ kind: 'ADDED', text: 'All of it' }])
  expect(diffWords('the same', 'the same')).toEqual([{ kind: 'SAME', text: 'the same' }])
})

it('loses and invents no word, whatever the two texts are', () => {
  const text = fc.array(fc.constantFrom('a', 'b', 'c', ' ', '  ', '\n')).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, text, (before, after) => {
      const pieces = diffWords(before, after)
      expect(textOf(pieces, 'SAME', 'ADDED')).toBe(after)
      expect(words(textOf(pieces, 'SAME', 'REMOVED'))).toEqual(words(before))
    }),
  )
})

it('a text too long to compare counts as changed as a whole', () => {
  const long = (word: string) => `${word} `.repeat(4_000)
  expect(diffWords(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['REMOVED', 'ADDED'])
})
