// Solid turns markup into nodes at one place: `template()` sets innerHTML on a <template>. Under Trusted Types that needs
// a named policy. This plugin puts the policy `solid` there, out of anybody's reach, and stops a build in which `template`
// is given anything but a literal that stands in a module's own source: the policy then serves compiled templates alone.

import type { Plugin } from 'vite'
import { TEMPLATE_POLICY } from '../protocol/content-policy.ts'

const SOLID_WEB = /\/solid-js\/web\/dist\/web\.js$/
const SINK = 't.innerHTML = html;'
const TRUSTED_SINK = 't.innerHTML = trustedTemplates ? trustedTemplates.createHTML(html) : html;'
/** A browser without Trusted Types takes the text as it is. */
const POLICY = `const trustedTemplates = globalThis.trustedTypes?.createPolicy(${JSON.stringify(TEMPLATE_POLICY)}, { createHTML: (html) => html });`
/** What solid-js/web offers that writes markup. */
const WRITERS = new Set(['template', 'innerHTML'])

export function trustedTemplates(): Plugin {
  return {
    name: 'accord-trusted-templates',
    // After Solid's compiler, which writes the calls that are judged here.
    enforce: 'post',
    apply: 'build',
    transform(code, id) {
      if (SOLID_WEB.test(id.replaceAll('\\', '/'))) return { code: guarded(code), map: null }
      if (!code.includes('solid-js/web')) return null
      const problem = untrustedTemplate(this.parse(code))
      if (problem !== null) this.error(`${id}: ${problem}`)
      return null
    },
  }
}

/**
 * Solid's runtime with its one sink behind the policy.
 * @throws when the sink is not there exactly once: another version of Solid must be looked at by a person.
 */
export function guarded(runtime: string): string {
  const parts = runtime.split(SINK)
  if (parts.length !== 2)
    throw new Error(
      `solid-js/web sets innerHTML at ${parts.length - 1} places instead of one: see vite-trusted-templates.ts`,
    )
  return `${POLICY}\n${parts.join(TRUSTED_SINK)}`
}

type Tree = Readonly<Record<string, unknown>>

/** What is wrong with how a compiled module makes markup, null when every template is a literal at its top level. */
export function untrustedTemplate(program: unknown): string | null {
  if (!isNode(program) || !Array.isArray(program['body'])) return 'the module could not be read'
  const names = new Set<unknown>()
  for (const statement of program['body'] as readonly Tree[]) {
    if (!isNode(statement['source']) || statement['source']['value'] !== 'solid-js/web') continue
    for (const specifier of (statement['specifiers'] ?? []) as readonly Tree[]) {
      const imported = specifier['imported'] ?? specifier['local']
      if (!isNode(imported) || !WRITERS.has(String(imported['name']))) continue
      if (statement['type'] !== 'ImportDeclaration') return 'hands on what writes markup'
      if (imported['name'] !== 'template') return `uses ${String(imported['name'])} of solid-js/web`
      names.add((specifier['local'] as Tree)['name'])
    }
  }
  return names.size === 0 ? null : findUse(program['body'], names, false)
}

/** The first use of a name that is no call with a literal outside of functions. */
function findUse(node: unknown, names: ReadonlySet<unknown>, inFunction: boolean): string | null {
  if (Array.isArray(node)) return firstOf(node, (part) => findUse(part, names, inFunction))
  if (!isNode(node) || node['type'] === 'ImportDeclaration') return null
  if (node['type'] === 'Identifier' && names.has(node['name'])) return 'passes `template` on as a value'
  const isCall =
    node['type'] === 'CallExpression' && isNode(node['callee']) && names.has(node['callee']['name'])
  if (isCall && inFunction) return 'makes a template while running'
  if (isCall && !isLiteral(node['arguments'])) return 'makes a template of something other than a literal'
  if (isCall) return null
  const inside = inFunction || /Function|Method|PropertyDefinition/.test(String(node['type']))
  return firstOf(Object.values(node), (part) => findUse(part, names, inside))
}

const isLiteral = (given: unknown): boolean => {
  const first: unknown = Array.isArray(given) ? given[0] : undefined
  if (!isNode(first)) return false
  if (first['type'] === 'Literal') return typeof first['value'] === 'string'
  return first['type'] === 'TemplateLiteral' && (first['expressions'] as readonly unknown[]).length === 0
}

const isNode = (value: unknown): value is Tree => typeof value === 'object' && value !== null

function firstOf(parts: readonly unknown[], find: (part: unknown) => string | null): string | null {
  for (const part of parts) {
    const found = find(part)
    if (found !== null) return found
  }
  return null
}
