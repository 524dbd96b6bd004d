// Arrow keys within a group, and seconds of a channel gathered into columns.
import { describe, expect, it } from 'vitest'
import { nextIndex } from '../../../renderer/ui/roving.ts'
import { secondsOf, unavailableShares } from '../../../renderer/ui/second-runs.ts'
import { layoutOf } from '../../../renderer/ui/viewport.ts'

describe('arrow keys in a group', () => {
  it('go round at both ends', () => {
    expect([nextIndex('ArrowRight', 2, 3), nextIndex('ArrowLeft', 0, 3)]).toEqual([0, 2])
  })

  it('enter from outside at the near end', () => {
    expect([nextIndex('ArrowDown', -1, 3), nextIndex('ArrowUp', -1, 3)]).toEqual([0, 2])
  })

  it('leave other keys and empty groups alone', () => {
    expect([nextIndex('a', 0, 3), nextIndex('ArrowDown', 0, 0), nextIndex('Home', 1, 0)]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
  })
})

describe('seconds of a channel', () => {
  it('count only seconds in which every attempt failed', () => {
    const seconds = secondsOf([
      { state: 'unavailable', seconds: 3 },
      { state: 'partial', seconds: 2 },
      { state: 'none', seconds: 1 },
      { state: 'ok', seconds: 2 },
      { state: 'unavailable', seconds: 1 },
    ])
    expect(unavailableShares(seconds, 4)).toEqual([0.75, 0, 1])
  })
})

it('names the layout of a window by its width', () => {
  expect([1280, 1279, 1024, 1023, 760, 759, 320].map(layoutOf)).toEqual([
    'wide',
    'rail',
    'rail',
    'drawer',
    'drawer',
    'phone',
    'phone',
  ])
})
