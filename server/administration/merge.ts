// Two administrators who change one thing at the same time: each says what their form began with, and only what they
// changed themselves is taken from it. A field that both changed is refused to the second, who sees what the first made
// of it. Nobody's change is lost without a word.

import { isDeepStrictEqual } from 'node:util'
import { type AdministrationRefusal, refusal } from '../../domain/administration.ts'

type Fields<T> = readonly (keyof T & string)[]

export type Merged<T> =
  | { readonly draft: T; readonly refusal: null }
  | { readonly draft: null; readonly refusal: AdministrationRefusal }

/** `seen`: what the form began with; null takes all of `draft`, whatever was changed meanwhile. */
export function merge<T extends object>(fields: Fields<T>, seen: T | null, stored: T, draft: T): Merged<T> {
  if (seen === null) return { draft, refusal: null }
  const own = fields.filter((field) => !isDeepStrictEqual(seen[field], draft[field]))
  const both = own.find(
    (field) =>
      !isDeepStrictEqual(seen[field], stored[field]) && !isDeepStrictEqual(stored[field], draft[field]),
  )
  if (both !== undefined) return { draft: null, refusal: refusal(both, 'CHANGED_MEANWHILE') }
  const others = fields.filter((field) => !own.includes(field))
  const kept = Object.fromEntries(others.map((field) => [field, stored[field]]))
  return { draft: { ...draft, ...kept }, refusal: null }
}
