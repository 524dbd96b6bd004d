// A window comes back where it was, on a screen that is there, at a size that can be used.

import { expect, it } from 'vitest'
import {
  besideLast,
  FIRST_WINDOW,
  fitToScreens,
  inkOn,
  parseWindowState,
} from '../../electron/window-state.ts'

const DESK = { x: 0, y: 0, width: 1920, height: 1040 }
const LEFT = { x: -1280, y: 100, width: 1280, height: 900 }
const kept = { width: 1200, height: 800, x: 100, y: 60, maximised: true, background: '#0f1114' }

it('what was kept is read back as it was', () => {
  expect(parseWindowState(JSON.parse(JSON.stringify(kept)))).toEqual(kept)
})

it.each([null, 7, {}, { width: '1', height: 1 }, { width: -5, height: 5 }, { width: 1e9, height: 800 }])(
  '%j is begun anew',
  (broken) => {
    expect(parseWindowState(broken)).toEqual(FIRST_WINDOW)
  },
)

it('a broken part is left out, and no window is smaller than it may be', () => {
  expect(parseWindowState({ width: 10, height: 10, x: 5, y: 'top', background: 'red' })).toEqual({
    width: 360,
    height: 480,
    x: null,
    y: null,
    maximised: false,
    background: null,
  })
})

it('stays where it was on a screen that is there, also left of the main one', () => {
  expect(fitToScreens(kept, [DESK])).toEqual(kept)
  const left = { ...kept, x: -1200, y: 200 }
  expect(fitToScreens(left, [DESK, LEFT])).toEqual(left)
})

it('gives up a place on a screen that is gone, and fits the one that is left', () => {
  expect(fitToScreens({ ...kept, x: -5000, y: 200, width: 4000 }, [DESK])).toEqual({
    ...kept,
    x: null,
    y: null,
    width: 1920,
  })
  expect(fitToScreens({ ...kept, x: 1900 }, [DESK])).toMatchObject({ x: null, y: null })
  expect(fitToScreens({ ...kept, y: -200 }, [DESK])).toMatchObject({ x: null, y: null })
  expect(fitToScreens(kept, [])).toMatchObject({ x: null, y: null })
})

it('a further window stands beside the last one', () => {
  expect(besideLast(kept)).toMatchObject({ x: 128, y: 88, maximised: false })
  expect(besideLast(FIRST_WINDOW)).toMatchObject({ x: null, y: null })
})

it('the window’s own buttons can be read on light and on dark', () => {
  expect(inkOn('#ffffff')).not.toBe(inkOn('#0f1114'))
})
