// When a word that somebody types is found in a text: letters are compared without case and without their marks, so
// that "jose" finds "José". The palette and the search over the copy agree by it. Pure.

/** Where a text holds what was looked for: from, inclusive, and to, exclusive, in UTF-16 units of the text. */
export interface TextMatch {
  readonly from: number
  readonly to: number
}

/** A text as it is compared, and for each of its units the place in the text that it came from. */
export interface FoldedText {
  readonly folded: string
  readonly places: readonly number[]
}

/** Lower case, without accents and other marks; the same for a letter by itself as inside of a word (Greek sigma). */
export const fold = (text: string): string =>
  text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ')

/** As `fold`, but knows where each unit came from: folding may make a text longer or shorter. */
export function foldedText(text: string): FoldedText {
  let folded = ''
  const places: number[] = []
  let at = 0
  for (const letter of text) {
    const plain = fold(letter)
    folded += plain
    for (let unit = 0; unit < plain.length; unit += 1) places.push(at)
    at += letter.length
  }
  return { folded, places: [...places, text.length] }
}

/** The words of a query, folded; none for one of spaces. */
export const wordsOf = (query: string): readonly string[] =>
  fold(query)
    .split(/\s+/)
    .filter((word) => word !== '')

/** Whether every word stands somewhere in a folded text. */
export const holdsAll = (folded: string, words: readonly string[]): boolean =>
  words.every((word) => folded.includes(word))

/** Where the first of the words stands, the beginning of a word before the middle of one; null when it does not. */
export function matchOf({ folded, places }: FoldedText, words: readonly string[]): TextMatch | null {
  const [word] = words
  if (word === undefined || !holdsAll(folded, words)) return null
  const at = startOf(folded, word)
  return { from: places[at] ?? 0, to: places[at + word.length] ?? 0 }
}

function startOf(folded: string, word: string): number {
  for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(folded[at - 1] ?? '')) return at
  }
  return folded.indexOf(word)
}
