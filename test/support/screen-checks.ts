// What a program can see of a screen besides axe: whether anything has to be scrolled sideways, whether targets have
// their size, whether what has the focus can be seen, whether anything moves. Each answers one line per offender.

import type { Page } from 'playwright'

/** Everything that takes the focus or a press. */
const TARGETS =
  'button, a[href], input, select, textarea, summary, [role=button], [role=tab], [role=radio], [role=checkbox]'

/** The document and the boxes in it that would have to be scrolled sideways (1.4.10). */
export const sidewaysOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((element) => {
      const scrolls =
        element === document.documentElement || /auto|scroll/.test(getComputedStyle(element).overflowX)
      if (!scrolls || element.clientWidth === 0 || element.scrollWidth <= element.clientWidth + 1) return []
      return [
        `${element.tagName} ${element.className}: ${element.scrollWidth} px in ${element.clientWidth} px`,
      ]
    }),
  )

/**
 * Targets that are smaller than `least` px (2.5.8). Not meant: words within a sentence, fields whose frame has the size,
 * and a link whose pressable area reaches beyond its words, which is tried by pointing at its edges.
 */
export const smallTargetsOf = (page: Page, least: number): Promise<readonly string[]> =>
  page.evaluate(
    ({ selector, size }) => {
      const isShown = (element: Element) =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
        getComputedStyle(element).clipPath === 'none'
      const reaches = (element: Element, { left, top, width, height }: DOMRect) =>
        [-1, 1].every((side) => {
          const y = top + height / 2 + side * (size / 2 - 1)
          const found = document.elementFromPoint(left + width / 2, y)
          return found !== null && (element.contains(found) || found.contains(element)) && found === element
        })
      return [...document.querySelectorAll(selector)].flatMap((element) => {
        if (!isShown(element)) return []
        const inSentence =
          getComputedStyle(element).display.startsWith('inline') &&
          element.closest('p, .entry-text, .plain, .line, [class*=line]') !== null
        if (inSentence) return []
        const frame = element.closest('.field, label') ?? element
        const box = frame.getBoundingClientRect()
        const isLarge = box.width >= size - 0.5 && box.height >= size - 0.5
        if (isLarge || box.width === 0) return []
        if (box.width >= size - 0.5 && reaches(element, box)) return []
        const name = element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40)
        return [`${element.tagName} "${name}": ${Math.round(box.width)} x ${Math.round(box.height)} px`]
      })
    },
    { selector: TARGETS, size: least },
  )

/** What can take the focus and, once it has it and is scrolled to, lies under something else or out of sight (2.4.11). */
export const hiddenFocusOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate((selector) => {
    const lines = [...document.querySelectorAll<HTMLElement>(selector)].flatMap((element) => {
      const isStop =
        element.tabIndex >= 0 &&
        !element.matches(':disabled') &&
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      if (!isStop) return []
      element.focus()
      const { left, top, width, height } = element.getBoundingClientRect()
      if (getComputedStyle(element).clipPath !== 'none' || width === 0) return []
      const found = document.elementFromPoint(left + width / 2, top + Math.min(height / 2, 12))
      const isSeen = found !== null && (element.contains(found) || found.contains(element))
      // A box that is drawn by its label is seen where the label is.
      if (isSeen || element.closest('label')?.contains(found) === true) return []
      const name = element.getAttribute('aria-label') ?? element.textContent?.slice(0, 40)
      return [`${element.tagName} "${name}" is under ${found?.tagName ?? 'the edge of the window'}`]
    })
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
    return lines
  }, TARGETS)

/** What would still move, under `reducedMotion`, for longer than a hundredth of a millisecond (2.3.3). */
export const motionOf = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const longest = (times: string) => Math.max(...times.split(',').map((time) => Number.parseFloat(time)))
    return [...document.querySelectorAll('*')].flatMap((element) => {
      const style = getComputedStyle(element)
      const seconds = Math.max(
        longest(style.transitionDuration),
        style.animationName === 'none' ? 0 : longest(style.animationDuration),
      )
      return seconds > 0.00001 ? [`${element.tagName} ${element.className}: ${seconds} s`] : []
    })
  })
