// The import table of ARCHITECTURE.md as data, and the check of a file against it. A type-only import counts as much
// as any other: what a layer must not know, it must not know by name either.

import type { Import, SourceFile } from './source-tree.ts'

interface LayerRule {
  /** The files that the rule is for; the first rule that matches a file is its only one. */
  readonly files: RegExp
  /** Paths from the root that these files may import. */
  readonly may: readonly RegExp[]
  readonly packages: readonly RegExp[]
}

const PURE_SHARED = [/^domain\//, /^protocol\//]
const ANYTHING = [/^/]
const SOLID = [/^solid-js(\/|$)/, /^@solidjs\/router$/, /^@kobalte\/core(\/|$)/, /^@tanstack\/solid-virtual$/]
const DRIZZLE = /^drizzle-orm(\/|$)/

/** Row by row the table of ARCHITECTURE.md; nothing imports server/, electron/ or renderer/ but themselves and tests. */
const TABLE: readonly LayerRule[] = [
  { files: /^domain\//, may: [/^domain\//], packages: [] },
  {
    files: /^protocol\//,
    may: PURE_SHARED,
    packages: [/^@noble\/(curves|hashes)(\/|$)/, /^canonicalize$/],
  },
  { files: /^replica\//, may: [...PURE_SHARED, /^replica\//], packages: [DRIZZLE, /^graphql-ws$/] },
  {
    files: /^server\//,
    may: [...PURE_SHARED, /^server\//],
    packages: [/^(?!(electron|solid-js|@solidjs|@kobalte|vite|vitest|playwright)(\/|$))/],
  },
  {
    files: /^electron\/(replica-process|person-replica)\.ts$/,
    may: [...PURE_SHARED, /^replica\//, /^electron\//],
    packages: ANYTHING,
  },
  {
    files: /^electron\//,
    may: [...PURE_SHARED, /^replica\/store\/driver\.ts$/, /^electron\//],
    packages: ANYTHING,
  },
  {
    files: /^renderer\/vite[.-][\w-]+\.ts$/,
    may: [/^protocol\/content-policy\.ts$/, /^renderer\/vite-[\w-]+\.ts$/],
    packages: ANYTHING,
  },
  { files: /^renderer\/ui\//, may: [/^renderer\/ui\//], packages: SOLID },
  {
    files: /^renderer\/platform\/.*worker/,
    may: [...PURE_SHARED, /^replica\//, /^renderer\//],
    packages: [DRIZZLE, /^@sqlite\.org\/sqlite-wasm$/],
  },
  {
    files: /^renderer\//,
    may: [...PURE_SHARED, /^replica\/(api\.ts$|port\/)/, /^renderer\//],
    packages: [...SOLID, /^@fontsource-variable\//, /^@simplewebauthn\/browser$/],
  },
  { files: /^verifier\/cli\.ts$/, may: [...PURE_SHARED, /^verifier\//], packages: [/^node:/] },
  { files: /^verifier\//, may: [...PURE_SHARED, /^verifier\//], packages: [] },
  // These run when everything is installed; all others run before that.
  {
    files: /^scripts\/(build-desktop|build-verifier|dist-checks|icons)\.mjs$/,
    may: [/^scripts\//],
    packages: [/^node:/, /^vite$/, /^@electron\/(asar|fuses)$/, /^playwright$/],
  },
  { files: /^scripts\//, may: [/^scripts\//], packages: [/^node:/] },
  { files: /^(test|bench)\//, may: ANYTHING, packages: ANYTHING },
  { files: /^[^/]+$/, may: [], packages: ANYTHING },
]

/** One sentence per import that the table does not allow. A file of a folder without a row breaks the table too. */
export function importViolations(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) => {
    const rule = TABLE.find(({ files: pattern }) => pattern.test(file.path))
    if (rule === undefined) return [`${file.path} lies in a folder that has no row in the import table`]
    return file.imports
      .filter((wanted) => !allowed(rule, wanted))
      .map((wanted) => `${file.path} must not import ${wanted.target ?? wanted.specifier}`)
  })
}

function allowed(rule: LayerRule, { target, specifier }: Import): boolean {
  if (target === undefined) return rule.packages.some((pattern) => pattern.test(specifier))
  return rule.may.some((pattern) => pattern.test(target))
}
