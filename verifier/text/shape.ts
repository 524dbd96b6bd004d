// The shape that the verifier's sentences have in every language, taken from the English ones.

import type { en } from './en.ts'

/** The same names and facts, in other words. */
type InOtherWords<Table> = Table extends string
  ? string
  : Table extends (...facts: infer Facts) => string
    ? (...facts: Facts) => string
    : { readonly [Name in keyof Table]: InOtherWords<Table[Name]> }

export type VerifierWords = InOtherWords<typeof en>
