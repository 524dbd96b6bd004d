// A sentence that is read once stays in the language of that moment. So no table of sentences is read while a module is
// loaded, nor straight into a constant of a component: only inside a function, in JSX, a memo or an effect.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const RENDERER = join(import.meta.dirname, '../../../renderer')

const sources = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !/^(?:text|gallery)\//.test(path))
  .map((path) => ({ path, text: readFileSync(join(RENDERER, path), 'utf8') }))

/** What a file imports from renderer/text that answers in the present language. */
function tablesIn(text: string): readonly string[] {
  const imports = [
    ...text.matchAll(/^import \{([^}]+)\} from '[^']*\/text\/(?!language|spoken)[\w-]+\.ts'/gm),
  ]
  return imports
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
}

/**
 * Constants of a given depth that read a table outside every function: `const x = table.y`, `const x = { a: table.y }`.
 * Depth 0 are those of the module, depth 2 those of a function's first level, as the formatter indents them.
 */
function readsOnce(text: string, depth: 0 | 2): readonly string[] {
  const tables = tablesIn(text)
  if (tables.length === 0) return []
  const uses = new RegExp(`\\b(?:${tables.join('|')})(?:[.[]|\\()`)
  const lines = text.split('\n')
  const start = new RegExp(`^ {${depth}}(?:export )?const [^=]*= ?(.*)$`)
  return lines.flatMap((line, at) => {
    const begun = start.exec(line)
    if (begun === null) return []
    const rest = lines.slice(at + 1)
    const end = rest.findIndex((next) => next.search(/\S/) <= depth && !/^\s*[})\]]/.test(next))
    const body = [begun[1] ?? '', ...rest.slice(0, end < 0 ? undefined : end)].join('\n')
    const before = body.split(/=>|\bfunction\b|\) \{\n/)[0] ?? ''
    return uses.test(before) ? [line.trim()] : []
  })
}

const found = (depth: 0 | 2, paths: RegExp): readonly string[] =>
  sources
    .filter(({ path }) => paths.test(path))
    .flatMap(({ path, text }) => readsOnce(text, depth).map((line) => `${path}: ${line}`))

describe('tables of sentences', () => {
  it('are not read while a module is loaded', () => {
    expect(found(0, /./)).toEqual([])
  })

  it('are not read straight into a constant of a component or of what it creates', () => {
    expect(found(2, /\.tsx$|create-[\w-]+\.ts$/)).toEqual([])
  })

  it('would be found if they were', () => {
    const top = "import { roomText } from '../text/room.ts'\n"
    expect(readsOnce(`${top}const TABS = [\n  { label: roomText.facts },\n]\n`, 0)).toHaveLength(1)
    expect(readsOnce(`${top}const tabs = () => [\n  { label: roomText.facts },\n]\n`, 0)).toEqual([])
    expect(readsOnce(`${top}function Tabs() {\n  const label = roomText.facts\n}\n`, 2)).toHaveLength(1)
    expect(readsOnce(`${top}function Tabs() {\n  const label = () => roomText.facts\n}\n`, 2)).toEqual([])
  })
})
