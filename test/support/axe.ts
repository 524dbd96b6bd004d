// axe-core on a page as it stands: every rule of WCAG 2.2 at levels A and AA. The page's context must be opened with
// `bypassCSP`, because the product lets no foreign script in.

import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const script = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** One line for each element that breaks a rule; none for a page without violations. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  await page.evaluate(await script)
  const { violations, passes } = await page.evaluate<AxeResults>(
    `axe.run(document, { runOnly: ${JSON.stringify(RULES)} })`,
  )
  // A page that was still empty passes nothing.
  if (passes.length < 10) return [`only ${passes.length} rules found anything to look at`]
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary?.replaceAll(/\s+/g, ' ')}`),
  )
}
