// Rules, tests and comments hold each other: every rule of domain/RULES.md and every guarantee of docs/guarantees.md is
// named by a test, and every rule, clause, guarantee or measured fact that a title or a comment cites exists.

import { resolve } from 'node:path'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readSourceTree } from './support/architecture/source-tree.ts'

const root = resolve(import.meta.dirname, '..')
const text = readFileSync(resolve(root, 'domain/RULES.md'), 'utf8')
const files = readSourceTree(root).filter(({ path }) => !path.endsWith('.gen.ts'))

const rules = [...text.matchAll(/^- \*\*([A-Z]+-\d+)\*\* (.+)$/gm)].map(([, id = '', sentence = '']) => ({
  id,
  sentence,
}))
const clauses = [...text.matchAll(/^- ([A-Z]+-\d+): /gm)].map(([, id = '']) => id)
const groups = new Set([...text.matchAll(/^## ([A-Z]+): /gm)].map(([, group = '']) => group))
const known = new Set([...rules.map(({ id }) => id), ...clauses])
const prefixes = new Set([...known].map((id) => id.split('-')[0] ?? ''))

/** Titles open with the rules they show: `[CB-3] …`, `[CB-3] [CLK-1] …`. */
const inTitles = files
  .filter(({ path }) => /\.test\.tsx?$/.test(path))
  .flatMap(({ path, text: source }) =>
    [...source.matchAll(/['"`]((?:\[[A-Z]+-\d+\] ?)+)/g)].flatMap(([, ids = '']) =>
      [...ids.matchAll(/[A-Z]+-\d+/g)].map(([id]) => ({ path, id })),
    ),
  )

const inSources = files
  .filter(({ path }) => !path.startsWith('test/'))
  .flatMap(({ path, text: source }) =>
    [...source.matchAll(/\b([A-Z]{2,4})-\d+\b/g)].flatMap(([id, prefix = '']) =>
      prefixes.has(prefix) ? [{ path, id }] : [],
    ),
  )

const guarantees = readFileSync(resolve(root, 'docs/guarantees.md'), 'utf8')
const listed = [...guarantees.matchAll(/^- \*\*([IM]\d+)\*\* /gm)].map(([, id = '']) => id)

/** `(I3)`, `[I19]`, `(M5 to M7)`, `(AUD-4, I20)`: never the start of an SVG path. */
const citesOf = (source: string): string[] =>
  [...source.matchAll(/(?<=[[( ])([IM]\d{1,2})(?=[\]),:]| to [IM]\d)/g)].map(([, id = '']) => id)

const guaranteesCited = files.flatMap(({ path, text: source }) => citesOf(source).map((id) => ({ path, id })))

describe('RULES.md', () => {
  it('is read: there are as many rules as it has, in groups of their own', () => {
    expect(rules.length).toBeGreaterThan(90)
    expect(groups.size).toBeGreaterThan(20)
    expect(rules.length).toBe([...text.matchAll(/^- \*\*/gm)].length)
  })

  it('numbers each rule once and keeps it in its group', () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
    const sections = text.split(/^## /m).slice(1)
    const astray = sections.flatMap((section) =>
      [...section.matchAll(/^- \*\*([A-Z]+)-\d+\*\*/gm)].filter(
        ([, group = '']) => !section.startsWith(`${group}: `),
      ),
    )
    expect(astray).toEqual([])
  })

  it('says each rule in one sentence, and cites clauses that it lists', () => {
    const longer = rules.filter(
      ({ sentence }) => !/^[A-Z](?:(?!\. [A-Z]).)*\.(?: \([A-Z]+-\d+\))?$/.test(sentence),
    )
    expect(longer).toEqual([])
    const cited = rules.flatMap(({ sentence }) =>
      [...sentence.matchAll(/\(([A-Z]+-\d+)\)$/g)].map(([, id = '']) => id),
    )
    expect(cited.filter((id) => !clauses.includes(id))).toEqual([])
  })
})

describe('tests', () => {
  it('name every rule', () => {
    const shown = new Set(inTitles.map(({ id }) => id))
    expect(rules.filter(({ id }) => !shown.has(id)).map(({ id }) => id)).toEqual([])
  })

  it('name no rule that is not there', () => {
    expect(inTitles.filter(({ id }) => prefixes.has(id.split('-')[0] ?? '') && !known.has(id))).toEqual([])
  })
})

describe('comments', () => {
  it('cite no rule or clause that is not there', () => {
    expect(inSources.length).toBeGreaterThan(50)
    expect(inSources.filter(({ id }) => !known.has(id))).toEqual([])
  })
})

describe('guarantees and measured facts', () => {
  it('are listed once, and a test names every guarantee', () => {
    expect(new Set(listed).size).toBe(listed.length)
    const inTests = new Set(
      guaranteesCited.filter(({ path }) => path.startsWith('test/')).map(({ id }) => id),
    )
    expect(listed.filter((id) => id.startsWith('I') && !inTests.has(id))).toEqual([])
  })

  it('are there wherever one is cited', () => {
    expect(guaranteesCited.length).toBeGreaterThan(150)
    expect(guaranteesCited.filter(({ id }) => !listed.includes(id))).toEqual([])
  })
})
