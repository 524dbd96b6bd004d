// Every sentence is in both languages and says the same facts in each; it keeps to the style and to the one word for
// each thing that docs/language.md lists. Whoever adds a sentence in one language only is told here.

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type Pair, pairsOfSentences } from './tables.ts'

const pairs = await pairsOfSentences()

/** Names, abbreviations and words that are the same in Indonesian. */
const SAME_IN_BOTH: readonly string[] = [
  'Accord',
  'Administrator',
  'API',
  'Digest',
  'E-mail',
  'e-mail',
  'Hotline',
  'Internal',
  'internal',
  'Server',
  '&Edit',
  'SHA-256',
  'SMTP',
  'Status',
  'TAM',
  'Volume',
  '08:50',
]

/** Sentences that are nothing but their facts, or facts and a name. */
const ONLY_FACTS: readonly string[] = [
  'app.boardText.tam',
  'room-entries.evidenceText.file',
  'room-entries.intakeEntryText.quote',
  'room-facts.intakeFactsText.aside',
  'room-facts.peopleText.roleAt',
  'room.formText.otherZone',
  'signoff.signoffText.by',
]

/** Keys and addresses, not words. */
const isKey = ({ path, en }: Pair): boolean =>
  /askText\.questions\.\d+\.0$|sample\.entries\.\d+\.0$/.test(path) || /^https?:\/\/\S+$/.test(en)

const shown = (found: readonly Pair[]): readonly string[] => [
  ...new Set(found.map(({ path, en, id }) => `${path}: “${en}” / “${id}”`)),
]

const has = (words: readonly string[]): ((sentence: string) => boolean) => {
  const pattern = new RegExp(`(?<![\\p{L}-])(?:${words.join('|')})(?![\\p{L}-])`, 'iu')
  return (sentence) => pattern.test(sentence)
}

/** The last column of the table in docs/language.md. */
function avoided(): readonly string[] {
  const text = readFileSync(join(import.meta.dirname, '../../../docs/language.md'), 'utf8')
  const rows = [...text.matchAll(/^\| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)]
  return rows.slice(2).flatMap(([, , , words = '']) => words.split(',').map((word) => word.trim()))
}

describe('the two languages', () => {
  it('have hundreds of sentences to compare', () => {
    expect(pairs.length).toBeGreaterThan(600)
  })

  it('differ, but for names and for what is the same in both', () => {
    const same = pairs.filter(
      (pair) =>
        pair.en === pair.id &&
        /\p{L}/u.test(pair.en) &&
        !SAME_IN_BOTH.includes(pair.en) &&
        !ONLY_FACTS.includes(pair.path) &&
        !isKey(pair),
    )
    expect(shown(same)).toEqual([])
  })

  it('say the same facts', () => {
    const dropped = pairs.filter(({ en, id, facts }) =>
      facts.some((fact) => en.includes(fact) !== id.includes(fact)),
    )
    expect(shown(dropped)).toEqual([])
  })

  it('say nothing that is missing (facts of another kind than numbers stand in tables.ts)', () => {
    const broken = pairs.filter(({ en, id }) =>
      [en, id].some((sentence) => /undefined|NaN|\[object|null/.test(sentence)),
    )
    expect(shown(broken)).toEqual([])
  })

  it('are both there or both empty', () => {
    expect(shown(pairs.filter(({ en, id }) => (en === '') !== (id === '')))).toEqual([])
  })

  it('keep the space at the edge that joins a sentence to what stands before it', () => {
    const edges = (sentence: string) => [/^\s/.test(sentence), /\s$/.test(sentence)].join()
    expect(shown(pairs.filter(({ en, id }) => edges(en) !== edges(id)))).toEqual([])
  })
})

describe('the style', () => {
  it('of English: no pleading, no cheering', () => {
    const wrong = has(['please', 'oops', 'sorry', 'success', 'successfully'])
    expect(shown(pairs.filter(({ en }) => wrong(en) || en.includes('!')))).toEqual([])
  })

  it('of Indonesian: no pleading, no cheering, formal', () => {
    const words = 'silakan|silahkan|maaf|mohon|tolong|berhasil|sukses|ups|kamu|kalian|loh|sih|gak|nggak'
    const wrong = has(words.split('|'))
    expect(shown(pairs.filter(({ id }) => wrong(id) || id.includes('!')))).toEqual([])
  })

  it('of Indonesian: "Anda" with a capital, "e-mail" with its hyphen', () => {
    expect(shown(pairs.filter(({ id }) => /\banda\b|\bemail\b/i.test(id.replaceAll('Anda', ''))))).toEqual([])
  })

  it('leaves no English word inside an Indonesian sentence', () => {
    const words =
      'the|is|are|was|and|of|not|no|to|with|for|this|that|these|from|your|you|has|have|been|be|on|at|in|by|it|its|if|when|who|will|can|cannot|waiting|signed|sent|room|call|late'
    const wrong = has(words.split('|'))
    expect(shown(pairs.filter((pair) => !isKey(pair) && wrong(pair.id)))).toEqual([])
  })

  it('uses one Indonesian word for each thing', () => {
    const words = avoided()
    expect(words.length).toBeGreaterThan(40)
    const wrong = has(words)
    expect(shown(pairs.filter(({ id }) => wrong(id)))).toEqual([])
  })
})
