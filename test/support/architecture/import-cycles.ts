// Finds circles of imports. Type-only imports are left out: they are erased before anything runs.

import type { SourceFile } from './source-tree.ts'

/** Every circle once, as the files on the way round; empty when the graph is a tree of layers as it should be. */
export function importCycles(files: readonly SourceFile[]): readonly (readonly string[])[] {
  const graph = new Map(files.map((file) => [file.path, neighbours(file)]))
  const finished = new Set<string>()
  const cycles: (readonly string[])[] = []

  const visit = (path: string, trail: readonly string[]): void => {
    const start = trail.indexOf(path)
    if (start !== -1) {
      cycles.push([...trail.slice(start), path])
      return
    }
    if (finished.has(path)) return
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path])
    finished.add(path)
  }
  for (const path of graph.keys()) visit(path, [])
  return cycles
}

function neighbours(file: SourceFile): readonly string[] {
  return file.imports.flatMap(({ target, typeOnly }) => (typeOnly || target === undefined ? [] : [target]))
}
