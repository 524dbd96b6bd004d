// Reads the project's own sources for the architecture test: which files there are and what each of them imports.
// Imports come from a real parser (Vite's), not from a search for quotes, so that a comment or a regular expression
// cannot hide or invent one.

import { readdirSync, readFileSync } from 'node:fs'
import { extname, join, posix } from 'node:path'
import { parseSync } from 'vite'

/** One import, re-export, dynamic import, type query or `new URL(…, import.meta.url)`. */
export interface Import {
  readonly specifier: string
  /** The file meant, from the project's root, when the specifier is relative. */
  readonly target: string | undefined
  /** Erased before anything runs: `import type` or `export type`, and types spelled as `import('…')`. */
  readonly typeOnly: boolean
}

export interface SourceFile {
  /** From the project's root, with `/`. */
  readonly path: string
  readonly text: string
  /** The text with its comments blanked out, line by line as long as the text. */
  readonly code: string
  readonly imports: readonly Import[]
}

const EXTENSIONS = new Set(['.ts', '.tsx', '.mjs'])
const NOT_OURS = new Set(['node_modules', 'out', 'data', 'coverage', 'migrations'])

/** Every source file below `root`; generated files (`*.gen.ts`) and declarations are not sources. */
export function readSourceTree(root: string): readonly SourceFile[] {
  return sourcePaths(root, '').map((path) => parseSource(path, readFileSync(join(root, path), 'utf8')))
}

/** Whether a path names a file that the architecture rules speak about. */
export function isSourcePath(path: string): boolean {
  const folders = path.split('/').slice(0, -1)
  if (folders.some((folder) => NOT_OURS.has(folder) || folder.startsWith('.'))) return false
  return EXTENSIONS.has(extname(path)) && !/\.(gen|d)\.ts$/.test(path)
}

/** Also for text that is on no disk: the checker's own tests plant violations with it. */
export function parseSource(path: string, text: string): SourceFile {
  const parsed = parseSync(path, text)
  if (parsed.errors[0] !== undefined) throw new Error(`${path} does not parse: ${parsed.errors[0].message}`)
  const code = parsed.comments.reduce((rest, { start, end }) => blank(rest, start, end), text)
  const found = new Map<string, boolean>()
  const add = (specifier: string, typeOnly: boolean) =>
    found.set(specifier, typeOnly && (found.get(specifier) ?? true))

  for (const statement of parsed.module.staticImports) {
    const written = text.slice(statement.start, statement.end)
    add(statement.moduleRequest.value, /^import\s+type\s+[{*\w]/.test(written))
  }
  for (const statement of parsed.module.staticExports) {
    const written = text.slice(statement.start, statement.end)
    for (const { moduleRequest } of statement.entries) {
      if (moduleRequest !== null) add(moduleRequest.value, /^export\s+type\b/.test(written))
    }
  }
  const dynamic = new Set(parsed.module.dynamicImports.map(({ start }) => start))
  for (const match of code.matchAll(/\bimport\s*\(\s*['"]([^'"]+)['"]/g)) {
    if (match[1] !== undefined) add(match[1], !dynamic.has(match.index))
  }
  for (const match of code.matchAll(/new URL\(\s*['"](\.[^'"]+)['"]\s*,\s*import\.meta\.url/g)) {
    if (match[1] !== undefined) add(match[1], false)
  }
  return {
    path,
    text,
    code,
    imports: [...found].map(([specifier, typeOnly]) => importOf(path, specifier, typeOnly)),
  }
}

function importOf(path: string, specifier: string, typeOnly: boolean): Import {
  const file = specifier.replace(/\?.*$/, '')
  const target = file.startsWith('.') ? posix.join(posix.dirname(path), file) : undefined
  return { specifier, target, typeOnly }
}

function blank(text: string, start: number, end: number): string {
  return text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end)
}

function sourcePaths(root: string, folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`
    if (entry.isDirectory()) {
      return NOT_OURS.has(entry.name) || entry.name.startsWith('.') ? [] : sourcePaths(root, path)
    }
    return isSourcePath(path) ? [path] : []
  })
}
