// The documents hold together: every link leads to a file that is there, and every decision has a number of its own and
// a line in the list of all of them.

import { existsSync, globSync, readFileSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = resolve(import.meta.dirname, '..')
const DOCUMENTS = globSync(['*.md', '{docs,domain,renderer}/**/*.md'], { cwd: ROOT })

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8')

/** What a document links to on this disk, without the place within it. */
const linksOf = (path: string): readonly string[] =>
  [...read(path).matchAll(/\]\(([^)#\s]+)[^)]*\)/g)]
    .map((link) => link[1] ?? '')
    .filter((target) => !/^[a-z]+:/.test(target))

describe('documents', () => {
  it('link to files that are there', () => {
    const links = DOCUMENTS.flatMap((path) => linksOf(path).map((target) => ({ path, target })))
    expect(links.length).toBeGreaterThan(40)
    expect(links.filter(({ path, target }) => !existsSync(join(ROOT, dirname(path), target)))).toEqual([])
  })
})

describe('decisions', () => {
  const files = globSync('docs/decisions/[0-9]*.md', { cwd: ROOT }).map((path) => basename(path))

  it('have a number of their own, which their title repeats', () => {
    expect(files.length).toBeGreaterThan(20)
    const numbers = files.map((name) => name.slice(0, 4))
    expect(numbers.filter((number, at) => numbers.indexOf(number) !== at)).toEqual([])
    const other = files.filter(
      (name) => !read(`docs/decisions/${name}`).startsWith(`# ${name.slice(0, 4)}: `),
    )
    expect(other).toEqual([])
  })

  it('stand in the list with their title', () => {
    const list = read('docs/decisions/README.md')
    const missing = files.filter((name) => {
      const title = /^# \d{4}: (.*)$/m.exec(read(`docs/decisions/${name}`))?.[1] ?? name
      return !list.includes(`| [${name.slice(0, 4)}](${name}) | ${title} |`)
    })
    expect(missing).toEqual([])
  })
})
