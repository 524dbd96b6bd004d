// The guard's depth, on a schema that can be asked deeply; ours cannot.

import { buildSchema } from 'graphql'
import { expect, it } from 'vitest'
import { openGuard } from '../../../server/graphql/guard.ts'

const guard = openGuard(buildSchema('type Query { down: Query, end: Int }'), {
  free: true,
  trusted: new Set(),
})
const isAllowed = (query: string): boolean => guard('HTTP', { query }).ok

const deep = (levels: number): string => (levels === 1 ? '{ end }' : `{ down ${deep(levels - 1)} }`)

it('[I23] allows a depth of 8', () => {
  expect([8, 9].map((levels) => isAllowed(deep(levels)))).toEqual([true, false])
})

it('[I23] counts the depth through fragments, named and not', () => {
  const named = (levels: number) => `{ down { ...F } } fragment F on Query ${deep(levels)}`
  expect([7, 8].map((levels) => isAllowed(named(levels)))).toEqual([true, false])
  const unnamed = (levels: number) => `{ down { ... on Query ${deep(levels)} } }`
  expect([7, 8].map((levels) => isAllowed(unnamed(levels)))).toEqual([true, false])
})

it('[I23] refuses fragments that form a circle without following them', () => {
  expect(
    isAllowed('{ ...A } fragment A on Query { down { ...B } } fragment B on Query { down { ...A } }'),
  ).toBe(false)
})

it('[I23] refuses fragments that unfold without end, however few tokens they have', () => {
  const bomb = Array.from(
    { length: 30 },
    (_, level) => `fragment F${level} on Query { ...F${level + 1} ...F${level + 1} }`,
  )
  expect(isAllowed(`{ ...F0 } ${bomb.join(' ')} fragment F30 on Query { end }`)).toBe(false)
  const gentle = bomb.slice(-6)
  expect(isAllowed(`{ ...F24 } ${gentle.join(' ')} fragment F30 on Query { end }`)).toBe(true)
})
