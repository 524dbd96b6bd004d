// Shows that the architecture test can fail: each rule is given a planted violation and must name it, and a lawful
// neighbour of it and must stay silent.

import { describe, expect, it } from 'vitest'
import { importCycles } from './import-cycles.ts'
import { importViolations } from './import-table.ts'
import { sourceViolations } from './source-rules.ts'
import { isSourcePath, parseSource } from './source-tree.ts'

const table = (path: string, text: string) => importViolations([parseSource(path, text)])
const rules = (path: string, text: string) => sourceViolations([parseSource(path, text)])

describe('the import table', () => {
  it.each([
    ['domain/incident/report.ts', "import { x } from '../../protocol/codec.ts'"],
    ['domain/incident/report.ts', "import type { X } from '../../protocol/codec.ts'"],
    ['domain/ids.ts', "import { randomUUID } from 'node:crypto'"],
    ['domain/ids.ts', "import { sha256 } from '@noble/hashes/sha2.js'"],
    ['protocol/codec.ts', "export { x } from '../replica/api.ts'"],
    ['protocol/codec.ts', "import { z } from 'zod'"],
    ['replica/open.ts', "import { readFileSync } from 'node:fs'"],
    ['replica/open.ts', "const later = await import('../server/app.ts')"],
    ['server/app.ts', "import { open } from '../replica/open.ts'"],
    ['server/app.ts', "let room: import('../renderer/room/state.ts').Room"],
    ['electron/main.ts', "import { open } from '../replica/open.ts'"],
    ['electron/window.ts', "import { app } from '../server/app.ts'"],
    ['renderer/room/RoomPage.tsx', "import { merge } from '../../replica/sync/merge.ts'"],
    ['renderer/platform/browser.ts', "import { open } from '../../replica/open.ts'"],
    ['renderer/room/RoomPage.tsx', "import { join } from 'node:path'"],
    ['renderer/live/createLive.ts', "new Worker(new URL('../../server/main.ts', import.meta.url))"],
    ['renderer/ui/Button.tsx', "import { submit } from '../live/createSubmit.ts'"],
    ['scripts/start.mjs', "import { app } from '../server/app.ts'"],
    ['extras/thing.ts', 'export const x = 1'],
  ])('refuses, in %s, %s', (path, text) => {
    expect(table(path, text)).toHaveLength(1)
  })

  it.each([
    ['domain/incident/report.ts', "import { ok } from '../result.ts'"],
    [
      'protocol/codec.ts',
      "import { sha256 } from '@noble/hashes/sha2.js'; import type { Room } from '../domain/a.ts'",
    ],
    ['replica/open.ts', "import { sql } from 'drizzle-orm'; import { encode } from '../protocol/codec.ts'"],
    ['server/app.ts', "import { readFile } from 'node:fs/promises'; import fastify from 'fastify'"],
    ['electron/sqlite-driver.ts', "import type { Driver } from '../replica/store/driver.ts'"],
    ['renderer/room/RoomPage.tsx', "import type { Replica } from '../../replica/api.ts'"],
    ['renderer/platform/browser-worker.ts', "import { open } from '../../replica/open.ts'"],
    ['domain/ids.ts', "// import { x } from '../server/app.ts'\nexport const quoted = /import 'x'/"],
  ])('allows, in %s, %s', (path, text) => {
    expect(table(path, text)).toEqual([])
  })
})

describe('the search for circles', () => {
  it('finds one through three files, and only what is left after types are erased', () => {
    const around = [
      parseSource('domain/a.ts', "import { b } from './b.ts'"),
      parseSource('domain/b.ts', "import { c } from './c.ts'"),
      parseSource('domain/c.ts', "export { a } from './a.ts'"),
      parseSource('domain/d.ts', "import type { E } from './e.ts'"),
      parseSource('domain/e.ts', "import { d } from './d.ts'"),
    ]
    expect(importCycles(around)).toEqual([['domain/a.ts', 'domain/b.ts', 'domain/c.ts', 'domain/a.ts']])
  })

  it('finds one that is made of inline type imports, which leave an import behind', () => {
    const around = [
      parseSource('domain/a.ts', "import { type B } from './b.ts'"),
      parseSource('domain/b.ts', "import { a } from './a.ts'"),
    ]
    expect(importCycles(around)).toHaveLength(1)
  })
})

describe('purity', () => {
  it.each([
    'const at = new Date()',
    'const at = new Date',
    'const at = new Date(5)',
    'const at = Date.now()',
    'const at = performance.now()',
    'const luck = Math.random()',
    'const id = crypto.randomUUID()',
    'setTimeout(() => {}, 5)',
    'setInterval(tick, 5)',
    'globalThis.x = 1',
  ])('refuses %s in the shared layers and nowhere else', (code) => {
    const text = `// A file.\n${code}\n`
    expect(
      ['domain/a.ts', 'protocol/a.ts', 'replica/a.ts', 'server/a.ts'].map((path) => rules(path, text).length),
    ).toEqual([1, 1, 1, 0])
  })

  it('lets domain/time.ts turn milliseconds into a Date, but not read the clock', () => {
    expect(rules('domain/time.ts', '// Time.\nnew Date(5)')).toEqual([])
    expect(rules('domain/time.ts', '// Time.\nnew Date()')).toHaveLength(1)
  })

  it('does not mistake a comment, a file name or a timer that was handed in', () => {
    expect(rules('protocol/a.ts', "// Sums.\nimport { sum } from './crypto.ts'")).toEqual([])
    expect(rules('replica/a.ts', '// Never Date.now().\ntimers.setTimeout(tick, 5)')).toEqual([])
  })
})

describe('the rules of a single file', () => {
  const lines = (count: number) => `// A file.\n${'void 0\n'.repeat(count - 1)}`

  it('refuses one line more than the limit', () => {
    expect([300, 301].map((count) => rules('server/a.ts', lines(count)).length)).toEqual([0, 1])
    expect([500, 501].map((count) => rules('test/a.test.ts', lines(count)).length)).toEqual([0, 1])
  })

  it.each([
    'domain/utils.ts',
    'server/mail/index.ts',
    'server/room-manager.ts',
    'renderer/common/Box.tsx',
    'domain/types.test.ts',
    'server/RoomService.ts',
  ])('refuses the name %s', (path) => {
    expect(rules(path, '// A file.')).toHaveLength(1)
  })

  it('refuses a file that does not say what it is for', () => {
    expect(rules('domain/a.ts', "import { b } from './b.ts'")).toHaveLength(1)
  })

  it('refuses a barrel and a test that silences its neighbours', () => {
    expect(rules('domain/a.ts', "// A file.\nexport * from './b.ts'")).toHaveLength(1)
    expect(rules('test/a.test.ts', "// A test.\nit.only('x', () => {})")).toHaveLength(1)
  })
})

describe('what counts as a source', () => {
  it('leaves out what is generated or not ours, and nothing else', () => {
    const paths = [
      'domain/a.ts',
      'renderer/App.tsx',
      'scripts/a.mjs',
      'protocol/graphql.gen.ts',
      'node_modules/a/b.ts',
      'out/a.mjs',
      'README.md',
    ]
    expect(paths.filter(isSourcePath)).toEqual(['domain/a.ts', 'renderer/App.tsx', 'scripts/a.mjs'])
  })

  it('refuses to guess at a file that does not parse', () => {
    expect(() => parseSource('domain/a.ts', 'import {')).toThrow(/does not parse/)
  })
})
