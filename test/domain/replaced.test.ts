// One element of a list changed: which one, what stays, and that a long list costs no more than its copy.

import { expect, it } from 'vitest'
import { replaceLast } from '../../domain/replaced.ts'

const list = [{ n: 1 }, { n: 2 }, { n: 2 }, { n: 3 }]

it('changes the last that fits and nothing else', () => {
  const changed = replaceLast(
    list,
    ({ n }) => n === 2,
    ({ n }) => ({ n: n + 10 }),
  )
  expect(changed).toEqual([{ n: 1 }, { n: 2 }, { n: 12 }, { n: 3 }])
  expect(list).toEqual([{ n: 1 }, { n: 2 }, { n: 2 }, { n: 3 }])
  expect(changed[0]).toBe(list[0])
})

it('gives back the very list where nothing fits', () => {
  const unchanged = replaceLast(
    list,
    ({ n }) => n === 7,
    () => ({ n: 0 }),
  )
  expect(unchanged).toBe(list)
})

it('looks at no more of the list than lies behind what fits', () => {
  const looked: number[] = []
  const isSecond = ({ n }: { n: number }): boolean => looked.push(n) > 0 && n === 2
  replaceLast(list, isSecond, (element) => element)
  expect(looked).toEqual([3, 2])
})
