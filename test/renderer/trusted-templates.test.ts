// The build's own check: Solid's one sink stands behind the policy, and no module makes markup of anything but a literal.

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseSync } from 'vite'
import { describe, expect, it } from 'vitest'
import { guarded, untrustedTemplate } from '../../renderer/vite-trusted-templates.ts'

const ROOT = join(import.meta.dirname, '../..')
const judge = (code: string) => untrustedTemplate(parseSync('module.js', code).program)
const IMPORT = 'import { template as _$template } from "solid-js/web";'

describe("Solid's runtime", () => {
  it('sets innerHTML at one place, which takes what the policy made', async () => {
    const runtime = guarded(await readFile(join(ROOT, 'node_modules/solid-js/web/dist/web.js'), 'utf8'))
    expect(runtime).toContain('createPolicy("solid"')
    expect(runtime).not.toContain('t.innerHTML = html;')
  })

  it('of another shape stops the build', () => {
    expect(() => guarded('t.innerHTML = html; t.innerHTML = html;')).toThrow(/2 places/)
    expect(() => guarded('t.setHTMLUnsafe(html)')).toThrow(/0 places/)
  })
})

describe('a module', () => {
  it.each([
    [
      'of compiled templates',
      `${IMPORT} var _tmpl$ = /*#__PURE__*/_$template(\`<p>\`), b = _$template("<b>", 2)`,
    ],
    [
      'that renders and makes no template',
      'import { render } from "solid-js/web"; render(() => null, document.body)',
    ],
    ['with a template function of its own', 'const template = (x) => x; template(location.hash)'],
  ])('%s is built', (_title, code) => {
    expect(judge(code)).toBeNull()
  })

  it.each([
    ['from a variable', `${IMPORT} const t = _$template(location.hash)`, /literal/],
    ['from text with a value in it', `${IMPORT} const t = _$template(\`<p>\${name}\`)`, /literal/],
    ['while running', `${IMPORT} export const f = () => _$template("<p>")`, /while running/],
    ['through another name', `${IMPORT} const make = _$template`, /as a value/],
    ['through an export', 'export { template } from "solid-js/web"', /hands on/],
    [
      'with innerHTML of the runtime',
      'import { innerHTML } from "solid-js/web"; innerHTML(p, t)',
      /uses innerHTML/,
    ],
  ])('that makes markup %s stops the build', (_title, code, problem) => {
    expect(judge(code)).toMatch(problem)
  })
})
