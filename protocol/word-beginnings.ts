// When a word that somebody types is found in what was said: where a word of the text begins with it, once both are folded
// (text-match.ts). What an index of words holds of a text, and asks for a query, follows from the same rule, so that the
// index can be wider than the rule and never narrower. Pure. Decision 0036.

/** Longer words are told apart by reading the text. */
const KEY_MAX = 24
/** Of a script without spaces, in which each letter may begin a word, so much of what follows. */
const UNSPACED_KEY_MAX = 3
const RUN = /[\p{L}\p{N}]+/gu
const LETTER = /[\p{L}\p{N}]/u
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const ASCII_WORD = /^[a-z]*$|^\d+$/

/** Under which keys a folded text is kept, each once. */
export function keysOf(folded: string): ReadonlySet<string> {
  const keys = new Set<string>()
  for (const [run] of folded.matchAll(RUN)) {
    keys.add(keyOf(run))
    // Most words begin at their first letter alone.
    if (ASCII_WORD.test(run)) continue
    for (let at = 1; at < run.length; at += 1) if (beginsAt(run, at)) keys.add(keyOf(run.slice(at)))
  }
  return keys
}

/** With what a text's keys must begin for it to hold a folded word; none where every text may. */
export const keysAsked = (word: string): readonly string[] =>
  [...word.matchAll(RUN)].map(([run]) => keyOf(run))

/** Where the first of the words begins in a folded text that holds all of them; -1 for any other text. */
export function beginningOf(folded: string, words: readonly string[]): number {
  let first = -1
  for (const [index, word] of words.entries()) {
    const at = placeOf(folded, word)
    if (at < 0) return -1
    if (index === 0) first = at
  }
  return first
}

function placeOf(folded: string, word: string): number {
  const isSign = !LETTER.test(letterAt(word, 0))
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1))
    if (isSign || beginsAt(folded, at)) return at
  return -1
}

/** At the first letter after none, at a number in a word, and at every letter of a script without spaces. */
function beginsAt(text: string, at: number): boolean {
  if (at === 0) return true
  const [before, here] = [letterBefore(text, at), letterAt(text, at)]
  if (!LETTER.test(here)) return false
  return !LETTER.test(before) || (/\d/.test(here) && !/\d/.test(before)) || UNSPACED.test(here)
}

const keyOf = (run: string): string =>
  run.slice(0, UNSPACED.test(letterAt(run, 0)) ? UNSPACED_KEY_MAX : KEY_MAX)

const letterAt = (text: string, at: number): string => String.fromCodePoint(text.codePointAt(at) ?? 0)

function letterBefore(text: string, at: number): string {
  const isSecondHalf = /[\uDC00-\uDFFF]/.test(text[at - 1] ?? '')
  return isSecondHalf ? letterAt(text, at - 2) : (text[at - 1] ?? '')
}
