// DESIGN 3: the desktop's windows have no title bar. Each page can be moved by its top, whatever can be pressed there can
// still be pressed, and nothing lies where the window's own buttons are. Where these are is said by hand here: a plain
// Chromium draws none.

import type { Page } from 'playwright'
import { afterAll, beforeAll, it } from 'vitest'
import type { DesktopApp } from '../support/desktop.ts'
import { type DesktopWorld, desktopWorld, enterAs } from '../support/desktop-world.ts'
import { expect, openRoom } from '../support/pages.ts'

const DEMO = /API sends return 503/
/** Windows' three buttons, and the three lights of macOS. */
const BUTTONS = { top: 40, right: 138, left: 78 }

let world: DesktopWorld
let app: DesktopApp
let page: Page
let roomId: string

beforeAll(async () => {
  world = await desktopWorld()
  app = await world.launch()
  page = await app.firstWindow()
})
afterAll(() => world.dispose())

type Side = 'left' | 'right'

/** What is wrong at the page's top, in words; `side` is where the window's buttons stand. */
async function faults(side: Side): Promise<readonly string[]> {
  await page.evaluate(
    ([where, { top, right, left }]) => {
      const { style } = document.documentElement
      style.setProperty('--window-top', `${top}px`)
      style.setProperty('--window-right', where === 'right' ? `${right}px` : '0px')
      style.setProperty('--window-left', where === 'left' ? `${left}px` : '0px')
    },
    [side, BUTTONS] as const,
  )
  return page.evaluate(
    ([where, { top, right, left }]) => {
      const regionOf = (element: Element, pseudo?: string): string =>
        getComputedStyle(element, pseudo).getPropertyValue('-webkit-app-region')
      const isSeen = (element: Element): boolean => element.checkVisibility({ visibilityProperty: true })
      const meets = (a: DOMRect, b: DOMRect): boolean =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
      const all = [...document.querySelectorAll('body *')].filter(isSeen)
      const handles = all.filter((element) => regionOf(element) === 'drag')
      const pressed = all.filter((element) =>
        element.matches('a[href], button, input, select, textarea, [tabindex]:not(main, [tabindex="-1"])'),
      )
      const found: string[] = []
      if (handles.length === 0 && regionOf(document.body, '::before') !== 'drag')
        found.push('nothing moves the window')
      const nameOf = (element: Element): string =>
        `${element.tagName} ${(element.getAttribute('aria-label') ?? element.textContent ?? '').slice(0, 40)}`
      const buttons = new DOMRect(
        where === 'right' ? innerWidth - right : 0,
        0,
        where === 'right' ? right : left,
        top,
      )
      for (const element of pressed) {
        const box = element.getBoundingClientRect()
        if (box.width < 2 || box.height < 2 || getComputedStyle(element).clipPath !== 'none') continue
        const isOver = handles.some((handle) => meets(handle.getBoundingClientRect(), box)) || box.top < top
        if (isOver && regionOf(element) !== 'no-drag' && element.closest('[role=dialog]') === null)
          found.push(`moves the window instead: ${nameOf(element)}`)
        // What another thing covers there is not pressed there anyway.
        const at = [
          Math.max(box.left, buttons.left) + Math.min(box.right, buttons.right),
          Math.max(box.top, buttons.top) + Math.min(box.bottom, buttons.bottom),
        ].map((sum) => sum / 2)
        const isOnTop = element.contains(document.elementFromPoint(at[0] ?? 0, at[1] ?? 0))
        if (meets(box, buttons) && isOnTop) found.push(`under the window's buttons: ${nameOf(element)}`)
      }
      return found
    },
    [side, BUTTONS] as const,
  )
}

/** Nothing is wrong at the usual width, with the rail, and as narrow as the window can be. */
async function holds(): Promise<void> {
  for (const width of [1360, 900, 400]) {
    await page.setViewportSize({ width, height: 800 })
    for (const side of ['right', 'left'] as const)
      await expect.poll(() => faults(side), `${width} px, buttons at the ${side}`).toEqual([])
  }
  await page.setViewportSize({ width: 1360, height: 800 })
}

const goTo = async (hash: string): Promise<void> => {
  await page.evaluate((where) => {
    location.hash = where
  }, hash)
  await expect(page.locator('main')).toBeVisible()
}

it('the first page', async () => {
  await page.getByRole('main').getByRole('button', { name: 'Maeve Brennan' }).first().waitFor()
  await holds()
})

it('the board', async () => {
  await enterAs(page, 'Maeve Brennan')
  await holds()
})

it('a room', async () => {
  await openRoom(page, DEMO)
  roomId = /rooms\/([^/?]+)/.exec(page.url())?.[1] ?? ''
  await holds()
})

it('the palette over a room', async () => {
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toBeVisible()
  await holds()
  await page.keyboard.press('Escape')
})

it.each(['/settings', '/intake', '/report'])('%s', async (path) => {
  await goTo(`#${path}`)
  await holds()
})

it('the sign-off and the wall of a room', async () => {
  await goTo(`#/rooms/${roomId}/sign-off`)
  await holds()
  await goTo(`#/rooms/${roomId}/wall`)
  await holds()
})
