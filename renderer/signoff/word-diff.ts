// What changed between two versions of a text, word by word, so that who signs sees it. The longest common run of
// words stays; the rest was removed or added.

export interface Piece {
  readonly kind: 'SAME' | 'ADDED' | 'REMOVED'
  readonly text: string
}

/** Beyond so many comparisons the whole text counts as changed, so that a page never freezes. */
const COMPARISONS_MAX = 6_000_000

/** The pieces in reading order; removed words stand before the added ones. Joining SAME and ADDED gives `after`. */
export function diffWords(before: string, after: string): readonly Piece[] {
  const old = tokens(before)
  const fresh = tokens(after)
  if (old.length * fresh.length > COMPARISONS_MAX)
    return joined([piece('REMOVED', before), piece('ADDED', after)])
  const lengths = commonLengths(old, fresh)
  const pieces: Piece[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < fresh.length) {
    const [was, is] = [old[i], fresh[j]]
    if (was !== undefined && is !== undefined && isSame(was, is)) {
      pieces.push(piece('SAME', is))
      i++
      j++
    } else if (
      was !== undefined &&
      (is === undefined || lengthAt(lengths, i + 1, j) >= lengthAt(lengths, i, j + 1))
    ) {
      pieces.push(piece('REMOVED', was))
      i++
    } else {
      pieces.push(piece('ADDED', is ?? ''))
      j++
    }
  }
  return joined(pieces)
}

/** The same word, whatever white space follows it. */
const isSame = (a: string | undefined, b: string | undefined): boolean => a?.trimEnd() === b?.trimEnd()

/** A word with the white space after it. */
const tokens = (text: string): readonly string[] => text.match(/\S+\s*|^\s+/g) ?? []

const piece = (kind: Piece['kind'], text: string): Piece => ({ kind, text })

/** lengths[i][j]: how many words the rests from i and j have in common. */
function commonLengths(old: readonly string[], fresh: readonly string[]): readonly Uint32Array[] {
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint32Array(fresh.length + 1))
  for (let i = old.length - 1; i >= 0; i--) {
    const row = lengths[i]
    for (let j = fresh.length - 1; row !== undefined && j >= 0; j--) {
      row[j] = isSame(old[i], fresh[j])
        ? lengthAt(lengths, i + 1, j + 1) + 1
        : Math.max(lengthAt(lengths, i + 1, j), lengthAt(lengths, i, j + 1))
    }
  }
  return lengths
}

const lengthAt = (lengths: readonly Uint32Array[], i: number, j: number): number => lengths[i]?.[j] ?? 0

/** Neighbours of one kind become one piece; within a change all removed words come first. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    // A word that ended the new text has no space after it to keep it apart from what stood there before.
    const gap = /\S$/.test(result.at(-1)?.text ?? '') ? ' ' : ''
    if (removed !== '') result.push(piece('REMOVED', gap + removed))
    if (added !== '') result.push(piece('ADDED', added))
    removed = added = ''
  }
  for (const { kind, text } of pieces) {
    if (kind === 'REMOVED') removed += text
    else if (kind === 'ADDED') added += text
    else {
      flush()
      const last = result.at(-1)
      if (last?.kind === 'SAME') result[result.length - 1] = piece('SAME', last.text + text)
      else result.push(piece('SAME', text))
    }
  }
  flush()
  return result
}
