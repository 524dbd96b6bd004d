// axe-core on a page as it stands: every rule of WCAG 2.2 at levels A and AA. The page's context must be opened with
// `bypassCSP`, because the product lets no foreign script in.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Result } from 'axe-core'
import type { Page } from 'playwright'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const PAGE = ':root'
const script = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** COLOURS: the rules whose answer changes with the theme; the others answer from the document alone. */
export type AxeRules = 'ALL' | 'COLOURS'

const OPTIONS: Readonly<Record<AxeRules, { readonly run: object; readonly passes: number }>> = {
  ALL: { run: { runOnly: RULES }, passes: 10 },
  COLOURS: {
    run: { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } },
    passes: 1,
  },
}

interface Found {
  readonly violations: readonly Result[]
  /** How many rules had something to look at, and nothing against it. */
  readonly passed: number
}

/** One line for each element in `part` (a selector) that breaks a rule; none for a page without violations. */
export async function violationsOf(
  page: Page,
  rules: AxeRules = 'ALL',
  part: string = PAGE,
): Promise<readonly string[]> {
  const { run, passes: ofPage } = OPTIONS[rules]
  const least = part === PAGE ? ofPage : 1
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(await script)
  // Only what is read here leaves the page: what passes is hundreds of kilobytes, and took longer than the rules.
  const { violations, passed } = await page.evaluate<Found>(
    `axe.run(${JSON.stringify(part)}, ${JSON.stringify({ ...run, resultTypes: ['violations'] })})
      .then(({ violations, passes }) => ({ violations, passed: passes.length }))`,
  )
  // A page that was still empty passes nothing.
  if (passed < least) return [`only ${passed} rules found anything to look at`]
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary?.replaceAll(/\s+/g, ' ')}`),
  )
}
