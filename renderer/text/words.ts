// One table of sentences in both languages: looks like the table of the language that is spoken, and changes with it.
// Read it where it is shown (in JSX, a memo or an effect), never once into a constant of a component.

import { type Language, language } from './language.ts'

/** The shape that a table has in another language: the same names, the same facts filled in, other words. */
export type Words<Table> = Table extends string
  ? string
  : Table extends (...facts: infer Facts) => infer Result
    ? (...facts: Facts) => Words<Result>
    : { readonly [Name in keyof Table]: Words<Table[Name]> }

/** A table that answers in the present language. */
export function words<Table extends object>(tables: Readonly<Record<Language, Table>>): Table {
  return new Proxy(tables.en, { get: (_table, name) => Reflect.get(tables[language()], name) as unknown })
}

/** A function of sentences that answers in the present language. */
export function inWords<Facts extends readonly unknown[], Result>(
  tables: Readonly<Record<Language, (...facts: Facts) => Result>>,
): (...facts: Facts) => Result {
  return (...facts) => tables[language()](...facts)
}
