// UX/DESIGN.md section 7 as a table: which key means which action, in the browser and in the desktop, while somebody
// types and while nobody does; and that single letters can be turned off and changed (WCAG 2.1.4).

import { describe, expect, it } from 'vitest'
import { actionOf, type KeyPlace, type KeyPress } from '../../../renderer/keys/key-match.ts'
import { capsOf } from '../../../renderer/keys/key-caps.ts'
import { FIRST_LETTERS, letterProblem, parseLetters } from '../../../renderer/keys/letters.ts'

const BROWSER = { desktop: false, mac: false }
const DESKTOP = { desktop: true, mac: false }
const MAC = { desktop: true, mac: true }

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

const place = (changes: Partial<KeyPlace> = {}): KeyPlace => ({
  edition: BROWSER,
  letters: FIRST_LETTERS,
  isTyping: false,
  afterG: false,
  ...changes,
})

describe('the keyboard map', () => {
  it.each([
    ['j', 'next'],
    ['k', 'previous'],
    ['r', 'reply'],
    ['u', 'unread'],
    ['c', 'composer'],
    ['f', 'facts'],
    ['?', 'keys'],
    ['Escape', 'close'],
  ])('%s means %s', (key, action) => {
    expect(actionOf(press(key), place())).toBe(action)
  })

  it('Shift F is the wall and not the facts panel; "?" is the same with Shift and without', () => {
    expect(actionOf(press('F', { shiftKey: true }), place())).toBe('wall')
    expect(actionOf(press('?', { shiftKey: true }), place())).toBe('keys')
  })

  it('G waits for a letter: B is the board, U the last update, and alone U is the first unread entry', () => {
    expect(actionOf(press('g'), place())).toBe('G')
    expect(actionOf(press('b'), place({ afterG: true }))).toBe('board')
    expect(actionOf(press('u'), place({ afterG: true }))).toBe('lastUpdate')
    expect(actionOf(press('b'), place())).toBeNull()
  })

  it('Ctrl K opens the palette, also while somebody types; on a Mac it is ⌘ K', () => {
    expect(actionOf(press('k', { ctrlKey: true }), place({ isTyping: true }))).toBe('palette')
    expect(actionOf(press('k', { metaKey: true }), place({ edition: MAC }))).toBe('palette')
    expect(actionOf(press('k', { ctrlKey: true }), place({ edition: MAC }))).toBeNull()
  })

  it('Alt chords go by the place of the key, in the desktop alone', () => {
    const option = press('™', { altKey: true, code: 'Digit2' })
    expect(actionOf(option, place({ edition: MAC, isTyping: true }))).toBe('update')
    expect(actionOf(option, place({ edition: BROWSER }))).toBeNull()
    expect(actionOf(press('c', { altKey: true, code: 'KeyC' }), place({ edition: DESKTOP }))).toBe('call')
    expect(actionOf(press('u', { altKey: true, code: 'KeyU' }), place({ edition: DESKTOP }))).toBe('cadence')
  })

  it('Ctrl N is the intake in the desktop; in a browser it belongs to the browser', () => {
    expect(actionOf(press('n', { ctrlKey: true }), place({ edition: DESKTOP }))).toBe('intake')
    expect(actionOf(press('n', { ctrlKey: true }), place())).toBeNull()
  })

  it('shows the slash command where a chord is not the product’s to have', () => {
    expect(capsOf('update', BROWSER, FIRST_LETTERS)).toEqual([['/update']])
    expect(capsOf('update', DESKTOP, FIRST_LETTERS)).toEqual([['Alt', '2'], ['/update']])
  })
})

describe('single letters (WCAG 2.1.4)', () => {
  it('do nothing while somebody types, and with a modifier', () => {
    expect(actionOf(press('j'), place({ isTyping: true }))).toBeNull()
    expect(actionOf(press('j', { ctrlKey: true }), place())).toBeNull()
    expect(actionOf(press('g'), place({ isTyping: true }))).toBeNull()
  })

  it('can be turned off: then no letter acts and none is shown, while Esc and chords still act', () => {
    const letters = { on: false, changed: {} }
    expect(actionOf(press('j'), place({ letters }))).toBeNull()
    expect(actionOf(press('b'), place({ letters, afterG: true }))).toBeNull()
    expect(capsOf('next', BROWSER, letters)).toEqual([])
    expect(actionOf(press('Escape'), place({ letters }))).toBe('close')
    expect(actionOf(press('k', { ctrlKey: true }), place({ letters }))).toBe('palette')
  })

  it('can be changed: the new letter acts, the old one does not', () => {
    const letters = { on: true, changed: { next: 'n' } }
    expect(actionOf(press('n'), place({ letters }))).toBe('next')
    expect(actionOf(press('j'), place({ letters }))).toBeNull()
  })

  it('one letter means one thing: a taken letter, G, a word and a number are refused', () => {
    expect(letterProblem('next', 'k', FIRST_LETTERS)).toEqual({ kind: 'TAKEN', by: 'previous' })
    for (const wrong of ['g', 'jk', '', '1', ' ']) {
      expect(letterProblem('next', wrong, FIRST_LETTERS), wrong).toEqual({ kind: 'WRONG' })
    }
    expect(letterProblem('wall', 'k', FIRST_LETTERS), 'Shift K is not K').toBeNull()
  })

  it('what was kept and makes no sense is the first letters again', () => {
    for (const kept of [null, 'x', '[]', '{"on":true,"changed":{"next":"k"}}']) {
      expect(parseLetters(kept), String(kept)).toEqual(FIRST_LETTERS)
    }
    expect(parseLetters('{"on":false,"changed":{"next":"n"}}')).toEqual({ on: false, changed: { next: 'n' } })
  })
})
