// The rules that one file keeps or breaks by itself: purity of the shared layers, length, name, opening comment,
// no barrels, no test that silences its neighbours.

import { basename } from 'node:path'
import type { SourceFile } from './source-tree.ts'

const SOURCE_LINES_MAX = 300
const TEST_LINES_MAX = 500
const EMPTY_WORDS = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'common',
  'types',
  'index',
  'manager',
  'service',
])

interface Impurity {
  readonly pattern: RegExp
  readonly means: string
  /** The one file whose job it is. */
  readonly except?: string
}

/** What lint cannot see or would only see by one spelling: the pure layers get time, randomness and timers handed in. */
const IMPURITIES: readonly Impurity[] = [
  { pattern: /\bnew Date\s*(\(\s*\)|(?!\s*\())/, means: 'reads the clock' },
  {
    pattern: /\bnew Date\s*\(\s*[^)\s]/,
    means: 'makes a Date outside domain/time.ts',
    except: 'domain/time.ts',
  },
  { pattern: /\bDate\.now\b/, means: 'reads the clock' },
  { pattern: /(?<![./\w])performance\./, means: 'reads the clock' },
  { pattern: /\bMath\.random\b/, means: 'makes its own randomness' },
  { pattern: /(?<![./\w])crypto\./, means: 'makes its own randomness or keys' },
  { pattern: /(?<![.\w])(setTimeout|setInterval|setImmediate)\s*\(/, means: 'starts its own timer' },
  { pattern: /\bglobalThis\b/, means: 'reaches for the global object' },
]

/** One sentence per broken rule. */
export function sourceViolations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    [
      ...impurities(file),
      ...tooLong(file),
      ...emptyName(file),
      ...noOpening(file),
      ...barrel(file),
      ...silencing(file),
    ].map((what) => `${file.path} ${what}`),
  )
}

function impurities({ path, code }: SourceFile): readonly string[] {
  if (!/^(domain|protocol|replica)\//.test(path)) return []
  return IMPURITIES.filter(({ pattern, except }) => path !== except && pattern.test(code)).map(
    ({ means }) => means,
  )
}

function tooLong({ path, text }: SourceFile): readonly string[] {
  const max = path.startsWith('test/') ? TEST_LINES_MAX : SOURCE_LINES_MAX
  const lines = text.replace(/\n$/, '').split('\n').length
  return lines > max ? [`has ${lines} lines, more than ${max}`] : []
}

function emptyName({ path }: SourceFile): readonly string[] {
  const words = path
    .split('/')
    .map((part) => basename(part).replace(/\.(test\.)?\w+$/, ''))
    .flatMap((name) =>
      name
        .replace(/([a-z])([A-Z])/g, '$1-$2')
        .toLowerCase()
        .split(/[-.]/),
    )
  const empty = words.find((word) => EMPTY_WORDS.has(word))
  return empty === undefined ? [] : [`is named "${empty}", which does not say what it is for`]
}

function noOpening({ text }: SourceFile): readonly string[] {
  return /^(#![^\n]*\n)?(\/\/|\/\*)/.test(text) ? [] : ['does not open with a comment on what it is for']
}

function barrel({ code }: SourceFile): readonly string[] {
  return /^\s*export\s+(type\s+)?\*/m.test(code) ? ['re-exports a whole file'] : []
}

function silencing({ path, code }: SourceFile): readonly string[] {
  return /\.test\.tsx?$/.test(path) && /\b(it|test|describe)\.only\b/.test(code)
    ? ['runs only some of its tests']
    : []
}
